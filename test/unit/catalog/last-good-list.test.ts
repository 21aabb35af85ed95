import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/catalog/index.ts';
import type { Backend } from '../../../src/configuration/types.ts';
import { awsBackend, azureBackend, googleBackend } from '../../fakes/cloud-backend.ts';
import { never } from '../../fakes/never.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { vaultBackend } from '../../fakes/vault-backend.ts';
import { managers, type Manager, type Told } from '../../servers/managers.ts';

/** How a later page may fail: what the server says instead of it. */
const faults: Readonly<Record<string, Told>> = {
  'an error of its own': { status: 500, body: '{"errors": ["oops"]}' },
  'a broken gateway': { status: 502, body: '<html>bad gateway</html>' },
  'a page that is not there': { status: 404, body: '<html>Not found</html>' },
  'a 404 of the manager': { status: 404, body: '{"error": {"code": "SecretNotFound", "message": "no"}}' },
  'a sign-in page': { status: 200, body: '<html>Welcome!</html>' },
  'nothing at all': { status: 200, body: '' },
  'another JSON': { status: 200, body: '{"hello": "world"}' },
  'a list of something else': { status: 200, body: '[1, 2]' },
};

const backends: readonly Backend[] = [vaultBackend(), awsBackend(), azureBackend(), googleBackend()];

for (const manager of managers) {
  describe(`${manager.id}: a list that fails on a later page`, () => {
    const undo: (() => unknown)[] = [];
    afterEach(async () => {
      for (const each of undo.splice(0)) await each();
    });

    /** A catalog over a manager whose list has two pages, of which the second fails with `fault` where there is one. */
    async function catalogOver() {
      const now: { fault: Told | null; names: readonly string[] } = { fault: null, names: ['a', 'b'] };
      const running = await manager.start(({ what, page }) => {
        if (what !== 'list') return { body: JSON.stringify(manager.secret({ name: 'a' })) };
        if (page === null) return { body: JSON.stringify(pageOf(manager, now.names, 'more')) };
        return now.fault ?? { body: JSON.stringify(pageOf(manager, ['c'])) };
      });
      const backend = backends.find(({ id }) => id === manager.id);
      assert.ok(backend);
      const catalog = createCatalog({
        open: async () => ({ state: 'open', store: await running.open() }),
        locationOf: () => 'here',
        clock: { now: () => Date.now(), after: () => () => undefined },
        log: quietLog,
      });
      undo.push(
        () => catalog.close(),
        () => running.stop(),
      );
      catalog.configure({
        backends: [backend],
        found: true,
        partial: false,
        entries: [],
        problems: [],
        files: [],
      });
      const seen = () => {
        const [only] = catalog.snapshot().backends;
        const names = only?.secrets.map(({ storedName }) => storedName.replace('more/', '')).sort();
        return { names, state: only?.state, failure: only?.failure?.kind, fetchedAt: only?.fetchedAt };
      };
      return { catalog, now, seen };
    }

    for (const [what, fault] of Object.entries(faults)) {
      it(`keeps the whole one at ${what}, and takes a new one once it is whole`, async () => {
        const { catalog, now, seen } = await catalogOver();
        await catalog.refresh(never);
        const whole = seen();
        assert.deepEqual([whole.names, whole.state], [['a', 'b', 'c'], 'complete']);
        now.fault = fault;
        now.names = ['b', 'new'];
        for (const time of ['once', 'and again']) {
          await catalog.refresh(never);
          const after = seen();
          assert.deepEqual(after.names, ['a', 'b', 'c'], time);
          assert.equal(after.state, 'failed', time);
          assert.ok(after.failure !== undefined);
          assert.equal(after.fetchedAt, whole.fetchedAt, 'it has its own age');
        }
        now.fault = null;
        await catalog.refresh(never);
        assert.deepEqual([seen().names, seen().state], [['b', 'c', 'new'], 'complete']);
      });

      it(`has what came before ${what} where it never had a whole one`, async () => {
        const { catalog, now, seen } = await catalogOver();
        now.fault = fault;
        await catalog.refresh(never);
        assert.deepEqual([seen().names, seen().state], [['a', 'b'], 'incomplete']);
      });
    }
  });
}

function pageOf(manager: Manager, names: readonly string[], next?: string): unknown {
  return manager.page(
    names.map((name) => manager.item({ name })),
    next,
  );
}
