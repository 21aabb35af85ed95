import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/catalog/index.ts';
import type { Store } from '../../../src/stores/contract.ts';
import { awsBackend } from '../../fakes/cloud-backend.ts';
import { never } from '../../fakes/never.ts';

describe('reading values for subkeys', () => {
  it('is done one secret at a time, whatever the manager', async () => {
    const names = ['a', 'b', 'c', 'd'];
    let now = 0;
    let most = 0;
    const store: Store = {
      abilities: { lookup: true, subkeys: 'by-reading-value', listLag: 0 },
      needsLogin: () => false,
      async *list() {
        await Promise.resolve();
        yield {
          secrets: names.map((name) => ({
            name,
            storedName: name,
            tags: {},
            readable: 'yes',
            subkeys: { state: 'not-read' },
          })),
        };
      },
      lookup: () => Promise.resolve({ state: 'absent' }),
      async subkeys() {
        most = Math.max(most, (now += 1));
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        return { state: 'known', names: ['TOKEN'] };
      },
      close: () => undefined,
    };
    const catalog = createCatalog({
      open: () => Promise.resolve({ state: 'open', store }),
      locationOf: () => 'https://there.example',
      clock: { now: () => Date.UTC(2026, 0, 1), after: () => () => undefined },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    const backends = [awsBackend()];
    catalog.configure({ backends, found: true, partial: false, entries: [], problems: [], files: [] });
    await catalog.refresh(never);
    const read = (name: string) => catalog.learnSubkeys(awsBackend().id, name, { readValue: true }, never);
    const all = await Promise.all(names.map(read));
    assert.ok(all.every(({ state }) => state === 'known'));
    assert.equal(most, 1);
  });
});
