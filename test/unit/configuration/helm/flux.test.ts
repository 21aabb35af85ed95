import assert from 'node:assert/strict';
import { textAt, readVault, yaml } from '../support.ts';
import { engine, linesOf } from './shapes.ts';

function release(rest: string): string {
  const lines = rest
    .trim()
    .split('\n')
    .map((line) => `  ${line}`);
  return [
    'apiVersion: helm.toolkit.fluxcd.io/v2',
    'kind: HelmRelease',
    'metadata: {name: flows, namespace: orchard}',
    'spec:',
    ...lines,
    '',
  ].join('\n');
}

/** An object called flows that stands for a chart. */
function repository(kind: string, namespace: string, spec: string): string {
  return `kind: ${kind}\nmetadata: {name: flows, namespace: ${namespace}}\nspec: ${spec}\n`;
}

const chart =
  'chart: {spec: {chart: kestra, version: 1.0.54, sourceRef: {kind: HelmRepository, name: kestra}}}';

describe('a HelmRelease of Flux', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
    [
      'its own values',
      { 'apps/release.yaml': release(`${chart}\nvalues: {configurations: {application: ${engine('own')}}}`) },
      ['vault own'],
    ],
    [
      'values of a ConfigMap of another file, under its own',
      {
        'apps/release.yaml': release(
          `${chart}\nvaluesFrom: [{kind: ConfigMap, name: base}]\nvalues: {common: {extraEnv: [{name: SECRET_FIG, value: Zmln}]}}`,
        ),
        'apps/base.yaml': `kind: ConfigMap\nmetadata: {name: base, namespace: orchard}\ndata:\n  values.yaml: |\n    configurations: {application: ${engine('base')}}\n    common: {extraEnv: [{name: SECRET_LOST, value: Zmln}]}\n`,
      },
      ['vault base', 'SECRET_FIG'],
    ],
    [
      'values of a generator, which wins with a target path',
      {
        'apps/release.yaml': release(
          `${chart}\nvaluesFrom:\n  - {kind: ConfigMap, name: flows-values}\n  - {kind: ConfigMap, name: flows-values, valuesKey: engine, targetPath: configurations.application.kestra.secret.vault.root-engine}\nvalues: {common: {extraEnv: [{name: SECRET_FIG, value: Zmln}]}}`,
        ),
        'apps/kustomization.yaml':
          'configMapGenerator:\n  - name: flows-values\n    files: [values.yaml=flows.yaml]\n    literals: ["engine=target"]\n',
        'apps/flows.yaml': `configurations: {application: ${engine('file')}}\n`,
      },
      ['vault target', 'SECRET_FIG'],
    ],
    [
      'values of an object behind a target path, of which either may count',
      {
        'release.yaml': release(
          `${chart}\nvaluesFrom:\n  - {kind: ConfigMap, name: base, valuesKey: engine, targetPath: configurations.application.kestra.secret.vault.root-engine}\n  - {kind: ConfigMap, name: base}`,
        ),
        'base.yaml': `kind: ConfigMap\nmetadata: {name: base}\ndata:\n  engine: target\n  values.yaml: |\n    configurations: {application: ${engine('base')}}\n`,
      },
      ['vault target', 'partial'],
    ],
    [
      'values of a Secret that is not here',
      {
        'release.yaml': release(
          `${chart}\nvaluesFrom: [{kind: Secret, name: gone}]\nvalues: {common: {extraEnv: [{name: SECRET_FIG, value: Zmln}]}}`,
        ),
      },
      ['SECRET_FIG', 'gap cluster Secret gone', 'gap configuration release.yaml', 'partial'],
    ],
    [
      'a chart of the repository, with its own values and those of an alias',
      {
        'clusters/release.yaml': release(
          `chart: {spec: {chart: ./charts/orchard, valuesFiles: [charts/orchard/prod.yaml], sourceRef: {kind: GitRepository, name: flux-system}}}`,
        ),
        'charts/orchard/Chart.yaml':
          'apiVersion: v2\nname: orchard\ndependencies: [{name: kestra, alias: flows, version: 1.0.54}]\n',
        'charts/orchard/values.yaml': `flows: {configurations: {application: ${engine('base')}}}\n`,
        'charts/orchard/prod.yaml': 'flows: {common: {extraEnv: [{name: SECRET_FIG, value: Zmln}]}}\n',
      },
      ['vault base', 'SECRET_FIG'],
    ],
    [
      'a chart that another object names',
      {
        'charts.yaml':
          'kind: OCIRepository\nmetadata: {name: flows}\nspec: {url: "oci://registry.orchard.example/charts/kestra"}\n---\nkind: OCIRepository\nmetadata: {name: other}\nspec: {url: "oci://registry.orchard.example/charts/web"}\n',
        'release.yaml': `${release(
          `chartRef: {kind: OCIRepository, name: flows}\nvalues: {configurations: {application: ${engine('oci')}}}`,
        )}---\n${release(
          `chartRef: {kind: OCIRepository, name: other}\nvalues: {configurations: {application: ${engine('web')}}}`,
        )}`,
      },
      ['vault oci'],
    ],
    [
      'a chart that another object names which is not here, told by its values',
      {
        'release.yaml': release(
          `chartRef: {kind: OCIRepository, name: flows}\nvalues: {configurations: {application: ${engine('oci')}}}`,
        ),
      },
      ['vault oci', 'partial'],
    ],
    [
      'a chart that an object of its own namespace names, or of the one that is said',
      {
        'charts.yaml': `${repository('OCIRepository', 'orchard', '{url: "oci://r.orchard.example/kestra"}')}---
${repository('OCIRepository', 'plums', '{url: "oci://r.orchard.example/web"}')}`,
        'release.yaml': `${release(
          `chartRef: {kind: OCIRepository, name: flows}\nvalues: {configurations: {application: ${engine('own')}}}`,
        )}---\n${release(
          `chartRef: {kind: OCIRepository, name: flows, namespace: plums}\nvalues: {configurations: {application: ${engine('web')}}}`,
        )}`,
      },
      ['vault own'],
    ],
    [
      'a chart that objects name which say different things, told by its values',
      {
        'dev/chart.yaml': repository('OCIRepository', 'orchard', '{url: "oci://r.orchard.example/kestra"}'),
        'prod/chart.yaml': repository('OCIRepository', 'orchard', '{url: "oci://r.orchard.example/web"}'),
        'release.yaml': release(
          `chartRef: {kind: OCIRepository, name: flows}\nvalues: {configurations: {application: ${engine('own')}}}`,
        ),
      },
      ['vault own', 'partial'],
    ],
    [
      'a chart of another namespace’s object, which is not the one that is meant',
      {
        'chart.yaml': repository('OCIRepository', 'plums', '{url: "oci://r.orchard.example/web"}'),
        'release.yaml': release(
          `chartRef: {kind: OCIRepository, name: flows}\nvalues: {configurations: {application: ${engine('own')}}}`,
        ),
      },
      ['vault own', 'partial'],
    ],
    [
      'a HelmChart in a folder of the repository, with its files of values',
      {
        'clusters/chart.yaml': repository(
          'HelmChart',
          'orchard',
          '{chart: ./charts/orchard, valuesFiles: [charts/orchard/prod.yaml], sourceRef: {kind: GitRepository, name: g}}',
        ),
        'clusters/release.yaml': release('chartRef: {kind: HelmChart, name: flows}'),
        'charts/orchard/Chart.yaml':
          'apiVersion: v2\nname: orchard\ndependencies: [{name: kestra, alias: flows, version: 1.0.54}]\n',
        'charts/orchard/values.yaml': `flows: {configurations: {application: ${engine('base')}}}\n`,
        'charts/orchard/prod.yaml': 'flows: {common: {extraEnv: [{name: SECRET_FIG, value: Zmln}]}}\n',
      },
      ['vault base', 'SECRET_FIG'],
    ],
    [
      'the form that the tag of its chart says',
      {
        'chart.yaml': repository(
          'OCIRepository',
          'orchard',
          '{url: "oci://r.orchard.example/kestra", ref: {tag: 0.22.3}}',
        ),
        'release.yaml': release(
          `chartRef: {kind: OCIRepository, name: flows}\nvalues: {extraEnv: [{name: SECRET_FIG, value: Zmln}]}`,
        ),
      },
      ['SECRET_FIG'],
    ],
    [
      'a chart of others, with the same keys',
      {
        'release.yaml': release(
          `chart: {spec: {chart: app-template, version: 3.0.0}}\nvalues: {configurations: {application: ${engine('other')}}}`,
        ),
      },
      [],
    ],
  ];
  for (const [name, files, expected] of cases) {
    it(`has ${name}`, async () => {
      assert.deepEqual(await linesOf(files), expected);
    });
  }

  it('leads to the line where a value stands', async () => {
    const files = {
      'release.yaml': release(`${chart}\nvalues: {configurations: {application: ${engine('own')}}}`),
    };
    const { rootEngine } = await readVault(files);
    assert.equal(textAt(files, rootEngine?.origins[0]), 'own');
  });

  it('leads to the object from which a value comes', async () => {
    const files = {
      'release.yaml': release(
        `${chart}\nvaluesFrom: [{kind: ConfigMap, name: base}]\nvalues: {configurations: {application: ${engine('own')}}}`,
      ),
      'base.yaml': yaml`
        kind: ConfigMap
        metadata: {name: base}
        data:
          values.yaml: |
            configurations:
              application:
                kestra: {secret: {vault: {secret-path-prefix: orchard}}}
      `,
    };
    const { secretPathPrefix } = await readVault(files);
    assert.equal(textAt(files, secretPathPrefix?.origins[0]), 'orchard');
  });
});
