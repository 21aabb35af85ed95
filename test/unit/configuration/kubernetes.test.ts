import assert from 'node:assert/strict';
import {
  containerEnvironment,
  referencesIn,
  type ContainerEnvironment,
} from '../../../src/configuration/kubernetes/environment.ts';
import { finderOf, itemsAt, objectsAmong } from '../../../src/configuration/kubernetes/objects.ts';
import { wholeFile } from '../../../src/configuration/text/source-text.ts';
import { rootsOf } from '../../../src/configuration/yaml/nodes.ts';
import { parseYaml } from '../../../src/configuration/yaml/parse.ts';
import { anyBudget, base64, yaml } from './support.ts';

function readContainer(text: string): ContainerEnvironment {
  const [container, ...manifests] = rootsOf(parseYaml(wholeFile('pod.yaml', text), anyBudget()));
  assert.ok(container !== undefined);
  return containerEnvironment(
    itemsAt(container, 'env'),
    referencesIn(itemsAt(container, 'envFrom')),
    finderOf(objectsAmong(manifests)),
  );
}

/** `NAME=text` of each variable in order, and what is out of sight. */
function environmentIn(text: string): readonly string[] {
  const { variables, gaps } = readContainer(text);
  return [
    ...variables.map(({ name, text, elsewhere }) => `${name}=${elsewhere === true ? '?' : text}`),
    ...gaps.map(({ detail }) => `without ${detail}`),
  ];
}

describe('the environment of a container', () => {
  it('has the keys of objects that are here, decoded, with their prefix, below what env says', () => {
    const text = yaml`
      envFrom:
        - configMapRef: {name: site}
        - {prefix: SECRET_, secretRef: {name: flows}}
      env:
        - {name: SECRET_PLUM, value: last}
      ---
      {kind: ConfigMap, metadata: {name: site}, data: {A: "1"}}
      ---
      kind: Secret
      metadata: {name: flows}
      data: {PLUM: ${base64('first')}, BAD: "%%"}
      stringData: {FIG: text}
    `;
    assert.deepEqual(environmentIn(text), [
      'A=1',
      'SECRET_PLUM=first',
      'SECRET_BAD=?',
      'SECRET_FIG=text',
      'SECRET_PLUM=last',
    ]);
  });

  it('has what valueFrom names where it is here, and is told what is not', () => {
    const text = yaml`
      envFrom: [{secretRef: {name: gone}}]
      env:
        - {name: A, valueFrom: {secretKeyRef: {name: flows, key: a}}}
        - {name: B, valueFrom: {secretKeyRef: {name: gone, key: b}}}
        - {name: C, valueFrom: {configMapKeyRef: {name: lost, key: c, optional: true}}}
        - {name: D, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
      ---
      {kind: Secret, metadata: {name: flows}, stringData: {a: x}}
    `;
    assert.deepEqual(environmentIn(text), [
      'A=x',
      'B=?',
      'C=?',
      'D=?',
      'without Secret gone',
      'without ConfigMap lost',
    ]);
  });

  it('has the last text of Kestra’s configuration, which an empty one takes back and one out of sight hides', () => {
    const values = [
      'value: first',
      'value: last',
      'value: ""',
      'valueFrom: {secretKeyRef: {name: gone, key: a}}',
    ];
    const configurationOf = (...chosen: readonly number[]) => {
      const entries = chosen.map((index) => `{name: KESTRA_CONFIGURATION, ${values[index] ?? ''}}`);
      const { configuration } = readContainer(`env: [${entries.join(', ')}, {name: A, value: x}]\n`);
      return configuration === null || configuration === 'elsewhere' ? configuration : configuration.text;
    };
    assert.deepEqual(
      [[], [0], [0, 1], [0, 2], [0, 3], [3, 1], [3, 2]].map((chosen) => configurationOf(...chosen)),
      [null, 'first', 'last', null, 'elsewhere', 'last', null],
    );
  });

  it('does not know what Flux or a plugin of Argo CD fills in', () => {
    const text = [
      'envFrom: [{secretRef: {name: flows}}]',
      "env: [{name: D, value: '${FIG}'}]",
      '---',
      'kind: Secret',
      'metadata: {name: flows}',
      "stringData: {A: '${PLUM}', B: '<path:orchard/data/x#plum>', C: plum}",
    ].join('\n');
    assert.deepEqual(environmentIn(text), ['A=?', 'B=?', 'C=plum', 'D=?']);
  });

  it('fills $(NAME) from what stands before it', () => {
    const text = yaml`
      env:
        - {name: A, value: x}
        - {name: B, value: "$(A)-$(A)$$(A)$(NONE)"}
        - {name: C, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
        - {name: D, value: "$(C)"}
    `;
    assert.deepEqual(environmentIn(text), ['A=x', 'B=x-x$(A)$(NONE)', 'C=?', 'D=?']);
  });

  it('does not say what an object holds that is here twice', () => {
    const text = yaml`
      envFrom: [{secretRef: {name: flows}}]
      ---
      {kind: Secret, metadata: {name: flows}, stringData: {SECRET_A: x}}
      ---
      {kind: Secret, metadata: {name: flows}, stringData: {SECRET_B: x}}
    `;
    assert.deepEqual(environmentIn(text), ['without Secret flows']);
  });
});
