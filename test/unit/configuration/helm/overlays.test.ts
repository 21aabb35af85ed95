import assert from 'node:assert/strict';
import { read } from '../support.ts';
import { engine } from './shapes.ts';

type Files = Readonly<Record<string, string>>;

const variables = (...names: readonly string[]) =>
  `[${names.map((name) => `{name: SECRET_${name}, value: Zmln}`).join(', ')}]`;
const base = `configurations: {application: ${engine('base')}}\ncommon: {extraEnv: ${variables('BASE')}}\n`;
const prod = `deployments: {standalone: {extraEnv: ${variables('PROD')}}}\n`;

/** What each configuration has: its file, its backend's engine, its secrets, and what is out of sight. */
async function configurationsOf(files: Files): Promise<readonly string[]> {
  const found = await read(files);
  return (found.configurations ?? []).map(({ file, backends }) => {
    const own = found.backends.filter(({ id }) => backends.some((named) => named.id === id));
    const words = own.flatMap((backend) => {
      if (backend.type === 'vault') {
        const { rootEngine } = backend;
        return [`vault ${rootEngine?.state === 'known' ? rootEngine.value : '?'}`];
      }
      if (backend.type !== 'env') return [backend.type];
      const { definitions, gaps } = backend.definitions;
      return [
        ...definitions.map(({ key }) => key),
        ...gaps.map(({ reason, detail }) => `${reason} ${detail}`),
      ];
    });
    return `${file}: ${words.join(', ')}`;
  });
}

describe('files of values beside each other whose order nothing names', () => {
  const cases: readonly (readonly [string, Files, readonly string[]])[] = [
    [
      'one without a server of its own lies over the one that has it',
      { 'k/values.yaml': base, 'k/values-prod.yaml': prod },
      ['k/values-prod.yaml: vault base, BASE, PROD', 'k/values.yaml: vault base, BASE'],
    ],
    [
      'a list replaces the other one, as Helm lays it',
      {
        'values.yaml': base,
        'values-prod.yaml': `common: {extraEnv: ${variables('PROD')}}\n`,
      },
      ['values-prod.yaml: vault base, PROD', 'values.yaml: vault base, BASE'],
    ],
    [
      'a variant by its name lies over it where it leaves the type of the secret manager to it',
      {
        'values.yaml': base,
        'values.prod.yaml':
          'configurations: {application: {kestra: {secret: {vault: {root-engine: prod}}}}}\n',
        'dev-values.yaml': 'configurations: {application: {kestra: {queue: {type: memory}}}}\n',
      },
      [
        'dev-values.yaml: vault base, BASE',
        'values.prod.yaml: vault prod, BASE',
        'values.yaml: vault base, BASE',
      ],
    ],
    [
      'a variant that says its secret manager itself is a server of its own',
      { 'values.yaml': base, 'values-prod.yaml': `configurations: {application: ${engine('prod')}}\n` },
      ['values-prod.yaml: vault prod', 'values.yaml: vault base, BASE'],
    ],
    [
      'names without anything in common are servers of their own',
      { 'orchard.yaml': base, 'garden.yaml': `configurations: {application: ${engine('garden')}}\n` },
      ['garden.yaml: vault garden', 'orchard.yaml: vault base, BASE'],
    ],
    [
      'several variants lie over the same one, not over each other',
      {
        'values.yaml': base,
        'values-prod.yaml': prod,
        'values-test.yaml': `deployments: {standalone: {extraEnv: ${variables('TEST')}}}\n`,
      },
      [
        'values-prod.yaml: vault base, BASE, PROD',
        'values-test.yaml: vault base, BASE, TEST',
        'values.yaml: vault base, BASE',
      ],
    ],
    [
      'below the level of a dependency',
      {
        'values.yaml': `flows: {configurations: {application: ${engine('base')}}}\n`,
        'values-prod.yaml': `flows: {deployments: {standalone: {extraEnv: ${variables('PROD')}}}}\n`,
      },
      ['values-prod.yaml: vault base, PROD', 'values.yaml: vault base'],
    ],
    [
      'of 0.x',
      {
        'values.yaml': `configuration: ${engine('base')}\nextraEnv: ${variables('BASE')}\n`,
        'values-prod.yaml': `extraEnv: ${variables('PROD')}\n`,
      },
      ['values-prod.yaml: vault base, PROD', 'values.yaml: vault base, BASE'],
    ],
    [
      'over what a command installs, with what it sets',
      {
        'values.yaml': base,
        'values-prod.yaml': prod,
        'up.sh':
          'helm upgrade flows kestra/kestra -f values.yaml --set configurations.application.kestra.secret.vault.root-engine=set\n',
      },
      ['values-prod.yaml: vault set, BASE, PROD', 'values.yaml: vault set, BASE'],
    ],
    [
      'over which of several is not known, and so out of sight',
      {
        'garden.yaml': base,
        'orchard.yaml': base,
        'more.yaml': prod,
      },
      [
        'garden.yaml: vault base, BASE',
        'more.yaml: PROD, override-file garden.yaml, override-file orchard.yaml, configuration more.yaml',
        'orchard.yaml: vault base, BASE',
      ],
    ],
    [
      'what changes nothing here is none of its own',
      {
        'values.yaml': base,
        'values-prod.yaml': 'deployments: {standalone: {resources: {limits: {memory: 4Gi}}}}\n',
      },
      ['values.yaml: vault base, BASE'],
    ],
    [
      'of other charts, which have keys of the same names, are laid over nothing',
      {
        'kestra.yaml': `image: {repository: kestra/kestra}\nconfiguration: ${engine('base')}\nextraEnv: ${variables('BASE')}\n`,
        'identity.yaml': 'extraEnv: |\n  - name: KC_DB\n    value: postgres\n',
        'automation.yaml': 'extraEnv: [{name: N8N_HOST, value: x}]\ningress: {enabled: true}\n',
        'shop.yaml': `image: {repository: acme/shop}\nextraEnv: ${variables('KEY')}\n`,
        'jobs.yaml': 'deployments: {api: {extraEnv: [{name: A, value: b}]}}\n',
        'kustomization.yaml':
          '# for kestra\nresources: [a.yaml]\nconfigurations: [names.yaml]\nextraEnv: []\n',
      },
      ['kestra.yaml: vault base, BASE'],
    ],
    [
      'of a Kustomization, which says how names are changed, are none',
      {
        'flows.yaml': base,
        'kustomization.yaml': '# for kestra\nresources: [a.yaml]\nconfigurations: [names.yaml]\n',
      },
      ['flows.yaml: vault base, BASE'],
    ],
    [
      'without a name in common lie over the only one that there is, where they are meant for Kestra',
      {
        'common.yaml': base,
        'prod.yaml': `common: {extraEnv: ${variables('PROD')}}\n`,
        'test.yaml': 'common: {extraEnvFrom: [{secretRef: {name: gone}}], extraEnv: []}\n',
      },
      ['common.yaml: vault base, BASE', 'prod.yaml: vault base, PROD', 'test.yaml: vault base'],
    ],
    [
      'of another folder may be laid over it, which is told as out of sight',
      {
        'base/values.yaml': base,
        'prod/values-prod.yaml': prod,
        'test/kestra.yaml': `common: {extraEnv: ${variables('BASE')}}\n`,
      },
      ['base/values.yaml: vault base, BASE, override-file prod/values-prod.yaml'],
    ],
    [
      'of other charts in other folders are not',
      {
        'kestra/values.yaml': `configuration: ${engine('base')}\nextraEnv: ${variables('BASE')}\n`,
        'board/values.yaml': `extraEnv: ${variables('KEY')}\n`,
        'jobs/values.yaml': `deployments: {api: {extraEnv: ${variables('KEY')}}}\n`,
      },
      ['kestra/values.yaml: vault base, BASE'],
    ],
  ];
  for (const [name, files, expected] of cases) {
    it(name, async () => {
      assert.deepEqual((await configurationsOf(files)).toSorted(), expected);
    });
  }

  it('count as one of them where it is chosen', async () => {
    const files = { 'values.yaml': base, 'values-prod.yaml': prod };
    const { chosen, backends } = await read(files, { configuration: 'values-prod.yaml' });
    assert.deepEqual([chosen, backends.map(({ type }) => type)], ['values-prod.yaml', ['vault', 'env']]);
  });
});
