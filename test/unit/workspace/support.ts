import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
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
