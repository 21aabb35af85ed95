import assert from 'node:assert/strict';
import { build, type Metafile } from 'esbuild';
import { loads, production, sizeLines } from '../../../esbuild.options.js';

/** Most that activate() may load, in bytes, until a backend is asked. */
const most = 300_000;

describe('what the extension loads', () => {
  let metafile: Metafile;
  before(async function () {
    // All of the extension is built.
    this.timeout(120_000);
    ({ metafile } = await build({ ...production, write: false }));
  });

  const inputsOf = (files: readonly string[]) =>
    files.flatMap((file) => Object.keys(metafile.outputs[file]?.inputs ?? {}));

  it('is little when it is activated', () => {
    const [atStart] = loads(metafile);
    assert.ok(atStart.files.some((file) => file.endsWith('/extension.js')));
    assert.ok(atStart.bytes > 50_000, 'the whole of it is counted');
    assert.ok(atStart.bytes < most, sizeLines(metafile).join('\n'));
  });

  it('has what runs in a thread of its own beside it, without VS Code', () => {
    const worker = Object.keys(metafile.outputs).find((file) => file.endsWith('/configuration-worker.js'));
    assert.equal(worker, 'dist/configuration-worker.js');
    const imported = metafile.outputs[worker]?.imports.map(({ path }) => path) ?? [];
    assert.ok(imported.includes('node:worker_threads'), imported.join(' '));
    assert.ok(!imported.includes('vscode'));
  });

  it("holds no manager's client, nor what opens one, until a backend is asked", () => {
    const [atStart, ...later] = loads(metafile);
    const isClient = (file: string) =>
      /(^|\/)src\/stores\/|node_modules\/(node-vault|@aws-sdk|@azure|@google-cloud|google)/.test(file);
    assert.deepEqual(inputsOf(atStart.files).filter(isClient), []);
    assert.ok(later.some(({ files }) => inputsOf(files).some((file) => file.includes('node-vault'))));
  });

  it('holds nothing of what is offered at a problem, nor of references and rename, until that is asked for', () => {
    const [atStart] = loads(metafile);
    const first = inputsOf(atStart.files);
    const all = inputsOf(Object.keys(metafile.outputs));
    const registered = ['src/editor/language/register-code-actions.ts', 'src/editor/uses/register-uses.ts'];
    for (const file of registered) assert.ok(first.includes(file), file);
    const late = [
      'src/editor/language/offer-code-actions.ts',
      'src/language/code-actions.ts',
      'src/editor/uses/find-references.ts',
      'src/editor/uses/rename-secret.ts',
      'src/editor/checks/folder-checks.ts',
      'src/configuration/filled-names.ts',
    ];
    for (const file of late) assert.ok(all.includes(file), file);
    assert.deepEqual(
      first.filter((file) => late.includes(file)),
      [],
    );
  });

  it('holds nothing that no code of it calls, nor what every Node has', () => {
    const all = inputsOf(Object.keys(metafile.outputs));
    assert.ok(all.some((file) => file.includes('google-gax')));
    const idle = /google-gax\/build\/protos\/\w+\.js$|web-streams-polyfill|@grpc\//;
    assert.deepEqual(
      all.filter((file) => idle.test(file)),
      [],
    );
  });

  it('is less than three megabytes, all of it together', () => {
    const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
    assert.ok(bytes < 3_000_000, String(bytes));
  });
});
