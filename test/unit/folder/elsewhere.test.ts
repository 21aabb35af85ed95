import assert from 'node:assert/strict';
import { indexRenderedFiles, renderingsIn } from '../../../src/folder/elsewhere/index.ts';
import { doAtOnce, readFlow } from '../../../src/flow/index.ts';
import { createFlowIndex, summaryOfFile } from '../../../src/index/index.ts';
import { openFolder } from '../../../src/folder/index.ts';
import { folderClient } from '../../fakes/folder-client.ts';
import { never } from '../../fakes/never.ts';
import { temporaryFolder } from '../workspace/support.ts';

describe('files that flows render', () => {
  it('are found with as many steps for each, however many there are', async () => {
    const count = 300;
    const numbers = Array.from({ length: count }, (_, nth) => String(1_000 + nth));
    const index = createFlowIndex();
    index.update(
      numbers.map((nth) => {
        const text = `id: f${nth}\nnamespace: a\ntasks:\n  - {id: t, type: x, a: "{{ render(read('sql/q${nth}.sql')) }}"}\n`;
        return [`f${nth}.yml`, doAtOnce(summaryOfFile(readFlow(text)))] as const;
      }),
    );
    let steps = 0;
    const renderings = renderingsIn(index).map((each) => ({
      ...each,
      get by() {
        steps += 1;
        return each.by;
      },
    }));
    const listed = new Proxy(
      numbers.flatMap((nth) => [`f${nth}.yml`, `files/sql/q${nth}.sql`]),
      {
        get(target, key): unknown {
          steps += 1;
          return Reflect.get(target, key);
        },
      },
    );
    const folder = temporaryFolder({});
    try {
      const opened = openFolder(folderClient(folder.root));
      const configuration = await opened.readConfiguration(null, never);
      opened.catalog.close();
      const files: typeof opened.files = {
        ...opened.files,
        list: () => Promise.resolve(listed),
        read: () => Promise.resolve({ state: 'text', text: "{{ secret('A') }}" }),
      };
      const found = await indexRenderedFiles({ configuration, files }, renderings, index, never);
      assert.deepEqual(
        found.map(({ file, summary }) => [
          file,
          'references' in summary ? summary.references.map(({ flow }) => flow.id) : [],
        ]),
        numbers.map((nth) => [`files/sql/q${nth}.sql`, [`f${nth}`]]),
      );
      assert.ok(steps < 40 * count, String(steps));
    } finally {
      folder.remove();
    }
  });
});
