import assert from 'node:assert/strict';
import { readFlow } from '../../../src/flow/index.ts';
import { completionsAt } from '../../../src/language/completions.ts';
import { anyReason } from '../../fakes/failure-reasons.ts';
import type { MemorySecret } from '../../fakes/memory-store.ts';
import { never } from '../../fakes/never.ts';
import { scriptOf, type KestraScript } from '../../fakes/scripted-kestra.ts';
import { connect, vault } from '../catalog/kestra/support.ts';

/** The rows inside an empty `secret('')`, a line each, and what is told of the first. */
async function rowsOf(
  script: KestraScript,
  files: Readonly<Record<string, string>> = {},
  secrets: readonly MemorySecret[] = [],
) {
  const { catalog, clock } = await connect(script, files, secrets);
  await catalog.refresh(never);
  const text = `id: a\nnamespace: company.team\ntasks:\n  - id: b\n    message: "{{ secret('') }}"\n`;
  const { items } = completionsAt(readFlow(text), text.indexOf("''") + 1, catalog.snapshot(), {
    asked: 'by-command',
    now: clock.now(),
    locale: 'en',
  });
  return {
    rows: items.map(({ label, detail }) => `${label}: ${detail}`),
    first: items[0]?.documentation.map(({ label, value }) => `${label ?? ''}: ${value}`),
  };
}

describe('completion with Kestra connected', () => {
  it('offers what Kestra alone lists for the namespace', async () => {
    const script = scriptOf({ edition: 'enterprise', names: { company: ['B', 'A'], other: ['C'] } });
    const { rows, first } = await rowsOf(script);
    assert.deepEqual(rows, ['A: seen by Kestra', 'B: seen by Kestra']);
    assert.deepEqual(first, [
      'Seen by: Kestra at http://127.0.0.1:8080',
      'Namespace: company',
      'Last checked: just now',
    ]);
  });

  it('says of what a manager has that Kestra sees it, and offers what a rule hides', async () => {
    const files = { 'application.yml': vault('filter-on-tags: {team: a}, ') };
    const secrets = [
      { name: 'both', fields: ['x'], tags: { team: 'a' } },
      { name: 'mine', fields: ['x'], tags: { team: 'a' } },
      { name: 'theirs', fields: ['x'], tags: { team: 'b' } },
    ];
    const script = scriptOf({ edition: 'enterprise', names: { company: ['both', 'theirs'] } });
    const { rows } = await rowsOf(script, files, secrets);
    assert.deepEqual(rows, [
      'both: seen by Kestra · 1 subkey · Vault',
      'mine: 1 subkey · Vault',
      'theirs: seen by Kestra',
    ]);
  });

  it('offers each name once, and none of a list that could not be read', async () => {
    const script = scriptOf({ names: { '': ['A', 'A', 'B'] } });
    assert.deepEqual((await rowsOf(script)).rows, ['A: seen by Kestra', 'B: seen by Kestra']);
    const failure = { kind: 'timeout', message: anyReason, nextSteps: [] } as const;
    assert.deepEqual((await rowsOf({ ...script, failure })).rows, []);
  });
});
