import assert from 'node:assert/strict';
import { differences } from '../../../../src/catalog/kestra/differences.ts';
import { anyReason } from '../../../fakes/failure-reasons.ts';
import { scriptOf, type KestraScript } from '../../../fakes/scripted-kestra.ts';
import type { MemorySecret } from '../../../fakes/memory-store.ts';
import { never } from '../../../fakes/never.ts';
import { base64 } from '../../configuration/support.ts';
import { asking, connect, vault } from './support.ts';

/** What differs, a line each. */
async function differing(
  script: KestraScript,
  files: Readonly<Record<string, string>>,
  secrets: readonly MemorySecret[] = [],
): Promise<readonly string[]> {
  const { catalog, clock } = await connect(script, files, secrets);
  await catalog.refresh(never);
  await catalog.ask(asking('any'), { readValues: false }, never);
  return differences(catalog.snapshot(), clock.now()).map(
    ({ name, namespace, listedByKestra, visibleHere, backend, rule }) =>
      [name, namespace, listedByKestra ? 'listed' : 'not listed', visibleHere, backend, rule].join(' '),
  );
}

const compose = {
  'compose.yml': `services:\n  kestra:\n    image: kestra/kestra:v2.0.0\n    environment:\n      SECRET_API: ${base64('VALUE-MARKER')}\n      SECRET_PLAIN: "not base64!"\n`,
};

describe('what Kestra and the backends say differently', () => {
  it('is, in open source, what either has alone', async () => {
    const script = scriptOf({ names: { '': ['PLAIN', 'OTHER'] } });
    assert.deepEqual(await differing(script, compose), [
      'PLAIN  listed false env not-base64',
      'OTHER  listed false  ',
      'API  not listed true env ',
    ]);
    assert.deepEqual(await differing(scriptOf({ names: { '': ['API'] } }), compose), []);
  });

  it('names the rule that hides what Kestra lists, and the one that shows what it does not', async () => {
    const files = { 'application.yml': vault('filter-on-tags: {team: a}, ') };
    const secrets = [
      { name: 'mine', fields: [], tags: { team: 'a' } },
      { name: 'theirs', fields: [], tags: { team: 'b' } },
    ];
    const script = scriptOf({ edition: 'enterprise', names: { company: ['theirs'] } });
    assert.deepEqual(await differing(script, files, secrets), [
      'theirs company listed false vault filter-on-tags',
      'mine company.team not listed true vault filter-on-tags',
    ]);
  });

  it('is not what Kestra was not asked for in full, nor what a backend could not say', async () => {
    const files = { 'application.yml': vault() };
    const secrets = [{ name: 'mine', fields: [] }];
    const gaps = [{ kind: 'no-right', namespace: 'company.team' }] as const;
    assert.deepEqual(await differing(scriptOf({ edition: 'enterprise', gaps }), files, secrets), []);
    const failing = scriptOf({ failure: { kind: 'timeout', message: anyReason, nextSteps: [] } });
    assert.deepEqual(await differing(failing, files, secrets), []);
    const managed = { 'application.yml': vault().replace('read-only: true', 'read-only: false') };
    assert.deepEqual(
      await differing(scriptOf({ edition: 'enterprise', names: { company: ['made'] } }), managed),
      [],
    );
  });
});
