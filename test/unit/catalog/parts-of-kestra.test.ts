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
  'two servers that both run tasks': [
    {
      'compose.yml': `services:\n  dev: {image: kestra/kestra, command: server standalone, environment: {SECRET_BOTH: ${value}, SECRET_DEV: ${value}}}\n  prod: {image: kestra/kestra, command: server standalone, environment: {SECRET_BOTH: ${value}, SECRET_PROD: ${value}}}\n`,
    },
    {
      BOTH: 'resolvable found',
      DEV: 'unknown value-not-known dev has SECRET_DEV, but nothing here gives it to prod, which runs tasks, too.',
      PROD: 'unknown value-not-known prod has SECRET_PROD, but nothing here gives it to dev, which runs tasks, too.',
      NONE: 'missing not-in-list',
    },
  ],
  'two servers that run tasks, of which one has a value that Kestra skips': [
    {
      'compose.yml': `services:\n  dev: {image: kestra/kestra, command: server standalone, environment: {SECRET_BOTH: ${value}, SECRET_NONE: "a b"}}\n  prod: {image: kestra/kestra, command: server standalone, environment: {SECRET_BOTH: not encoded, SECRET_NONE: "c d"}}\n  web: {image: kestra/kestra, command: server webserver, environment: {SECRET_BOTH: ${value}}}\n`,
    },
    {
      BOTH: 'unknown value-not-known dev and prod have SECRET_BOTH with different values, and the one of prod is not Base64.',
      NONE: 'hidden not-base64',
    },
  ],
  'workers, one of them of a group': [
    {
      'compose.yml': `services:\n  worker: {image: kestra/kestra, command: server worker, environment: {SECRET_WORK: ${value}, SECRET_BOTH: ${value}}}\n  gpu: {image: kestra/kestra, command: [server, worker, --worker-group=gpu], environment: {SECRET_GPU: ${value}, SECRET_BOTH: ${value}}}\n`,
    },
    {
      WORK: 'resolvable found',
      BOTH: 'resolvable found',
      GPU: 'unknown value-not-known Only gpu has SECRET_GPU, and it runs the tasks of its worker group alone.',
    },
  ],
  'a standalone server that starts no worker, beside one': [
    {
      'compose.yml': `services:\n  kestra: {image: kestra/kestra, command: server standalone --worker-thread=0, environment: {SECRET_WEB: ${value}}}\n  worker: {image: kestra/kestra, command: server worker, environment: {SECRET_WORK: ${value}}}\n`,
    },
    {
      WORK: 'resolvable found',
      WEB: 'unknown value-not-known Only kestra has SECRET_WEB, and it runs no tasks.',
    },
  ],
  'workers of groups alone': [
    {
      'compose.yml': `services:\n  cpu: {image: kestra/kestra, command: server worker -g cpu, environment: {}}\n  gpu: {image: kestra/kestra, command: server worker -g gpu, environment: {SECRET_GPU: ${value}}}\n`,
    },
    { GPU: 'resolvable found' },
  ],
  'deployments of one name': [
    { 'k/dev.yaml': pod('standalone', 'DEV'), 'k/prod.yaml': pod('standalone', 'PROD') },
    {
      DEV: 'unknown value-not-known standalone (k/dev.yaml:2) has SECRET_DEV, but nothing here gives it to standalone (k/prod.yaml:2), which runs tasks, too.',
    },
  ],
  'services of which one is only there for others to be made from': [
    {
      'compose.yml': `services:\n  base: &base {image: kestra/kestra, command: server standalone, deploy: {replicas: 0}}\n  more: {<<: *base, scale: "\${MORE:-0}"}\n  kestra: {<<: *base, deploy: {replicas: 1}, environment: {SECRET_ALL: ${value}}}\n`,
      'compose.override.yml': 'services: {more: {deploy: !reset null}}\n',
    },
    { ALL: 'resolvable found' },
  ],
  'a deployment without pods beside one with some': [
    {
      'k/none.yaml': pod('worker', 'NONE').replace('spec: {', 'spec: {replicas: 0, '),
      'k/some.yaml': pod('standalone', 'SOME'),
    },
    { SOME: 'resolvable found' },
  ],
  'a server beside what a shell starts, which may run none': [
    {
      'compose.yml': `services:\n  kestra: {image: kestra/kestra, command: server local, environment: {SECRET_ALL: ${value}}}\n  fetch: {image: kestra/kestra, entrypoint: [sh, -c], command: ["cp -r /x /y"]}\n`,
    },
    { ALL: 'resolvable found' },
  ],
  'a group of workers of a chart, beside one that a command starts': [
    {
      'values.yaml': `${chart(`{standalone: ${component('ALL')}}`)}workerGroups: {gpu: ${component('GPU')}}\n`,
    },
    {
      ALL: 'resolvable found',
      GPU: 'unknown value-not-known Only gpu has SECRET_GPU, and it runs the tasks of its worker group alone.',
    },
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
  'workers of two files of a cluster': [
    { 'k/one.yaml': pod('worker', 'ONE'), 'k/two.yaml': pod('standalone', 'TWO') },
    {
      ONE: 'unknown value-not-known worker has SECRET_ONE, but nothing here gives it to standalone, which runs tasks, too.',
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
