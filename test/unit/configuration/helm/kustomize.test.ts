import assert from 'node:assert/strict';
import { engine, linesOf } from './shapes.ts';

const base = `configurations: {application: ${engine('file')}}\ncommon: {extraEnv: [{name: SECRET_FILE, value: Zmln}]}\n`;
const inline = `valuesInline: {configurations: {application: {kestra: {secret: {vault: {root-engine: inline}}}}}, common: {extraEnv: [{name: SECRET_INLINE, value: Zmln}]}}`;

function kustomization(...lines: readonly string[]): string {
  return [
    'apiVersion: kustomize.config.k8s.io/v1beta1',
    'kind: Kustomization',
    'helmCharts:',
    '  - name: kestra',
    '    repo: https://helm.kestra.io',
    '    version: 1.0.54',
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\n');
}

describe('a chart that Kustomize inflates', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
    [
      'a file of values, under what is written inline',
      { 'k/kustomization.yaml': kustomization('valuesFile: flows.yaml', inline), 'k/flows.yaml': base },
      ['vault inline', 'SECRET_INLINE'],
    ],
    [
      'a file of values, over what is written inline',
      {
        'k/kustomization.yaml': kustomization('valuesFile: flows.yaml', 'valuesMerge: merge', inline),
        'k/flows.yaml': base,
      },
      ['vault file', 'SECRET_FILE'],
    ],
    [
      'what is written inline alone',
      {
        'k/kustomization.yaml': kustomization(
          'valuesFile: flows.yaml',
          'valuesMerge: replace',
          `valuesInline: {configurations: {application: ${engine('alone')}}}`,
        ),
        'k/flows.yaml': base,
      },
      ['vault alone'],
    ],
    [
      'more files, which win',
      {
        'k/kustomization.yaml': kustomization(
          'valuesFile: flows.yaml',
          inline,
          'additionalValuesFiles: [more.yaml]',
        ),
        'k/flows.yaml': base,
        'k/more.yaml': `configurations: {application: ${engine('more')}}\n`,
      },
      ['vault more', 'SECRET_INLINE'],
    ],
    [
      'a Secret that the same Kustomization makes',
      {
        'k/kustomization.yaml': `${kustomization(
          `valuesInline: {configurations: {application: ${engine('own')}}, common: {extraEnvFrom: [{secretRef: {name: flows}}]}}`,
        )}secretGenerator:\n  - name: flows\n    envs: [flows.env]\n    literals: ['SECRET_FIG="Zmln"']\n`,
        'k/flows.env': '# note\n  SECRET_PLUM=cGx1bQ==\nSECRET_PEAR = no-name\n',
      },
      ['vault own', 'SECRET_PLUM', 'SECRET_FIG'],
    ],
    [
      'a chart of others',
      {
        'k/kustomization.yaml': kustomization(inline).replace('name: kestra', 'name: orchard'),
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
