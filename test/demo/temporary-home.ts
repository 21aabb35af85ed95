import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { temporaryIn, temporaryRoot } from '../processes/homes.ts';

/**
 * A folder for the temporary files of this process and of all that it starts from now on. It goes when the process ends, also
 * where that is stopped while it starts something.
 */
export function makeTemporaryHome(): string {
  const home = mkdtempSync(path.join(temporaryRoot(), 'kestra-secrets-'));
  Object.assign(process.env, temporaryIn(home));
  process.on('exit', () => {
    try {
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      console.log(`${home} could not be removed.`);
    }
  });
  return home;
}
