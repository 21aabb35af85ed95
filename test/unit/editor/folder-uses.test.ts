import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { findAllUses, findUsesToRename } from '../../../src/editor/uses/folder-uses.ts';
import { createFolderFlows } from '../../../src/folder/flows/folder-flows.ts';
import { openFolder } from '../../../src/folder/index.ts';
import { secretAskedFor } from '../../../src/language/uses/sought.ts';
import { folderClient } from '../../fakes/folder-client.ts';
import { never } from '../../fakes/never.ts';
import { questionOf } from '../../fakes/question.ts';
import { temporaryFolder } from '../workspace/support.ts';

const flow = (name: string) =>
  `id: a\nnamespace: team\ntasks:\n  - {id: t, type: x, a: "{{ secret('${name}') }}"}\n`;

describe('the uses that a rename writes', () => {
  it('stand where they are now, and each of their files is read once', async () => {
    const folder = temporaryFolder({
      'docker-compose.yml': 'services:\n  k:\n    image: kestra/kestra\n    environment: {SECRET_DB: dg==}\n',
      'a.yml': flow('DB'),
      'b.yml': flow('DB'),
      'other.yml': flow('OTHER'),
    });
    const { catalog, files, readConfiguration } = openFolder(folderClient(folder.root));
    const read: string[] = [];
    const counting: typeof files = {
      ...files,
      async readMany(paths, ...rest) {
        read.push(...paths);
        await files.readMany?.(paths, ...rest);
      },
    };
    const flows = createFolderFlows(counting, () => undefined);
    try {
      const configuration = await readConfiguration(null, never);
      catalog.configure(configuration);
      const session = {
        catalog,
        files,
        configuration: () => configuration,
        flows: () => Promise.resolve(flows),
        knownFlows: () => flows.known(),
      };
      const sought = secretAskedFor(questionOf('DB'), catalog.snapshot());
      assert.ok(sought);
      const rename = async () => {
        read.length = 0;
        const { certain } = await findUsesToRename(session, [sought], never);
        return certain.map(({ file, reference }) => `${file}:${String(reference.range.line)}`);
      };
      assert.deepEqual(await rename(), ['a.yml:4', 'b.yml:4']);
      assert.deepEqual(read.toSorted(), ['a.yml', 'b.yml', 'docker-compose.yml', 'other.yml']);
      writeFileSync(folder.path('a.yml'), `# one line more\n${flow('DB')}`);
      const known = await findAllUses(session, sought, never);
      assert.equal(known.certain[0]?.reference.range.line, 4);
      assert.deepEqual(await rename(), ['a.yml:5', 'b.yml:4']);
      assert.deepEqual(read.toSorted(), ['a.yml', 'b.yml']);
    } finally {
      flows.close();
      catalog.close();
      folder.remove();
    }
  });
});
