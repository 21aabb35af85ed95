import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder on the disk with these files, taken away by `remove`. */
export function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>>): {
  readonly root: string;
  path(name: string): string;
  remove(): void;
} {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'kestra-secrets-')));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return {
    root,
    path: (name) => join(root, name),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Makes links, by their path and where they lead; none where none can be made. */
export function makeLinks(links: Readonly<Record<string, string>>): void {
  if (!linksCanBeMade) return;
  for (const [place, target] of Object.entries(links)) symlinkSync(target, place);
}

/** A test that needs links: it is skipped with a printed reason where none can be made. */
export function itWithLinks(title: string, run: Mocha.AsyncFunc): Mocha.Test {
  if (!linksCanBeMade) console.log(`      skipped: ${title}: no links can be made here`);
  return (linksCanBeMade ? it : it.skip)(title, run);
}

/** Windows wants a right for it, and wine makes none. */
export const linksCanBeMade = canLink();

function canLink(): boolean {
  const folder = temporaryFolder({ 'a.txt': 'a' });
  try {
    symlinkSync('a.txt', folder.path('link'));
    return readFileSync(folder.path('link'), 'utf8') === 'a';
  } catch {
    return false;
  } finally {
    folder.remove();
  }
}
