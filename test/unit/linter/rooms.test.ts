import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { tabled } from '../../../eslint.rooms.js';
import { projectFolder } from '../../vscode/releases.ts';
import { untypedLinter } from './untyped-linter.ts';

/** A file of each room that is tried; what it holds is not read. */
const flow = 'src/flow/index.ts';
const catalog = 'src/catalog/index.ts';
const stores = 'src/stores/index.ts';
const editor = 'src/editor/index.ts';
const cli = 'src/cli/main.ts';

/** Ways around the table, each of which must be refused: the text, the file it stands in, and the rule. */
const evasions: readonly (readonly [text: string, file: string, rule: string])[] = [
  ["import { commands } from '../editor/index.ts';", flow, 'rooms/imports'],
  ["import { commands } from './../editor/index.ts';", flow, 'rooms/imports'],
  ["import { commands } from '../flow/../editor/index.ts';", flow, 'rooms/imports'],
  ["export const late = () => import('../editor/index.ts');", flow, 'rooms/imports'],
  ['export const late = () => import(`../editor/index.ts`);', flow, 'rooms/imports'],
  ["const name = '../editor/index.ts'; export const late = () => import(name);", flow, 'rooms/imports'],
  ["export type Sessions = import('../editor/index.ts').Sessions;", flow, 'rooms/imports'],
  ["export * from '../editor/index.ts';", flow, 'rooms/imports'],
  ["export { commands } from '../editor/index.ts';", flow, 'rooms/imports'],
  ["import { open } from '../stores/index.ts';", catalog, 'rooms/imports'],
  ["import { type Store } from '../stores/index.ts';", catalog, 'rooms/imports'],
  ["import { activate } from '../extension.ts';", editor, 'rooms/imports'],
  ["import { commands } from '../editor/index.ts';", cli, 'rooms/imports'],
  ["import other from '../../test/run.ts';", stores, 'rooms/imports'],
  ["export type { FlowFile } from '../flow/types.ts';", catalog, 'rooms/imports'],
  [
    "import { scanFlow } from '../flow/yaml/scan-flow.ts'; void scanFlow;",
    'src/language/index.ts',
    'rooms/imports',
  ],
  ["import { readFileSync } from 'node:fs';", flow, 'rooms/imports'],
  ["import { readFileSync } from 'fs';", flow, 'rooms/imports'],
  ["import { spawn } from 'node:child_process';", stores, 'rooms/imports'],
  ["import limit from 'p-limit';", flow, 'rooms/imports'],
  ["import anything from 'left-pad';", catalog, 'rooms/imports'],
  ...[catalog, 'src/access/index.ts', 'src/configuration/index.ts', 'src/managers/table.ts'].map(
    (file) => ["import { t } from '@vscode/l10n'; void t;", file, 'rooms/imports'] as const,
  ),
  ["import fs = require('node:fs'); fs.rmSync('a');", flow, 'rooms/imports'],
  ["export const text = Buffer.from('a');", flow, 'rooms/globals'],
  ['export const home = process.env.HOME;', catalog, 'rooms/globals'],
  ['export const home = globalThis.process.env.HOME;', catalog, 'rooms/globals'],
  ["export const file = require('node:fs');", flow, 'rooms/globals'],
  ["export const answer = fetch('https://a.example');", stores, 'rooms/globals'],
  ['export const page = document.body;', editor, 'rooms/globals'],
  ['setTimeout(() => undefined, 1);', catalog, 'rooms/globals'],
];

/** Where paths are URIs, or names relative to the folder: what Node makes of them differs between systems. */
const withoutPaths: Readonly<Record<string, string>> = {
  access: 'index.ts',
  catalog: 'index.ts',
  cli: 'main.ts',
  configuration: 'paths.ts',
  editor: 'session/paths.ts',
  flow: 'index.ts',
  folder: 'files.ts',
  index: 'index.ts',
  language: 'index.ts',
  managers: 'facts.ts',
  ports: 'files.ts',
  stores: 'index.ts',
  text: 'line-index.ts',
};

/** What the table allows must pass, or a rule that refuses everything would pass for one that works. */
const allowed: readonly (readonly [text: string, file: string])[] = [
  ["export type { FlowFile } from '../flow/index.ts';", catalog],
  ["import type { Store } from '../stores/index.ts'; export type A = Store;", catalog],
  ["import { parseDocument } from 'yaml'; void parseDocument;", 'src/configuration/index.ts'],
  ["import { request } from 'node:https'; void request; void process.env.HOME;", stores],
  ["import { window } from 'vscode'; void window;", editor],
  ["export const late = () => import('../language/hover.ts');", editor],
  ["import limit from 'p-limit'; void limit;", catalog],
  ['export const later = (signal: AbortSignal) => signal.aborted;', flow],
  ["import { t } from '@vscode/l10n'; void t;", flow],
];

describe('the table of rooms', function () {
  // The linter loads TypeScript first.
  this.timeout(60_000);
  const lint = untypedLinter((rule) => rule.startsWith('rooms/'));

  /** The rules of the table that a text breaks where it stands in a file. */
  async function broken(text: string, file: string): Promise<string[]> {
    const messages = await lint(`${text}\n`, file);
    assert.ok(
      messages.every(({ fatal }) => fatal !== true),
      'it parses',
    );
    return messages.flatMap(({ ruleId }) => (ruleId?.startsWith('rooms/') === true ? [ruleId] : []));
  }

  it('names the rooms that there are', () => {
    const entries = readdirSync(path.join(projectFolder, 'src'), { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    assert.deepEqual(folders.sort(), tabled);
  });

  for (const [text, file, rule] of evasions) {
    it(`refuses in ${file}: ${text}`, async () => {
      assert.ok((await broken(text, file)).includes(rule));
    });
  }

  it('lets only those rooms split and join paths as Node does that read the disk', async () => {
    const texts = ['node:path', 'path', 'node:path/posix'].map(
      (name) => `import path from '${name}'; void path;`,
    );
    for (const room of tabled) {
      const file = withoutPaths[room];
      for (const text of texts) {
        const found = await broken(text, `src/${room}/${file ?? 'index.ts'}`);
        assert.deepEqual(found, file === undefined ? [] : ['rooms/imports'], `${room}: ${text}`);
      }
    }
    const others = tabled.filter((room) => !Object.hasOwn(withoutPaths, room));
    assert.deepEqual(others, ['host', 'workspace']);
  });

  for (const [text, file] of allowed) {
    it(`lets pass in ${file}: ${text}`, async () => {
      assert.deepEqual(await broken(text, file), []);
    });
  }
});
