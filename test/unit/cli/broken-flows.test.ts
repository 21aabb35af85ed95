import assert from 'node:assert/strict';
import { folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

const head = 'id: a\nnamespace: company.team\n';
const tasks =
  'tasks:\n  - id: t\n    type: io.kestra.plugin.core.log.Log\n    message: "{{ secret(\'K\') }}"\n';

describe('flows that Kestra reads otherwise than they look', () => {
  it('are told of by the command line, and other files are not', async () => {
    const { root, remove } = await folderOf({
      '.env': 'SECRET_K=cGxhaW4=\n',
      'compose.yml': 'services:\n  kestra:\n    image: kestra/kestra:v2.0.0\n    env_file: .env\n',
      'alias.yml': `${head}description: *d\n${tasks}`,
      'broken.yml': `id: a\nnamespace company.team\n${tasks}`,
      'double.yml': `${head}${tasks}---\n${head}${tasks}`,
      'merge.yml': `${head}<<: *d\n${tasks}`,
      'no-tasks.yml': `${head}triggers:\n  - id: t\n`,
      'other.yml': 'a: &a {secret: "{{ secret }}"}\nb:\n  <<: *a\n---\nc: [\n',
    });
    try {
      const run = await kestraSecrets(['check', '--json', '--offline', '--folder', root]);
      const { problems, summary } = readDocument('check', run.out);
      assert.deepEqual(
        problems.map(({ code, file, line, severity }) => [file, line, severity, code].join(' ')),
        [
          'alias.yml 3 warning yaml-alias',
          'broken.yml 2 error yaml-syntax',
          'double.yml 8 hint document-ignored',
          'merge.yml 3 error yaml-merge',
          'no-tasks.yml 3 error tasks-missing',
        ],
      );
      assert.equal(summary.files, 5);
      assert.equal(run.code, 1);
    } finally {
      await remove();
    }
  });

  it('count as read where their YAML is in order', async () => {
    const { root, remove } = await folderOf({
      '.env': 'SECRET_K=cGxhaW4=\n',
      'compose.yml': 'services:\n  kestra:\n    image: kestra/kestra:v2.0.0\n    env_file: .env\n',
      'alias.yml': `${head}description: *d\n${tasks}`,
    });
    try {
      const unused = await kestraSecrets(['unused', '--json', '--offline', '--folder', root]);
      assert.equal(readDocument('unused', unused.out).unusedComplete, true);
    } finally {
      await remove();
    }
  });
});
