import assert from 'node:assert/strict';
import { read, told } from './support.ts';
import { engine, linesOf } from './helm/shapes.ts';

type Files = Readonly<Record<string, string>>;

const memory = 'kestra: {queue: {type: memory}}';
const whole = `services:\n  kestra:\n    image: kestra/kestra-ee:v1\n    command: server standalone\n    environment: {SECRET_A: YQ==}\n`;
const over = `services:\n  kestra:\n    environment: {KESTRA_CONFIGURATION: '${memory}'}\n`;

const pod = (...lines: readonly string[]) =>
  [
    'kind: Pod',
    'metadata: {name: k}',
    'spec:',
    '  containers:',
    '    - name: kestra',
    ...lines.map((line) => `      ${line}`),
    '',
  ].join('\n');
const patch = pod(`env: [{name: KESTRA_CONFIGURATION, value: '${memory}'}]`);
const flux = (chart: string, values: string) =>
  `kind: HelmRelease\nmetadata: {name: k}\nspec:\n${chart}  values: ${values}\n`;
const variables = (name: string) => `common: {extraEnv: [{name: ${name}, value: YQ==}]}`;

const cases: Readonly<Record<string, readonly [Files, readonly string[], readonly string[]]>> = {
  'a compose file beside it whose service has no image': [
    { '.env': '', 'compose.yaml': whole, 'compose.prod.yaml': over },
    ['compose.yaml'],
    ['SECRET_A', 'gap override-file compose.prod.yaml'],
  ],
  'a compose file in a folder of its own': [
    { '.env': '', 'compose.yaml': whole, 'prod/compose.yaml': over },
    ['compose.yaml'],
    ['SECRET_A', 'gap override-file prod/compose.yaml'],
  ],
  'a compose file of which nothing else is here': [
    { '.env': '', 'compose.yaml': over },
    ['compose.yaml'],
    [],
  ],
  'a patch of a pod': [
    {
      'base/kustomization.yaml': 'resources: [k.yaml]\n',
      'base/k.yaml': pod('image: kestra/kestra-ee:v1', 'env: [{name: SECRET_A, value: YQ==}]'),
      'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: p.yaml}]\n',
      'prod/p.yaml': patch,
    },
    ['base/k.yaml'],
    ['SECRET_A', 'gap override-file prod/p.yaml'],
  ],
  'a patch of a pod that is not here': [
    { 'prod/p.yaml': patch },
    ['prod/p.yaml'],
    ['gap file-not-read prod/p.yaml'],
  ],
  'a patch of a release': [
    {
      'base/r.yaml': flux(
        '  chart: {spec: {chart: kestra, version: 1.0.54}}\n',
        `{configurations: {application: {${memory}}}, ${variables('SECRET_A')}}`,
      ),
      'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: p.yaml}]\n',
      'prod/p.yaml': flux('', `{configurations: {application: ${engine('prod')}}}`),
    },
    ['base/r.yaml'],
    ['SECRET_A', 'gap override-file prod/p.yaml', 'gap configuration base/r.yaml', 'partial'],
  ],
};

describe('what only changes a server that stands elsewhere', () => {
  for (const [name, [files, configurations, expected]] of Object.entries(cases)) {
    it(`is no configuration of its own: ${name}`, async () => {
      const found = await read(files);
      assert.deepEqual(
        found.configurations?.map(({ file }) => file),
        configurations,
      );
      assert.deepEqual(await linesOf(files), expected);
    });
  }
});

describe('several configurations of which one lies over the other', () => {
  it('are told each in its own file', async () => {
    const files = {
      'values.yaml': `configurations: {application: ${engine('base')}}\n`,
      'values-prod.yaml': `common: {extraEnv: [{name: KESTRA_CONFIGURATION, value: '${memory}'}]}\n`,
    };
    const { problems } = await read(files);
    const several = problems.filter(({ code }) => code === 'several-configurations');
    assert.deepEqual(
      several.map((problem) => [problem.file, problem.data.others, told(files, [problem])[0]]),
      [
        ['values-prod.yaml', 'values.yaml', 'several-configurations: '],
        ['values.yaml', 'values-prod.yaml', 'several-configurations: secret'],
      ],
    );
  });
});
