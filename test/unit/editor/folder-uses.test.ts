import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { findAllUses, findUsesToRename } from '../../../src/editor/uses/all-uses.ts';
import {
  findUses,
  knownFlowCount,
  knownUses,
  type FolderOfUses,
} from '../../../src/editor/uses/folder-uses.ts';
import { isKnownRendered, noteRendered } from '../../../src/editor/uses/rendered-uses.ts';
import { createFolderFlows } from '../../../src/folder/flows/folder-flows.ts';
import { openFolder } from '../../../src/folder/index.ts';
import { countFlows, type SecretUses, type SoughtSecret } from '../../../src/language/uses/index.ts';
import { secretAskedFor } from '../../../src/language/uses/sought.ts';
import { folderClient } from '../../fakes/folder-client.ts';
import { never } from '../../fakes/never.ts';
import { questionOf } from '../../fakes/question.ts';
import { temporaryFolder } from '../workspace/support.ts';

const flow = (name: string) =>
  `id: a\nnamespace: team\ntasks:\n  - {id: t, type: x, a: "{{ secret('${name}') }}"}\n`;

/** A folder with its flows, as the editor's own parts get it. */
async function withFolder(
  texts: Readonly<Record<string, string>>,
  work: (opened: {
    readonly session: FolderOfUses;
    readonly path: (file: string) => string;
    /** The files whose flows were read, until they are forgotten. */
    readonly read: string[];
  }) => Promise<void>,
): Promise<void> {
  const folder = temporaryFolder(texts);
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
    await work({ session, path: (file) => folder.path(file), read });
  } finally {
    flows.close();
    catalog.close();
    folder.remove();
  }
}

const compose =
  'services:\n  k:\n    image: kestra/kestra:v1.3.0\n    environment: {SECRET_DB: dg==, SECRET_SQL: dg==}\n';

function soughtIn({ catalog }: FolderOfUses, name: string): SoughtSecret {
  const sought = secretAskedFor(questionOf(name), catalog.snapshot());
  assert.ok(sought);
  return sought;
}

const placesOf = ({ certain }: SecretUses) =>
  certain.map(
    ({ file, reference: { key } }) => `${file}:${String(key?.range.line)}:${String(key?.range.column)}`,
  );

describe('the uses that a rename writes', () => {
  it('stand where they are now, and each of their files is read once', async () => {
    const texts = {
      'docker-compose.yml': compose,
      'a.yml': flow('DB'),
      'b.yml': flow('DB'),
      'other.yml': flow('OTHER'),
    };
    await withFolder(texts, async ({ session, path, read }) => {
      const sought = soughtIn(session, 'DB');
      const rename = async () => {
        read.length = 0;
        const { certain } = await findUsesToRename(session, [sought], never);
        return certain.map(({ file, reference }) => `${file}:${String(reference.range.line)}`);
      };
      assert.deepEqual(await rename(), ['a.yml:4', 'b.yml:4']);
      assert.deepEqual(read.toSorted(), ['a.yml', 'b.yml', 'docker-compose.yml', 'other.yml']);
      writeFileSync(path('a.yml'), `# one line more\n${flow('DB')}`);
      const known = await findAllUses(session, sought, never);
      assert.equal(known.certain[0]?.reference.range.line, 4);
      assert.deepEqual(await rename(), ['a.yml:5', 'b.yml:4']);
      assert.deepEqual(read.toSorted(), ['a.yml', 'b.yml']);
    });
  });

  it('are those of files that flows render, too, where they are now', async () => {
    const rendering = (namespace: string, ...given: readonly string[]) =>
      `id: a\nnamespace: ${namespace}\ntasks:\n${given.map((each) => `  - {id: t, type: x, a: "{{ ${each} }}"}\n`).join('')}`;
    const texts = {
      'docker-compose.yml': compose,
      'a.yml': rendering('team', "render(read('sql/query.sql'))", "secret('DB')"),
      'b.yml': rendering('team', "render(read('both.txt'))"),
      'c.yml': rendering('other', "render(read('both.txt'))"),
      'files/sql/query.sql': `\ufeffselect '{{ secret("SQL") }} {{ secret('DB') }}'`,
      'files/both.txt': `{{ secret('DB') }}`,
      'files/none.txt': `{{ secret('DB') }}`,
    };
    await withFolder(texts, async ({ session, path }) => {
      const sought = soughtIn(session, 'SQL');
      const find = async () => placesOf(await findUsesToRename(session, [sought], never));
      assert.deepEqual(await find(), ['files/sql/query.sql:1:20']);
      writeFileSync(path('files/sql/query.sql'), `-- one line more\n{{ secret('SQL') }} {{ secret('DB') }}`);
      assert.deepEqual(await find(), ['files/sql/query.sql:2:12']);
      const index = session.knownFlows();
      assert.deepEqual(
        ['files/sql/query.sql', 'files/none.txt', 'a.yml'].map((file) => isKnownRendered(index, file)),
        [true, false, false],
      );
      const ofBoth = soughtIn(session, 'DB');
      const uses = await findUses(session, ofBoth, never);
      assert.deepEqual(placesOf(uses), ['a.yml:5:37', 'files/both.txt:1:12', 'files/sql/query.sql:2:32']);
      // The file that one flow renders is that flow's; another may be anybody's of those that render it.
      assert.deepEqual(countFlows(uses), { certain: 2, perhaps: 0, isWhole: true });
      assert.equal(knownFlowCount(session, ofBoth), 2);
      assert.deepEqual(placesOf(knownUses(session, ofBoth) ?? uses), placesOf(uses));
      // Once a file that is rendered is told of, it is read again; others are not.
      writeFileSync(path('files/both.txt'), 'nothing');
      assert.deepEqual(
        ['files/none.txt', 'a.yml', 'files/both.txt'].map((file) => noteRendered(index, file)),
        [false, false, true],
      );
      assert.deepEqual(placesOf(await findUses(session, ofBoth, never)), [
        'a.yml:5:37',
        'files/sql/query.sql:2:32',
      ]);
      assert.equal(knownFlowCount(session, ofBoth), 1);
    });
  });
});
