import assert from 'node:assert/strict';
import type { CompletionOptions } from '../../../src/language/completions.ts';
import { catalogOf, environmentOf, variableNamed } from '../../fakes/catalog-snapshot.ts';
import { flowWith } from '../../fakes/flow-text.ts';
import { offeredIn } from './accepting.ts';

const catalog = catalogOf([environmentOf([variableNamed('DB_PASSWORD')])]);
const whole = "{{ secret('…') }}";

type Asked = CompletionOptions['asked'];
const everyWay: readonly Asked[] = ['by-command', 'by-blank', 'by-character', 'again'];

function labels(marked: string, asked: Asked): string[] {
  return offeredIn(marked, catalog, asked).items.map(({ label }) => label);
}

const atRoot = (line: string) => `id: a\nnamespace: b\ntasks:\n  - id: t\n${line}\n`;
const inList = (list: string) => (line: string) =>
  `id: a\nnamespace: b\ntasks:\n  - id: t\n${list}:\n  - id: x\n    ${line}\n`;
const ofSchedule = (line: string) =>
  inList('triggers')(`type: io.kestra.plugin.core.trigger.Schedule\n    ${line}`);

/** Where a key stands, and keys at which a whole expression is of no use there. */
const withoutExpression: readonly (readonly [(line: string) => string, string])[] = [
  [atRoot, 'id namespace description revision disabled labels concurrency retry inputs triggers finally'],
  [flowWith, 'id type description version disabled allowFailure logLevel retry'],
  [inList('errors'), 'id type description disabled'],
  [inList('triggers'), 'id type description interval disabled cron timezone'],
  [ofSchedule, 'cron timezone withSeconds'],
  [inList('inputs'), 'id type displayName description required prefill validator min values'],
  [inList('outputs'), 'id type description'],
  [inList('checks'), 'message style behavior'],
  [inList('sla'), 'id type behavior duration'],
];

/** And those at which it is. */
const withExpression: readonly (readonly [(line: string) => string, string])[] = [
  [flowWith, 'message method uri timeout runIf format value values duration interval unit username'],
  [inList('triggers'), 'key when uri'],
  [inList('inputs'), 'defaults expression'],
  [inList('outputs'), 'value'],
];

describe('a whole expression', () => {
  it('is offered at an empty value to nobody but who asks, and after all else', () => {
    for (const body of ['message: |', 'messages:\n  - |', 'headers: { token: | }']) {
      const marked = flowWith(body);
      assert.deepEqual(labels(marked, 'by-command'), [whole]);
      for (const asked of ['by-blank', 'by-character', 'again'] as const) {
        assert.deepEqual(labels(marked, asked), [], `${body} ${asked}`);
      }
      const [item] = offeredIn(marked, catalog).items;
      assert.ok(item !== undefined && item.sortText > '~~~~', item?.sortText);
      // No letter that is typed next may be taken for its beginning.
      assert.doesNotMatch(item.filterText, /\w/);
    }
  });

  it('is offered at both braces in every way, at one of them in none', () => {
    for (const asked of everyWay) {
      for (const body of ['message: {{|', 'message: {{|}}', 'message: {{ |', 'message: "{{|}}"']) {
        assert.equal(labels(flowWith(body), asked).length, 1, `${body} ${asked}`);
      }
      for (const body of ['message: {|', 'message: {|}', 'message: "{|}"', 'message: x {|}']) {
        assert.deepEqual(labels(flowWith(body), asked), [], `${body} ${asked}`);
      }
    }
  });

  it('is offered to the letters that begin nothing else, in a list that is not whole', () => {
    for (const asked of everyWay) {
      for (const value of ['|', '"|"', "'|'", 'to |', '[|]']) {
        for (const letters of ['secr', 'secre']) {
          const marked = flowWith(`message: ${value.replace('|', `${letters}|`)}`);
          const offered = offeredIn(marked, catalog, asked);
          assert.equal(offered.items.length, 2, `${marked} ${asked}`);
          assert.equal(offered.isIncomplete, true);
        }
        for (const letters of [
          's',
          'se',
          'sec',
          'secret',
          'secrets',
          'SECR',
          'Secr',
          'xsecr',
          'SECRET',
          'PO',
        ]) {
          const marked = flowWith(`message: ${value.replace('|', `${letters}|`)}`);
          assert.deepEqual(labels(marked, asked), [], `${marked} ${asked}`);
        }
      }
    }
  });

  for (const [place, keys] of withoutExpression) {
    it(`is offered in no way at ${keys}`, () => {
      for (const key of keys.split(' ')) {
        for (const value of ['|', 'secr|', 'secre|', "secret('|"]) {
          for (const asked of everyWay) {
            assert.deepEqual(labels(place(`${key}: ${value}`), asked), [], place(`${key}: ${value}`));
          }
        }
      }
    });
  }

  for (const [place, keys] of withExpression) {
    it(`is offered at ${keys}`, () => {
      for (const key of keys.split(' ')) {
        assert.deepEqual(labels(place(`${key}: |`), 'by-command'), [whole], key);
        assert.equal(labels(place(`${key}: secr|`), 'by-character').length, 2, key);
      }
    });
  }

  it('is offered in no way below a key without expressions, but in the tasks below one', () => {
    for (const line of ['labels:\n  team: |', 'labels:\n  - key: |', 'retry:\n  interval: |']) {
      assert.deepEqual(labels(atRoot(line), 'by-command'), [], line);
    }
    const nested = flowWith('tasks:\n  - id: u\n    type: io.kestra.plugin.core.log.Log\n    message: |');
    assert.deepEqual(labels(nested, 'by-command'), [whole]);
    assert.deepEqual(labels(flowWith('inputs:\n  token: |'), 'by-command'), [whole]);
    assert.deepEqual(labels(flowWith('taskRunner:\n  type: |'), 'by-command'), []);
  });
});

describe('a blank', () => {
  it('asks inside of an expression alone', () => {
    assert.deepEqual(labels(flowWith('message: "{{ |}}"'), 'by-blank'), ["secret('…')"]);
    assert.deepEqual(labels(flowWith('message: "{{ secret(\'DB_PASSWORD\', |) }}"'), 'by-blank'), [
      'subkey=',
      'namespace=',
      'full=',
    ]);
    for (const body of ['message: |', 'message: to |', "message: secret('a |')", 'message: "to |"']) {
      assert.deepEqual(labels(flowWith(body), 'by-blank'), [], body);
    }
  });
});
