import assert from 'node:assert/strict';
import { base64, folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

const compose = `services:
  kestra:
    image: kestra/kestra:v2.0.0
    environment:
      SECRET_BY_FILE: ${base64('VALUE-MARKER-file')}
      SECRET_BY_TWO: ${base64('VALUE-MARKER-two')}
`;
const flow = (namespace: string, ...paths: string[]) =>
  `id: one\nnamespace: ${namespace}\ntasks:\n${paths
    .map((path) => `  - { id: a, type: io.kestra.plugin.jdbc.Query, sql: "{{ render(read('${path}')) }}" }\n`)
    .join('')}`;
const files = {
  'docker-compose.yml': compose,
  'flows/one.yml': flow('company.team', 'sql/query.sql', 'twice.sql', 'nowhere.sql'),
  '_files/sql/query.sql': `select 1,\n  '{{ secret("BY_FILE") }}', '{{ secret("BY_FILD") }}'\n`,
  '_files/other.sql': `{{ secret('NOT_RENDERED') }}\n`,
  'a/twice.sql': `{{ secret('BY_TWO') }}\n`,
  'b/twice.sql': `{{ secret('BY_TWO') }}\n`,
};

describe('command line: namespace files that flows render', function () {
  this.timeout(30_000);
  let root = '';
  let remove = () => Promise.resolve();

  before(async () => {
    ({ root, remove } = await folderOf(files));
  });
  after(() => remove());

  it('are checked at their own places, for the namespace of the flow', async () => {
    const run = await kestraSecrets(['check', '--json', '--folder', root]);
    const { references, problems, summary } = readDocument('check', run.out);
    assert.deepEqual(
      references.map(({ file, line, column, name, verdict, flowNamespace }) => [
        file,
        line,
        column,
        name,
        verdict,
        flowNamespace,
      ]),
      [
        ['_files/sql/query.sql', 2, 7, 'BY_FILE', 'resolvable', 'company.team'],
        ['_files/sql/query.sql', 2, 34, 'BY_FILD', 'missing', 'company.team'],
      ],
    );
    assert.deepEqual(
      problems.map(({ file, line, column, endColumn, code, reference, suggestions }) => [
        file,
        line,
        column,
        endColumn,
        code,
        reference,
        suggestions,
      ]),
      [['_files/sql/query.sql', 2, 42, 49, 'secret-missing', 1, ['BY_FILE']]],
    );
    assert.deepEqual([run.code, summary.files, summary.references], [1, 1, 2]);
    const text = await kestraSecrets(['check', '--folder', root]);
    assert.match(text.out, /^_files\/sql\/query\.sql:2:42 {2}warning/m);
  });

  it('are used, where it is certain which file it is', async () => {
    const run = await kestraSecrets(['unused', '--json', '--folder', root]);
    const { unused } = readDocument('unused', run.out);
    assert.deepEqual(
      unused.map(({ name, verdict }) => [name, verdict]),
      [['BY_TWO', 'may-be-used']],
    );
  });

  it('have no certain namespace where flows of several render them', async () => {
    const folder = await folderOf({ ...files, 'flows/two.yml': flow('company.other', 'query.sql') });
    const run = await kestraSecrets(['check', '--json', '--folder', folder.root]);
    const one = await kestraSecrets(['check', 'flows/two.yml', '--json', '--folder', folder.root]);
    await folder.remove();
    const namespacesIn = (out: string) =>
      readDocument('check', out).references.map(({ flowNamespace }) => flowNamespace);
    assert.deepEqual(namespacesIn(run.out), [null, null]);
    assert.deepEqual(namespacesIn(one.out), ['company.other', 'company.other']);
  });

  it('are judged by the configuration of the flow that renders them, wherever they stand', async () => {
    const configured = (name: string) => compose.replace('BY_FILE', name);
    const folder = await folderOf({
      'a/docker-compose.yml': configured('OF_A'),
      'a/here.sql': `{{ secret('OF_A') }} {{ secret('OF_B') }}\n`,
      'both.sql': `{{ secret('OF_A') }} {{ secret('BY_TWO') }}\n`,
      'a/flow.yml': flow('company.team', 'both.sql'),
      'b/docker-compose.yml': configured('OF_B'),
      'b/flow.yml': flow('company.team', 'here.sql', 'both.sql'),
    });
    const run = await kestraSecrets(['check', '--json', '--folder', folder.root]);
    const unused = await kestraSecrets(['unused', '--json', '--folder', folder.root]);
    await folder.remove();
    assert.deepEqual(
      readDocument('check', run.out).references.map(({ file, name, verdict }) => [file, name, verdict]),
      [
        ['a/here.sql', 'OF_A', 'missing'],
        ['a/here.sql', 'OF_B', 'resolvable'],
        ['both.sql', 'OF_A', 'unknown'],
        ['both.sql', 'BY_TWO', 'resolvable'],
      ],
    );
    assert.deepEqual(
      readDocument('unused', unused.out).unused.map(({ backend, name, verdict }) => [backend, name, verdict]),
      [
        ['env#a/docker-compose.yml', 'OF_A', 'may-be-used'],
        ['env#a/docker-compose.yml', 'BY_TWO', 'may-be-used'],
        ['env#b/docker-compose.yml', 'BY_TWO', 'may-be-used'],
      ],
    );
  });
});
