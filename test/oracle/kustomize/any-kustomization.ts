import fc from 'fast-check';

/** The files of a Kustomization in `base`, now and then with one over it in `prod`. */
export type Kustomization = Readonly<Record<string, string>>;

const literal = fc.constantFrom(
  'SECRET_FIG=Zmln',
  'SECRET_PLUM=cGx1bQ==',
  'SECRET_PEAR="cGVhcg=="',
  "SECRET_FIG2='Zmln'",
  'SECRET_EMPTY=',
  'KESTRA_SECRET_TYPE=vault',
  'KESTRA_SECRET_VAULT_NAMESPACE=a b',
  'not-a-name!=x',
);

const line = fc.constantFrom(
  'SECRET_FIG=Zmln',
  'SECRET_PLUM=cGx1bQ==',
  'SECRET_PEAR="cGVhcg=="',
  '  SECRET_LEFT=Zmln',
  'SECRET_RIGHT=Zmln  ',
  '# SECRET_NOTE=x',
  '',
  'SECRET_HASH=Zmln # note',
  'SECRET_SPACED = Zmln',
);

const envFile = fc.array(line, { maxLength: 4 }).map((lines) => lines.map((each) => `${each}\n`).join(''));

const application = fc
  .constantFrom('fig', 'plum', '0042', '1.10')
  .map((engine) => `kestra: {secret: {type: vault, vault: {root-engine: ${engine}}}}\n`);

interface Generator {
  readonly literals: readonly string[];
  readonly envs: boolean;
}

function once(literals: readonly string[]): readonly string[] {
  return [...new Map(literals.map((each) => [each.split('=')[0], each])).values()];
}

const generator: fc.Arbitrary<Generator> = fc.record({
  literals: fc.array(literal, { maxLength: 3 }).map(once),
  envs: fc.boolean(),
});

function generatorText(name: string, { literals, envs }: Generator, file: string, behavior?: string): string {
  return [
    `  - name: ${name}\n`,
    behavior === undefined ? '' : `    behavior: ${behavior}\n`,
    literals.length === 0 ? '' : `    literals:\n${literals.map((each) => `      - ${each}\n`).join('')}`,
    envs ? `    envs: [${file}]\n` : '',
  ].join('');
}

const variable = fc.constantFrom(
  '{name: SECRET_OWN, value: Zmln}',
  '{name: SECRET_FIG, value: b3du}',
  '{name: SECRET_FROM, valueFrom: {configMapKeyRef: {name: config, key: SECRET_FIG, optional: true}}}',
  '{name: SECRET_PUT, value: "$(SECRET_FIG)"}',
);

/** A deployment that takes what the generators make. */
function deployment(variables: readonly string[], isMounted: boolean): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: kestra}
spec:
  template:
    spec:
      containers:
        - name: kestra
          image: kestra/kestra:v1.0
          envFrom: [{configMapRef: {name: config}}, {secretRef: {name: secrets}}]
          env: [${variables.join(', ')}]
${isMounted ? '          volumeMounts: [{name: files, mountPath: /app/confs}]\n      volumes: [{name: files, configMap: {name: files}}]\n' : ''}`;
}

const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: kestra}\n';
const inContainer = (text: string) =>
  `${head}spec: {template: {spec: {containers: [{name: kestra, ${text}}]}}}\n`;
const ofObject = (kind: string, text: string) =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: {name: config}\n${text}\n`;
const atContainer = (operation: string, path: string, value = '') =>
  `- {op: ${operation}, path: /spec/template/spec/containers/0/${path}${value === '' ? '' : `, value: ${value}`}}\n`;

const patch = fc.constantFrom(
  inContainer('env: [{name: SECRET_ADDED, value: Zmln}]'),
  inContainer('env: [{name: SECRET_OWN, $patch: delete}]'),
  inContainer('env: [{name: SECRET_FIG, $patch: delete}, {name: SECRET_ADDED, value: Zmln}]'),
  inContainer('env: [{$patch: replace}, {name: SECRET_ADDED, value: Zmln}]'),
  inContainer('env: null'),
  inContainer('envFrom: null'),
  inContainer('envFrom: [{configMapRef: {name: config}}]'),
  inContainer('envFrom: [{secretRef: {name: secrets}, $patch: delete}]'),
  ofObject('ConfigMap', 'data: {SECRET_FIG: null}'),
  ofObject('ConfigMap', '$patch: delete'),
  atContainer('remove', 'env/0'),
  atContainer('remove', 'env'),
  atContainer('replace', 'env', '[{name: SECRET_OWN, value: Zmln}]'),
  atContainer('replace', 'env/0', '{name: SECRET_ADDED, value: Zmln}'),
  atContainer('add', 'env/0', '{name: SECRET_ADDED, value: Zmln}'),
  atContainer('add', 'env', '[]'),
  atContainer('remove', 'envFrom/1'),
  atContainer('replace', 'envFrom', '[{secretRef: {name: secrets}}]'),
);

const over = fc.record({
  patch: fc.option(patch),
  merged: fc.option(generator),
  behavior: fc.constantFrom('merge', 'merge', 'replace'),
});

export const anyKustomization: fc.Arbitrary<Kustomization> = fc
  .record({
    config: generator,
    secrets: generator,
    files: fc.option(application),
    variables: fc.uniqueArray(variable, { maxLength: 3 }),
    prefix: fc.constantFrom('', 'namePrefix: orchard-\n', 'nameSuffix: -v2\n'),
    options: fc.constantFrom('', '', 'generatorOptions: {disableNameSuffixHash: true}\n'),
    a: envFile,
    b: envFile,
    prod: fc.option(over, { freq: 2 }),
  })
  .map(({ config, secrets, files, variables, prefix, options, a, b, prod }) => ({
    'base/kustomization.yaml': [
      'resources: [kestra.yaml]\n',
      prefix,
      options,
      `configMapGenerator:\n${generatorText('config', config, 'a.env')}`,
      files === null ? '' : '  - {name: files, files: [application.yml=kestra.yml]}\n',
      `secretGenerator:\n${generatorText('secrets', secrets, 'b.env')}`,
    ].join(''),
    'base/kestra.yaml': deployment(variables, files !== null),
    'base/a.env': a,
    'base/b.env': b,
    ...(files === null ? {} : { 'base/kestra.yml': files }),
    ...(prod === null
      ? {}
      : {
          'prod/kustomization.yaml': [
            'resources: [../base]\n',
            prod.merged === null
              ? ''
              : `configMapGenerator:\n${generatorText('config', { ...prod.merged, envs: false }, '', prod.behavior)}`,
            prod.patch === null ? '' : patchText(prod.patch),
          ].join(''),
        }),
  }));

function patchText(patch: string): string {
  const target = patch.startsWith('- ') ? '    target: {kind: Deployment, name: kestra}\n' : '';
  return `patches:\n  - patch: |\n${patch.replace(/^(?=.)/gm, '      ')}${target}`;
}
