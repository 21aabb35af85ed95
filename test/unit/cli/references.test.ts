import assert from 'node:assert/strict';
import { readArguments } from '../../../src/cli/arguments.ts';
import type { CatalogView } from '../../../src/catalog/index.ts';
import { runCheck } from '../../../src/cli/commands/check.ts';
import { openSession } from '../../../src/cli/session.ts';
import { never } from '../../fakes/never.ts';
import { base64, folderOf, kestraSecrets } from './command.ts';

const flow = (...names: readonly string[]) =>
  `id: f\nnamespace: company.team\ntasks:\n${names.map((name) => `  - message: "{{ secret('${name}') }}"\n`).join('')}`;

describe('command line: the references of a folder', function () {
  this.timeout(30_000);
  let folder: Awaited<ReturnType<typeof folderOf>>;

  before(async () => {
    folder = await folderOf({
      'docker-compose.yml': `services:\n  kestra:\n    image: kestra/kestra\n    environment:\n      SECRET_API: ${base64('x')}\n`,
      'flows/one.yml': flow('API', 'APY', 'API'),
      'flows/two.yml': flow('API', 'OTHER'),
    });
  });
  after(() => folder.remove());

  it('are resolved once each by a check, for the problems and the document together', async () => {
    const invocation = readArguments(['check', '--folder', folder.root], () => undefined);
    assert.ok(invocation.kind === 'run' && invocation.command.name === 'check');
    const session = await openSession(invocation.options, never);
    const names: string[] = [];
    const views = new Map<CatalogView, CatalogView>();
    const counting: typeof session.catalog = {
      ...session.catalog,
      at(flow) {
        const view = session.catalog.at(flow);
        const known = views.get(view) ?? {
          ...view,
          resolve(question) {
            names.push(question.key?.kind === 'constant' ? String(question.key.value) : '');
            return view.resolve(question);
          },
        };
        views.set(view, known);
        return known;
      },
    };
    const { document } = await runCheck({ ...session, catalog: counting }, invocation.command, never);
    session.catalog.close();
    assert.deepEqual(
      document.references?.map(({ name, verdict }) => `${String(name)} ${verdict}`),
      ['API resolvable', 'APY missing', 'API resolvable', 'API resolvable', 'OTHER missing'],
    );
    assert.equal(document.problems?.length, 2);
    assert.deepEqual(names.sort(), ['API', 'APY', 'OTHER']);
  });

  it('are told in English whatever language the machine speaks', async () => {
    const german = { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', VSCODE_NLS_CONFIG: '{"locale":"de"}' };
    for (const [said, ...args] of [
      ['Secret APY not found', 'check'],
      ['Secret APY not found', 'check', '--json'],
      ['No file defines SECRET_APY', 'explain', 'APY', '--json'],
      ['Environment variables', 'list'],
    ] as const) {
      const run = (env: Record<string, string>) =>
        kestraSecrets([...args, '--folder', folder.root], { cwd: process.cwd(), env });
      const [told, english] = [await run(german), await run({})];
      const withoutTimes = (text: string) => text.replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, 'then');
      assert.equal(told.code, english.code);
      assert.equal(withoutTimes(told.out), withoutTimes(english.out), args.join(' '));
      assert.equal(told.err, english.err);
      assert.ok(told.out.includes(said), told.out);
    }
  });
});
