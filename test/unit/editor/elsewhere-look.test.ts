import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createElsewhereLook } from '../../../src/editor/checks/elsewhere-look.ts';
import { createFolderFlows } from '../../../src/folder/flows/folder-flows.ts';
import { openFolder } from '../../../src/folder/index.ts';
import { folderClient } from '../../fakes/folder-client.ts';
import { never } from '../../fakes/never.ts';
import { temporaryFolder } from '../workspace/support.ts';

const flow = (namespace: string, path: string) =>
  `id: a\nnamespace: ${namespace}\ntasks:\n  - {id: t, type: x, a: "{{ render(read('${path}')) }}"}\n`;

describe('what is asked for elsewhere than in flows', () => {
  const folder = temporaryFolder({
    'docker-compose.yml': [
      'services:',
      '  k:',
      '    image: kestra/kestra:v2.0.0',
      '    environment:',
      '      KESTRA_CONFIGURATION: |',
      `        kestra: {policies: {defaults: {rules: [{values: {a: "{{ secret('BY_SERVER') }}"}}]}}}`,
      '',
    ].join('\n'),
    'a.yml': flow('team', 'query.sql'),
    'b.yml': flow('team', 'nowhere.sql'),
    'files/query.sql': `{{ secret('ONE') }}`,
    'files/other.sql': `{{ secret('OTHER') }}`,
  });
  after(() => folder.remove());

  it('is read from rendered files and the server’s values, and again where one of them may be another', async () => {
    const { catalog, files, readConfiguration } = openFolder(folderClient(folder.root));
    const flows = createFolderFlows(files, () => undefined);
    try {
      const configuration = await readConfiguration(null, never);
      const look = createElsewhereLook({ files, configuration: () => configuration });
      const read = async () => {
        const found = await look.read(await flows.read(never), never);
        return found.map(({ file, renderedBy = [], summary }) => {
          const names = summary.state === 'read' ? summary.references : [];
          return [file, ...names.map(({ key }) => JSON.stringify(key?.value)), ...renderedBy].join(' ');
        });
      };
      const constant = (value: string) => `{"kind":"constant","value":"${value}"}`;
      const server = `docker-compose.yml ${constant('BY_SERVER')}`;
      assert.deepEqual(await read(), [server, `files/query.sql ${constant('ONE')} a.yml`]);
      writeFileSync(folder.path('files/query.sql'), `{{ secret('TWO') }}`);
      assert.deepEqual(
        ['files/other.sql', 'c.txt'].map((path) => look.note(path)),
        [false, false],
      );
      assert.deepEqual(await read(), [server, `files/query.sql ${constant('ONE')} a.yml`], 'as it was');
      assert.equal(look.note('files/query.sql'), true);
      assert.deepEqual(await read(), [server, `files/query.sql ${constant('TWO')} a.yml`]);
      writeFileSync(folder.path('files/nowhere.sql'), `{{ secret('NEW') }}`);
      assert.equal(look.note('files/nowhere.sql'), true);
      assert.equal((await read()).at(-1), `files/nowhere.sql ${constant('NEW')} b.yml`);
      for (const path of ['docker-compose.yml', 'files']) {
        await read();
        assert.equal(look.note(path), true, path);
      }
      writeFileSync(folder.path('b.yml'), flow('other', 'query.sql'));
      flows.note(['b.yml']);
      assert.deepEqual(await read(), [server, `files/query.sql ${constant('TWO')} a.yml b.yml`]);
    } finally {
      flows.close();
      catalog.close();
    }
  });
});
