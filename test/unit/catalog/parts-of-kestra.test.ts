import assert from 'node:assert/strict';
import { environmentSnapshot } from '../../../src/catalog/environment.ts';
import { resolve } from '../../../src/catalog/resolve.ts';
import { reasonMessage } from '../../../src/language/messages/index.ts';
import { catalogOf, fetchedAt } from '../../fakes/catalog-snapshot.ts';
import { questionOf } from '../../fakes/question.ts';
import { base64, read } from '../configuration/support.ts';

type Files = Readonly<Record<string, string>>;

const value = base64('VALUE-MARKER');

const compose = (parts: Readonly<Record<string, readonly string[]>>) =>
  `services:\n${Object.entries(parts)
    .map(
      ([part, names]) =>
        `  ${part}:\n    image: kestra/kestra\n    command: server ${part}\n    environment: {${names.map((name) => `SECRET_${name}: ${value}`).join(', ')}}\n`,
    )
    .join('')}`;

const pod = (part: string, name: string) => `kind: Deployment
metadata: {name: ${part}}
spec: {template: {spec: {containers: [{name: k, image: kestra/kestra, args: [server, ${part}], env: [{name: SECRET_${name}, value: ${value}}]}]}}}
`;

const chart = (deployments: string) =>
  `configurations: {application: {kestra: {queue: {type: postgres}}}}\ndeployments: ${deployments}\n`;

const component = (name: string) => `{enabled: true, extraEnv: [{name: SECRET_${name}, value: ${value}}]}`;

const onlyWeb = 'unknown value-not-known Only webserver has SECRET_WEB, and it runs no tasks.';

const rows: Readonly<Record<string, readonly [Files, Readonly<Record<string, string>>]>> = {
  'services of a compose file': [
    { 'compose.yml': compose({ worker: ['WORK', 'BOTH'], webserver: ['WEB', 'BOTH'], executor: ['RUN'] }) },
    {
      WORK: 'resolvable found',
      BOTH: 'resolvable found',
      WEB: onlyWeb,
      RUN: 'unknown value-not-known Only executor has SECRET_RUN, and it runs no tasks.',
      NONE: 'missing not-in-list',
    },
  ],
  'deployments of a cluster': [
    { 'k/web.yaml': pod('webserver', 'WEB'), 'k/worker.yaml': pod('worker', 'WORK') },
    { WORK: 'resolvable found', WEB: onlyWeb },
  ],
  'components of a chart': [
    {
      'values.yaml': chart(
        `{standalone: {enabled: false}, webserver: ${component('WEB')}, worker: ${component('WORK')}}`,
      ),
    },
    { WORK: 'resolvable found', WEB: onlyWeb },
  ],
  'a group of workers of a chart, beside one that a command starts': [
    {
      'values.yaml': `${chart(`{standalone: ${component('ALL')}}`)}workerGroups: {gpu: ${component('GPU')}}\n`,
    },
    { ALL: 'resolvable found', GPU: 'resolvable found' },
  ],
  'a web server alone': [
    { 'compose.yml': compose({ webserver: ['WEB'] }) },
    {
      WEB: onlyWeb,
      NONE: 'unknown incomplete-list NONE is not in Environment variables (compose.yml) as far as its list is known: compose.yml starts no worker, the part of Kestra that runs tasks.',
    },
  ],
  'a web server and an executor of a cluster': [
    { 'k/web.yaml': pod('webserver', 'WEB'), 'k/run.yaml': pod('executor', 'RUN') },
    {
      RUN: 'unknown value-not-known Only executor has SECRET_RUN, and it runs no tasks.',
      NONE: 'unknown incomplete-list NONE is not in Environment variables (k/run.yaml, k/web.yaml) as far as its list is known: k/run.yaml starts no worker, the part of Kestra that runs tasks.',
    },
  ],
  'components of a chart without one that runs tasks': [
    {
      'values.yaml': chart(`{standalone: {enabled: false}, webserver: ${component('WEB')}}`),
    },
    {
      WEB: onlyWeb,
      NONE: 'unknown incomplete-list NONE is not in Environment variables (values.yaml) as far as its list is known: values.yaml starts no worker, the part of Kestra that runs tasks.',
    },
  ],
  'a standalone server': [
    { 'compose.yml': compose({ standalone: ['ALL'] }) },
    { NONE: 'missing not-in-list' },
  ],
};

describe('a variable that only a part of Kestra has', () => {
  for (const [name, [files, expected]] of Object.entries(rows)) {
    it(`counts where that part runs tasks: ${name}`, async () => {
      const { backends } = await read(files);
      const snapshots = backends.flatMap((backend) =>
        backend.type === 'env' ? [environmentSnapshot(backend, fetchedAt)] : [],
      );
      const said = Object.keys(expected).map((key) => {
        const { verdict, reasonCode, reason } = resolve(catalogOf(snapshots), questionOf(key), fetchedAt);
        const why = verdict === 'unknown' ? ` ${reasonMessage(reason)}` : '';
        return [key, `${verdict} ${reasonCode}${why}`];
      });
      assert.deepEqual(Object.fromEntries(said), expected);
    });
  }
});
