import assert from 'node:assert/strict';
import { engine, linesOf } from './shapes.ts';

function application(source: readonly string[], kind = 'Application'): string {
  const head = ['apiVersion: argoproj.io/v1alpha1', `kind: ${kind}`, 'metadata: {name: flows}', 'spec:'];
  return [...head, ...source.map((line) => `  ${line}`), ''].join('\n');
}

const chart = ['repoURL: https://helm.kestra.io', 'chart: kestra', 'targetRevision: 1.0.54'];

describe('an Application of Argo CD', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
    [
      'values as a map, which replace those as a text',
      {
        'argo.yaml': application([
          'source:',
          ...chart.map((line) => `  ${line}`),
          '  helm:',
          '    values: |',
          '      common: {extraEnv: [{name: SECRET_LOST, value: Zmln}]}',
          `    valuesObject: {configurations: {application: ${engine('map')}}}`,
        ]),
      },
      ['vault map'],
    ],
    [
      'values as a text',
      {
        'argo.yaml': application([
          'source:',
          ...chart.map((line) => `  ${line}`),
          '  helm:',
          '    values: |',
          `      configurations: {application: ${engine('text')}}`,
          '      common: {extraEnv: [{name: SECRET_FIG, value: Zmln}]}',
        ]),
      },
      ['vault text', 'SECRET_FIG'],
    ],
    [
      'files of another source, in its order, and parameters',
      {
        'apps/argo.yaml': application([
          'sources:',
          '  - repoURL: https://git.invented.example/orchard.git',
          '    ref: values',
          `  - ${chart[0]}`,
          `    ${chart[1]}`,
          `    ${chart[2]}`,
          '    helm:',
          '      valueFiles: [$values/envs/base.yaml, $values/envs/prod.yaml]',
          '      parameters:',
          '        - {name: configurations.application.kestra.secret.vault.root-engine, value: parameter}',
        ]),
        'envs/base.yaml': `configurations: {application: ${engine('base')}}\ncommon: {extraEnv: [{name: SECRET_LOST, value: Zmln}]}\n`,
        'envs/prod.yaml': 'common: {extraEnv: [{name: SECRET_FIG, value: Zmln}]}\n',
      },
      ['vault parameter', 'SECRET_FIG'],
    ],
    [
      'a chart in a folder, with a file beside its own values',
      {
        'argo.yaml': application([
          'source:',
          '  repoURL: https://git.invented.example/orchard.git',
          '  path: charts/orchard',
          '  helm: {valueFiles: [prod.yaml]}',
        ]),
        'charts/orchard/Chart.yaml':
          'apiVersion: v2\nname: orchard\ndependencies: [{name: kestra-starter, version: 1.1.24}]\n',
        'charts/orchard/values.yaml': `kestra-starter: {kestra: {configurations: {application: ${engine('starter')}}}}\n`,
        'charts/orchard/prod.yaml':
          'kestra-starter: {kestra: {common: {extraEnv: [{name: SECRET_FIG, value: Zmln}]}}}\n',
      },
      ['vault starter', 'SECRET_FIG'],
    ],
    [
      'a file that is not here',
      {
        'argo.yaml': application([
          'source:',
          ...chart.map((line) => `  ${line}`),
          `  helm: {valueFiles: [$values/gone.yaml], valuesObject: {configurations: {application: ${engine('own')}}}}`,
        ]),
      },
      ['vault own', 'partial'],
    ],
    [
      'the template of a set',
      {
        'set.yaml': application(
          [
            'template:',
            '  spec:',
            '    source:',
            ...chart.map((line) => `      ${line}`),
            `      helm: {valuesObject: {configurations: {application: ${engine('set')}}}}`,
          ],
          'ApplicationSet',
        ),
      },
      ['vault set'],
    ],
    [
      'a chart of others',
      {
        'argo.yaml': application([
          'source:',
          '  chart: grafana',
          '  helm: {valuesObject: {extraEnv: [{name: SECRET_A, value: x}]}}',
        ]),
      },
      [],
    ],
  ];
  for (const [name, files, expected] of cases) {
    it(`has ${name}`, async () => {
      assert.deepEqual(await linesOf(files), expected);
    });
  }
});
