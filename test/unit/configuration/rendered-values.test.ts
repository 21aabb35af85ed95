import assert from 'node:assert/strict';
import { renderedValuesIn } from '../../../src/configuration/index.ts';

/** The values as they are written, of a file of this name. */
function valuesIn(text: string, version: string | null = null, path = 'application.yml'): string[] {
  return renderedValuesIn(path, text, version).map(({ start, end }) => text.slice(start, end));
}

const policies = `kestra:
  policies:
    defaults:
      rules:
        - type: io.kestra.plugin.ee.rules.Add
          values:
            message: "{{ secret('A') }}"
            headers: {x: '{{ secret("B") }}', y: [z, "{{ secret('C') }}"]}
            script: |
              echo {{ secret('D') }}
            level: INFO
`;
const rendered = [
  `"{{ secret('A') }}"`,
  `'{{ secret("B") }}'`,
  'z',
  `"{{ secret('C') }}"`,
  `|\n              echo {{ secret('D') }}\n`,
  'INFO',
];
const defaults = `kestra:
  plugins:
    defaults:
      - type: io.kestra.plugin.core.log.Log
        forced: true
        values:
          message: {{{0}}}
`.replace('{{{0}}}', `'{{ secret("A") }}'`);

describe('the values of the configuration that Kestra renders', () => {
  it('are those that policies and the defaults of plugins put into tasks, of every style', () => {
    assert.deepEqual(valuesIn(policies), rendered);
    assert.deepEqual(valuesIn(defaults), [`'{{ secret("A") }}'`]);
    assert.deepEqual(valuesIn(policies.replaceAll('\n', '\r\n')).length, rendered.length);
  });

  it('are found however their keys are written', () => {
    assert.deepEqual(valuesIn('kestra.plugins.defaults: [{values: {a: b}}]\n'), ['b']);
    assert.deepEqual(valuesIn('kestra.policies:\n  - RULES: [{Values: {a: b}}]\n'), ['b']);
    assert.deepEqual(valuesIn('KESTRA:\n  plugins.defaults:\n    - values.a.b: c\n'), []);
  });

  it('are those that this generation of Kestra reads', () => {
    const both = `${policies}${defaults.replace('kestra:\n', '')}`;
    assert.equal(valuesIn(both).length, rendered.length + 1);
    assert.equal(valuesIn(both, '2.0.1').length, rendered.length);
    assert.deepEqual(valuesIn(both, '1.3.31'), [`'{{ secret("A") }}'`]);
  });

  it('are found in the text that a Compose file hands over', () => {
    const inner = policies.replace(/^/gm, '        ').trimEnd();
    const compose = `services:\n  kestra:\n    environment:\n      KESTRA_CONFIGURATION: |\n${inner}\n`;
    const found = valuesIn(compose, null, 'docker-compose.yml');
    assert.deepEqual(
      found.map((value) => value.replace(/\n +/g, '\n').trimEnd()),
      rendered.map((value) => value.replace(/\n +/g, '\n').trimEnd()),
    );
    // What is filled in, or folded, does not stand there as it is written.
    assert.deepEqual(
      valuesIn(compose.replace("'A'", "'${A}'"), null, 'docker-compose.yml').length,
      found.length - 1,
    );
    assert.deepEqual(valuesIn(compose.replace('N: |', 'N: >'), null, 'docker-compose.yml'), []);
  });

  for (const [what, text, path] of [
    ['another file', policies, 'flows/a.yml'],
    ['an example', policies, 'application.example.yml'],
    ['other keys', policies.replace('values:', 'value:'), 'application.yml'],
    ['other places', policies.replace('kestra:', 'micronaut:'), 'application.yml'],
    ['nothing', '', 'application.yml'],
    ['a text that is no YAML', 'kestra: {policies: [values: "', 'application.yml'],
    ['another variable', `services: {a: {environment: {X: "kestra: {}"}}}`, 'compose.yml'],
  ] as const) {
    it(`are none in ${what}`, () => assert.deepEqual(valuesIn(text, null, path), []));
  }

  it('are found as long as there is work left', () => {
    const bomb = `a: &a [x, x]\n${Array.from({ length: 30 }, (_, index) => `b${index}: &b${index} [*${index === 0 ? 'a' : `b${index - 1}`}, *${index === 0 ? 'a' : `b${index - 1}`}]\n`).join('')}kestra: {policies: [{rules: [{values: *b29}]}]}\n`;
    assert.ok(valuesIn(bomb).length <= 2);
  });
});
