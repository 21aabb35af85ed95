import assert from 'node:assert/strict';
import { createCatalog, type Catalog } from '../../../src/catalog/index.ts';
import { configurationsFor } from '../../../src/catalog/chain.ts';
import type { Backend, ConfigurationSettings } from '../../../src/configuration/index.ts';
import { reasonMessage, stepMessage } from '../../../src/language/messages/index.ts';
import { createMemoryStore } from '../../fakes/memory-store.ts';
import { never } from '../../fakes/never.ts';
import { questionOf } from '../../fakes/question.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { base64, read } from '../configuration/support.ts';

type Files = Readonly<Record<string, string>>;

const value = base64('VALUE-MARKER');

/** A compose file with one Kestra that has these secrets, and the keys of the service besides. */
function service(secrets: readonly string[], ...lines: readonly string[]): string {
  const variables = secrets.map((name) => `      SECRET_${name}: ${value}\n`);
  return `services:\n  kestra:\n    image: registry.kestra.io/docker/kestra-ee:v1.0\n${lines.map((line) => `    ${line}\n`).join('')}${
    variables.length === 0 ? '' : `    environment:\n${variables.join('')}`
  }`;
}

/** An application file of a Vault that has the secrets which its root engine names: `a-b` has a and b. */
function vault(secrets: readonly string[]): string {
  return `kestra: {secret: {type: vault, read-only: true, vault: {address: "http://v:1", token: {token: t}, root-engine: ${secrets.join('-')}}}}\n`;
}

/** The variables of a server of Kestra's chart. */
function chartVariables(...names: readonly string[]): string {
  return `[${names.map((name) => `{name: SECRET_${name}, value: ${value}}`).join(', ')}]`;
}

function namesIn(backend: Backend): readonly string[] {
  const engine = backend.type === 'vault' ? backend.rootEngine : null;
  return engine?.state === 'known' ? engine.value.split('-') : [];
}

async function open(files: Files, settings: Partial<ConfigurationSettings> = {}) {
  const configuration = await read(files, settings);
  const catalog = createCatalog({
    open: (backend) =>
      Promise.resolve({
        state: 'open',
        store: createMemoryStore({ secrets: namesIn(backend).map((name) => ({ name, fields: [] })) }),
      }),
    locationOf: () => '',
    clock: { now: () => Date.UTC(2026, 0, 1), after: () => () => undefined },
    log: quietLog,
  });
  catalog.configure(configuration);
  return { configuration, catalog };
}

/** Verdict and reason code of a name, for a flow at this path. */
async function verdictAt(catalog: Catalog, flow: string | null, name: string): Promise<string> {
  const view = catalog.at(flow);
  await view.ask(questionOf(name), { readValues: false }, never);
  const { verdict, reasonCode } = view.resolve(questionOf(name));
  return `${verdict} ${reasonCode}`;
}

const environments: Files = {
  'envs/dev/application.yml': vault(['both', 'dev']),
  'envs/prod/application.yml': vault(['both', 'prod']),
};
const differ = 'unknown several-configurations';
const found = 'resolvable found';

interface Row {
  readonly title: string;
  readonly files: Files;
  /** The configurations, in their order. */
  readonly configurations: readonly string[];
  /** Flow, name, verdict. */
  readonly verdicts: readonly (readonly [string | null, string, string])[];
  readonly settings?: Partial<ConfigurationSettings>;
}

const rows: readonly Row[] = [
  {
    title: 'a configuration an environment: the one beside or above the flow judges it',
    files: environments,
    configurations: ['envs/dev/application.yml', 'envs/prod/application.yml'],
    verdicts: [
      ['envs/dev/flow.yml', 'dev', found],
      ['envs/dev/flows/deep/flow.yml', 'dev', found],
      ['envs/prod/flow.yml', 'prod', found],
      ['envs/prod/flow.yml', 'dev', 'missing not-in-list'],
      ['flows/flow.yml', 'both', found],
      ['flows/flow.yml', 'dev', differ],
      ['envs/flow.yml', 'prod', differ],
      ['envs/develop/flow.yml', 'dev', differ],
      ['../flow.yml', 'dev', differ],
      [null, 'dev', differ],
      [null, 'both', found],
    ],
  },
  {
    title: 'servers that are not read: a name is never missing where one of them may judge',
    files: {
      'compose.yml': service(['ROOT']),
      'ecs/task.json': '{"containerDefinitions": [{"image": "kestra/kestra"}]}',
      'dev/compose.yml': service(['DEV']),
      'dev/task.json': '{"containerDefinitions": [{"image": "kestra/kestra"}]}',
    },
    configurations: ['compose.yml', 'dev/compose.yml'],
    verdicts: [
      ['flows/flow.yml', 'NONE', 'missing not-in-list'],
      ['ecs/flow.yml', 'NONE', 'unknown incomplete-list'],
      ['ecs/flow.yml', 'ROOT', found],
      ['dev/flows/flow.yml', 'NONE', 'unknown incomplete-list'],
      ['dev/flows/flow.yml', 'DEV', found],
      [null, 'NONE', 'unknown incomplete-list'],
      [null, 'DEV', differ],
    ],
  },
  {
    title: 'one service, and beside it a server that is not read',
    files: {
      'compose.yml': service(['ROOT']),
      'kestra.nomad': 'job "k" {\n  image = "kestra/kestra"\n}\n',
    },
    configurations: ['compose.yml'],
    verdicts: [
      ['flows/flow.yml', 'ROOT', found],
      ['flows/flow.yml', 'NONE', 'unknown incomplete-list'],
    ],
  },
  {
    title: 'services of environments: a name is missing where the one that judges lacks it',
    files: {
      'envs/dev/compose.yml': service(['BOTH', 'DEV']),
      'envs/prod/compose.yml': service(['BOTH', 'PROD']),
    },
    configurations: ['envs/dev/compose.yml', 'envs/prod/compose.yml'],
    verdicts: [
      ['envs/dev/flow.yml', 'DEV', found],
      ['envs/prod/flow.yml', 'DEV', 'missing not-in-list'],
      ['flows/flow.yml', 'DEV', differ],
      ['flows/flow.yml', 'BOTH', found],
      ['flows/flow.yml', 'NONE', 'missing not-in-list'],
    ],
  },
  {
    title: 'one at the root and one below: the root judges what has no nearer one',
    files: { 'compose.yml': service(['ROOT']), 'p1/docker-compose.yml': service(['ONE']) },
    configurations: ['compose.yml', 'p1/docker-compose.yml'],
    verdicts: [
      ['flows/flow.yml', 'ROOT', found],
      ['flows/flow.yml', 'ONE', 'missing not-in-list'],
      ['p1/flow.yml', 'ONE', found],
      ['p1/flow.yml', 'ROOT', 'missing not-in-list'],
      [null, 'ROOT', differ],
    ],
  },
  {
    title: 'one alone: it judges every flow',
    files: { 'docker/compose.yml': service(['ONE']) },
    configurations: ['docker/compose.yml'],
    verdicts: [
      ['flows/flow.yml', 'ONE', found],
      ['flows/flow.yml', 'OTHER', 'missing not-in-list'],
      [null, 'ONE', found],
    ],
  },
  {
    title: 'values of a chart and others that may be laid over them: where they differ it is not known',
    files: {
      'k/values.yaml': `configurations: {application: {kestra: {}}}\ncommon: {extraEnv: ${chartVariables('BOTH')}}\n`,
      'k/values-prod.yaml': `deployments: {standalone: {extraEnv: ${chartVariables('PROD')}}}\n`,
    },
    configurations: ['k/values.yaml', 'k/values-prod.yaml'],
    verdicts: [
      ['k/flow.yml', 'BOTH', found],
      ['k/flow.yml', 'PROD', differ],
      ['flow.yml', 'PROD', differ],
      ['flow.yml', 'NONE', 'missing not-in-list'],
    ],
  },
  {
    title: 'an application file that the service beside it reads: one',
    files: {
      'application.yml': vault(['api']),
      'compose.yml': service(['API_2'], 'volumes: ["./application.yml:/app/confs/application.yml"]'),
    },
    configurations: ['compose.yml'],
    verdicts: [
      ['flows/flow.yml', 'api', found],
      ['flows/flow.yml', 'API_2', found],
      ['flows/flow.yml', 'other', 'missing not-in-list'],
    ],
  },
  {
    title: 'an application file that the service beside it does not read: two',
    files: { 'application.yml': vault(['api', 'both']), 'compose.yml': service(['API_2', 'BOTH']) },
    configurations: ['application.yml', 'compose.yml'],
    verdicts: [
      ['flows/flow.yml', 'api', differ],
      ['flows/flow.yml', 'API_2', differ],
      ['flows/flow.yml', 'both', found],
    ],
  },
  {
    title: 'an application file without a secret of Kestra’s beside a service: one',
    files: {
      'application.yml': 'kestra.repository.type: postgres\n',
      'src/application.yml': 'spring.application.name: shop\n',
      'compose.yml': service(['API']),
    },
    configurations: ['compose.yml'],
    verdicts: [
      ['flows/flow.yml', 'API', found],
      ['flows/flow.yml', 'OTHER', 'missing not-in-list'],
    ],
  },
  {
    title: 'profiles that differ: each over its base, and the base, which is whole',
    files: {
      'application.yml': vault(['all', 'base']),
      'application-dev.yml': 'kestra.secret.vault.root-engine: all-dev\n',
      'application-prod.yml': 'kestra.secret.vault.root-engine: all-prod\n',
    },
    configurations: ['application.yml', 'application-dev.yml', 'application-prod.yml'],
    verdicts: [
      ['flow.yml', 'all', found],
      ['flow.yml', 'base', differ],
      ['flow.yml', 'dev', differ],
    ],
  },
  {
    title: 'profiles over a base that is not whole: without one it would not start',
    files: {
      'application.yml': 'kestra.secret: {type: vault, read-only: true}\n',
      'application-dev.yml': 'kestra.secret.vault: {address: "http://v:1", root-engine: all-dev}\n',
      'application-prod.yml': 'kestra.secret.vault: {address: "http://v:1", root-engine: all-prod}\n',
    },
    configurations: ['application-dev.yml', 'application-prod.yml'],
    verdicts: [
      ['flow.yml', 'all', found],
      ['flow.yml', 'dev', differ],
    ],
  },
  {
    title: 'profiles that agree on secrets: one',
    files: {
      'application.yml': vault(['all']),
      'application-dev.yml': 'kestra.repository.type: h2\n',
      'application-prod.yml': 'kestra.secret.vault.rootEngine: all\n',
    },
    configurations: ['application.yml'],
    verdicts: [['flow.yml', 'all', found]],
  },
  {
    title: 'compose files of one folder that are projects of their own: both',
    files: {
      // Each starts a server; without that the second would only be laid over the first.
      'docker-compose.dev.yml': service(['BOTH', 'DEV'], 'command: server standalone'),
      'docker-compose.prod.yml': service(['BOTH', 'PROD'], 'command: server standalone'),
    },
    configurations: ['docker-compose.dev.yml', 'docker-compose.prod.yml'],
    verdicts: [
      ['flow.yml', 'BOTH', found],
      ['flow.yml', 'DEV', differ],
      ['flow.yml', 'NONE', 'missing not-in-list'],
    ],
  },
  {
    title: 'a compose file that is laid over another: one, and what it adds is not certain',
    files: {
      'compose.yml': service(['API']),
      'compose.prod.yml': `services:\n  kestra:\n    environment:\n      SECRET_PROD: ${value}\n`,
    },
    configurations: ['compose.yml'],
    verdicts: [
      ['flow.yml', 'API', found],
      ['flow.yml', 'PROD', 'unknown incomplete-list'],
    ],
  },
  {
    title: 'env files of environments: those of another one define nothing here',
    files: {
      ...environments,
      'envs/dev/.env': `SECRET_LOCAL=${value}\n`,
      '.env': `SECRET_SHARED=${value}\n`,
    },
    configurations: ['envs/dev/application.yml', 'envs/prod/application.yml'],
    verdicts: [
      ['envs/dev/flow.yml', 'LOCAL', found],
      ['envs/prod/flow.yml', 'LOCAL', 'unknown incomplete-list'],
      ['envs/prod/flow.yml', 'SHARED', found],
    ],
  },
  {
    title: 'the one that was chosen: it judges every flow',
    files: environments,
    settings: { configuration: 'envs/prod/application.yml' },
    configurations: ['envs/dev/application.yml', 'envs/prod/application.yml'],
    verdicts: [
      ['envs/dev/flow.yml', 'prod', found],
      ['flows/flow.yml', 'prod', found],
      ['flows/flow.yml', 'dev', 'missing not-in-list'],
      [null, 'prod', found],
    ],
  },
];

describe('which of several configurations counts', () => {
  for (const { title, files, configurations, verdicts, settings } of rows) {
    it(title, async () => {
      const { catalog, configuration } = await open(files, settings);
      assert.deepEqual(
        configuration.configurations?.map(({ file }) => file),
        configurations,
      );
      const answers: (readonly [string | null, string, string])[] = [];
      for (const [flow, name] of verdicts) answers.push([flow, name, await verdictAt(catalog, flow, name)]);
      assert.deepEqual(answers, verdicts);
    });
  }

  it('says where another configuration has what the one that judges lacks', async () => {
    const { catalog } = await open({
      'compose.yml': service(['ROOT']),
      'p1/docker-compose.yml': service(['ONE']),
      'p2/compose.yml': service([]),
    });
    const saidAt = (flow: string | null, name: string) => {
      const { reason, mistake } = catalog.at(flow).resolve(questionOf(name));
      return [reasonMessage(reason), mistake === null ? null : reasonMessage(mistake)];
    };
    const elsewhere = 'SECRET_ONE is in p1/docker-compose.yml, which belongs to another configuration.';
    assert.deepEqual(saidAt('flow.yml', 'One'), [elsewhere, elsewhere]);
    assert.deepEqual(saidAt('flow.yml', 'NONE'), [
      'No file defines SECRET_NONE.',
      'Secret NONE not found: no file defines SECRET_NONE.',
    ]);
    assert.deepEqual(saidAt('p2/flow.yml', 'ONE'), [elsewhere, null]);
    assert.deepEqual(saidAt('p2/flow.yml', 'NONE'), [
      'This configuration defines no SECRET_ variable; compose.yml does, which is another one.',
      null,
    ]);
    const differing = catalog.explain(questionOf('ONE')).map(({ reason }) => stepMessage(reason));
    assert.ok(differing.includes(elsewhere), differing.join('\n'));
  });

  it('names those that do not agree, and what each says', async () => {
    const { catalog } = await open(environments);
    await verdictAt(catalog, null, 'dev');
    const { reason, backend, secret, answers } = catalog.resolve(questionOf('dev'));
    assert.match(reasonMessage(reason), /dev\/application\.yml \(Found\), envs\/prod\/application\.yml \(/);
    assert.deepEqual([backend, secret], [null, null]);
    assert.deepEqual(
      answers.map((answer) => answer.backend),
      ['vault#envs/dev/application.yml', 'vault#envs/prod/application.yml'],
    );
  });

  it('says of each backend and entry to which it belongs, where there are several', async () => {
    const { configuration } = await open({ ...environments, 'envs/dev/.env': `SECRET_LOCAL=${value}\n` });
    assert.deepEqual(
      configuration.backends.map(({ id, configuration: file }) => [id, file]),
      [
        ['vault#envs/dev/application.yml', 'envs/dev/application.yml'],
        ['env#envs/dev/application.yml', 'envs/dev/application.yml'],
        ['vault#envs/prod/application.yml', 'envs/prod/application.yml'],
      ],
    );
    const ids = new Set(configuration.backends.map(({ id }) => id));
    assert.deepEqual(new Set(configuration.entries.map(({ backend }) => backend)), ids);
    const { backends } = await read({ 'application.yml': vault(['a']) });
    assert.deepEqual(
      backends.map(({ id, configuration: file }) => [id, file]),
      [['vault', undefined]],
    );
  });

  it('tells at each which flows it judges', async () => {
    const told = async (files: Files) =>
      (await read(files)).problems
        .filter(({ code }) => code === 'several-configurations')
        .map(({ file, data }) => [file, data]);
    assert.deepEqual(await told(environments), [
      ['envs/dev/application.yml', { folder: 'envs/dev', others: '' }],
      ['envs/prod/application.yml', { folder: 'envs/prod', others: '' }],
    ]);
    assert.deepEqual(await told({ 'application.yml': vault(['a']), 'compose.yml': service(['A']) }), [
      ['application.yml', { folder: '', others: 'compose.yml' }],
      ['compose.yml', { folder: '', others: 'application.yml' }],
    ]);
    assert.deepEqual(await told({ 'application.yml': vault(['a']) }), []);
  });

  it('says where a configuration that was not chosen has what the chosen one lacks', async () => {
    const files = {
      'a/compose.yml': service(['ONE']),
      'b/compose.yml': service(['TWO']),
      'c/compose.yml': service([]),
    };
    const saidWith = async (configuration: string, name: string) => {
      const { catalog } = await open(files, { configuration });
      const { verdict, reason } = catalog.at('flows/flow.yml').resolve(questionOf(name));
      return `${verdict} ${reasonMessage(reason)}`;
    };
    const there = 'SECRET_TWO is in b/compose.yml, which belongs to another configuration.';
    assert.equal(await saidWith('a/compose.yml', 'TWO'), `missing ${there}`);
    assert.equal(await saidWith('c/compose.yml', 'TWO'), `unknown ${there}`);
    assert.equal(await saidWith('a/compose.yml', 'NONE'), 'missing No file defines SECRET_NONE.');
  });

  it('tells of servers what holds of each that may count', async () => {
    const isolated = (services: string, tag: string) =>
      service([], 'configs: []').replace('v1.0', tag) +
      `    environment:\n      KESTRA_SECRET_ISOLATION_ENABLED: "true"\n      KESTRA_SECRET_ISOLATION_DENIED_SERVICES: ${services}\n`;
    const files = {
      'a/compose.yml': isolated('executor,worker', 'v1.0'),
      'b/compose.yml': isolated('worker', 'v2.0'),
    };
    const { deniedServices, kestraVersion } = await read(files);
    assert.deepEqual([deniedServices, kestraVersion], [['WORKER'], null]);
    const chosen = await read(files, { configuration: 'a/compose.yml' });
    assert.deepEqual([chosen.deniedServices, chosen.kestraVersion], [['EXECUTOR', 'WORKER'], '1.0']);
  });

  it('leaves a choice alone that is no configuration any more', async () => {
    const { backends, chosen } = await read(environments, { configuration: 'gone/application.yml' });
    assert.deepEqual([backends.length, chosen], [2, undefined]);
  });
});

describe('configurationsFor', () => {
  it('takes the nearest above, of equally near ones all', () => {
    const files = ['compose.yml', 'a/one.yml', 'a/two.yml', 'a/b/three.yml'];
    assert.deepEqual(configurationsFor(files, 'a/flow.yml'), ['a/one.yml', 'a/two.yml']);
    assert.deepEqual(configurationsFor(files, 'a/b/c/flow.yml'), ['a/b/three.yml']);
    assert.deepEqual(configurationsFor(files, 'x/flow.yml'), ['compose.yml']);
    assert.deepEqual(configurationsFor(files, 'C:/a/flow.yml'), files);
    assert.deepEqual(configurationsFor(files, '/a/flow.yml'), files);
    assert.deepEqual(configurationsFor([], 'a/flow.yml'), []);
  });
});
