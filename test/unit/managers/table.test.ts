import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { managerBackend } from '../../../src/configuration/backends/managers.ts';
import { valuePermissionWords } from '../../../src/language/messages/permissions.ts';
import type { KeyKind } from '../../../src/managers/facts.ts';
import { factsOf, managers, type Manager } from '../../../src/managers/table.ts';
import { read } from '../configuration/support.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../../docs/managers.md'), 'utf8');

const examples: Readonly<Record<KeyKind, string>> = {
  text: 'some-text',
  address: 'http://manager.example:8200',
  'host-name': 'shop-secrets',
  json: "'{}'",
  flag: 'true',
  integer: '2',
  duration: 'PT15S',
  tags: '{team: x}',
  'prefix-filter': '{prefix: a, keep-prefix: true}',
  map: '{a: b}',
};

/** The keys that the reader of a block asks for, where everything below `chosen` is set. */
function keysRead(manager: Manager, chosen: string | null): readonly string[] {
  const asked: string[] = [];
  const ask = (key: string) => {
    asked.push(key);
    return null;
  };
  managerBackend(
    manager,
    {
      id: manager,
      level: 'global',
      namespace: null,
      sources: [],
      readOnly: null,
      filters: { filterOnTags: null, excludedTags: null, filterOnPrefix: null },
    },
    {
      settings: [],
      text: ask,
      address: ask,
      flag: ask,
      integer: ask,
      duration: ask,
      tags: () => null,
      unreadableTags: () => [],
      prefixFilter: () => null,
      has: (key) => chosen !== null && (key === chosen || chosen.startsWith(`${key}.`)),
    },
  );
  return asked;
}

/** The cells of a manager's row in the page's table of permissions. */
function permissionsOnPage(manager: Manager): readonly string[] {
  const [, table = ''] = page.split('\n| permissions and roles |');
  const [row = ''] = table.split('\n').filter((line) => line.startsWith(`| \`${manager}\` |`));
  return row.split('|').slice(2, 4);
}

function inBackticks(text: string): readonly string[] {
  return Array.from(text.matchAll(/`([^`]+)`/g), ([, word = '']) => word);
}

describe('the table of managers', () => {
  for (const manager of managers) {
    const facts = factsOf(manager);
    const keys = facts.keys.map(({ key }) => key);

    it(`has the keys of ${manager} that the configuration is read with, each once`, () => {
      assert.deepEqual(keys, [...new Set(keys)]);
      const asked = [null, ...keys].flatMap((chosen) => keysRead(manager, chosen));
      const ofRules = ['tags', 'filter-on-tags', 'filter-on-prefix', 'excluded-tags'];
      assert.deepEqual([...new Set(asked)].sort(), keys.filter((key) => !ofRules.includes(key)).sort());
    });

    it(`has keys of ${manager} that a configuration may hold, credentials among them`, async () => {
      const block = facts.keys.map(({ key, kind }) => `      ${key}: ${examples[kind]}\n`).join('');
      const { problems, entries } = await read({
        'application.yml': `kestra:\n  secret:\n    type: ${manager}\n    read-only: true\n    ${manager}:\n${block}`,
      });
      const codes = problems.map(({ code }) => code);
      assert.ok(!codes.includes('key-unknown') && !codes.includes('value-invalid'), codes.join(', '));
      assert.ok(!codes.includes('key-missing'), 'with every key nothing is missing');
      for (const { key, credential, kind } of facts.keys) {
        const entry = entries.find(
          (each) => each.key === key || (kind !== 'text' && each.key.startsWith(`${key}.`)),
        );
        assert.equal(entry?.credential, credential, key);
        assert.equal(entry.value === 'set', credential, key);
      }
    });

    it(`asks of ${manager} for keys that it has`, () => {
      const nothing = () => false;
      for (const chosen of [nothing, ...keys.map((key) => (other: string) => key.startsWith(other))]) {
        for (const key of facts.missing(chosen).keys) assert.ok(keys.includes(key), key);
        for (const key of facts.neededCredentials(chosen)) {
          assert.equal(facts.keys.find((rule) => rule.key === key)?.credential, true, key);
        }
      }
      assert.deepEqual(facts.missing(() => true).keys, []);
      if (facts.usualPrefix !== null) assert.ok(keys.includes('prefix'));
    });

    it(`knows which names ${manager} can hold`, () => {
      assert.ok(facts.canHold('api-token'));
      assert.ok(!facts.canHold(''));
      if (facts.heldInstead === null) return;
      assert.ok(!facts.canHold('API_TOKEN'));
      assert.ok(facts.canHold(facts.heldInstead('API_TOKEN')));
    });

    it(`waits for ${manager} longer for an answer than for a connection`, () => {
      assert.ok(facts.waits.connect >= 1000 && facts.waits.answer > facts.waits.connect);
    });

    it(`needs at ${manager} the permissions that docs/managers.md names`, () => {
      const [list = '', value = ''] = permissionsOnPage(manager);
      assert.deepEqual(inBackticks(list), facts.permissions.list);
      assert.deepEqual(inBackticks(value), facts.permissions.value);
      const words = valuePermissionWords(facts.valuePermission);
      for (const permission of facts.permissions.value) assert.ok(words.includes(permission), words);
    });
  }

  it('tells the managers apart', () => {
    for (const of of ['name', 'variablePrefix', 'terminalLogin'] as const) {
      const all = managers.map((manager) => factsOf(manager)[of]);
      assert.deepEqual(all, [...new Set(all)]);
    }
  });
});
