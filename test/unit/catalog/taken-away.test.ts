import assert from 'node:assert/strict';
import { environmentSnapshot } from '../../../src/catalog/environment.ts';
import { resolve } from '../../../src/catalog/resolve.ts';
import { reasonMessage } from '../../../src/language/messages/index.ts';
import { catalogOf, fetchedAt } from '../../fakes/catalog-snapshot.ts';
import { questionOf } from '../../fakes/question.ts';
import { base64, read } from '../configuration/support.ts';

const value = base64('VALUE-MARKER');

/** FIG is its own; PLUM and PEAR are of objects that it uses. */
const base = {
  'base/kustomization.yaml': `resources: [kestra.yaml]\nsecretGenerator: [{name: more, literals: [SECRET_PEAR=${value}]}]\n`,
  'base/kestra.yaml': `kind: Deployment
metadata: {name: kestra}
spec:
  template:
    spec:
      containers:
        - name: kestra
          image: kestra/kestra
          env: [{name: SECRET_FIG, value: ${value}}]
          envFrom: [{secretRef: {name: plums}}, {secretRef: {name: more}}]
---
kind: Secret
metadata: {name: plums}
stringData: {SECRET_PLUM: ${value}}
`,
};

const container = (text: string) =>
  `kind: Deployment\nmetadata: {name: kestra}\nspec: {template: {spec: {containers: [{name: kestra, ${text}}]}}}\n`;

const at = '/spec/template/spec/containers/0';

/** Which of them may be gone by a patch in a file of its own. */
const rows: Readonly<Record<string, readonly [patch: string, gone: readonly string[], target?: string]>> = {
  'a variable that goes': [container('env: [{name: SECRET_FIG, $patch: delete}]'), ['FIG']],
  'another variable that goes': [container('env: [{name: SECRET_NUT, $patch: delete}]'), []],
  'a variable that gets another value': [container('env: [{name: SECRET_FIG, value: Zmln}]'), []],
  'others in the place of all variables': [container('env: [{$patch: replace}, {name: NUT}]'), ['FIG']],
  'no variables': [container('env: null'), ['FIG']],
  'other objects in the place of all': [container('envFrom: [{secretRef: {name: nuts}}]'), ['PLUM', 'PEAR']],
  'one of the objects': [container('envFrom: [{secretRef: {name: more}}]'), ['PLUM']],
  'a key of an object': ['kind: Secret\nmetadata: {name: plums}\ndata: {SECRET_PLUM: null}\n', ['PLUM']],
  'a key of an object of others': ['kind: Secret\nmetadata: {name: x}\ndata: {SECRET_PLUM: null}\n', []],
  'the pod of others': [
    container('env: [{name: SECRET_FIG, $patch: delete}]').replace('name: kestra}', 'name: web}'),
    [],
  ],
  'an operation that takes one of the variables': [`- {op: remove, path: ${at}/env/0}`, ['FIG']],
  'an operation on the pod of others': [`- {op: remove, path: ${at}/env/0}`, [], 'web'],
  'an operation that takes a key': ['- {op: remove, path: /data/SECRET_PLUM}', ['PLUM'], 'plums'],
  'operations that add, and that change a value': [
    `[{op: add, path: ${at}/env/-, value: {name: NUT}}, {op: replace, path: ${at}/env/0/value, value: Zmln}]`,
    [],
  ],
  'operations on what no variable comes from': [
    `[{op: remove, path: ${at}/volumeMounts}, {op: remove, path: /metadata/labels/env}, {op: remove, path: /spec/replicas}]`,
    [],
  ],
  'other containers': [
    '- {op: replace, path: /spec/template/spec/containers, value: []}',
    ['FIG', 'PLUM', 'PEAR'],
  ],
};

async function verdicts(files: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const { backends } = await read({ ...base, ...files });
  const snapshots = backends.flatMap((backend) =>
    backend.type === 'env' ? [environmentSnapshot(backend, fetchedAt)] : [],
  );
  const said = ['FIG', 'PLUM', 'PEAR'].map((key) => {
    const { verdict, reason } = resolve(catalogOf(snapshots), questionOf(key), fetchedAt);
    return [key, verdict === 'resolvable' ? verdict : `${verdict}: ${reasonMessage(reason)}`] as const;
  });
  return Object.fromEntries(said);
}

function verdictsWithout(gone: readonly string[], file: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ['FIG', 'PLUM', 'PEAR'].map((key) => [
      key,
      gone.includes(key)
        ? `unknown: ${file} may take SECRET_${key} away from kestra, and is not applied here.`
        : 'resolvable',
    ]),
  );
}

describe('a variable that a patch takes away', () => {
  for (const [name, [patch, gone, target]] of Object.entries(rows)) {
    it(`is not certain: ${name}`, async () => {
      const aimed = target === undefined ? '' : `, target: {name: ${target}}`;
      const files = {
        'top/kustomization.yaml': `resources: [../base]\npatches: [{path: patch.yaml${aimed}}]\n`,
        'top/patch.yaml': patch,
      };
      assert.deepEqual(await verdicts(files), verdictsWithout(gone, 'top/patch.yaml'));
    });
  }

  it('is not certain where the patch stands in a text, or in what Argo CD is given', async () => {
    const patch = `- op: remove\n  path: ${at}/env/0\n`;
    const inner = JSON.stringify(patch);
    const file = 'top/kustomization.yaml';
    assert.deepEqual(
      await verdicts({ [file]: `resources: [../base]\npatches: [{patch: ${inner}}]\n` }),
      verdictsWithout(['FIG'], file),
    );
    const argo = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {source: {path: base, kustomize: {patches: [{patch: ${inner}}]}}}\n`;
    assert.deepEqual(await verdicts({ 'argo.yaml': argo }), verdictsWithout(['FIG'], 'argo.yaml'));
  });

  it('is not certain where a generator puts other keys in the place of an object', async () => {
    const file = 'top/kustomization.yaml';
    const generator = (keys: string) =>
      `resources: [../base]\nsecretGenerator: [{name: more, behavior: replace, literals: [${keys}]}]\n`;
    assert.deepEqual(
      await verdicts({ [file]: generator('SECRET_NUT=Zmln') }),
      verdictsWithout(['PEAR'], file),
    );
    assert.deepEqual(await verdicts({ [file]: generator('SECRET_PEAR=Zmln') }), verdictsWithout([], file));
  });
});
