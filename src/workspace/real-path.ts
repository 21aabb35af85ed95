import { realpath as realpathByWalking } from 'node:fs';
import { readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from './error-code.ts';
import { serverOf, type PathRules } from './file-names.ts';

/** What says of a path that it leads nowhere; anything else may be the question's fault. */
const answers = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM', 'ENAMETOOLONG'];

/**
 * The path of a file without links, in the case in which the disk has it. Some drives (RAM disks, virtual ones) do not
 * answer the system's own question: there it is found name by name. Rejects as Node does.
 */
export async function realPath(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if (answers.includes(errorCode(error) ?? '')) throw error;
    return await new Promise((resolve, reject) => {
      realpathByWalking(file, (failed, found) => {
        if (failed === null) resolve(found);
        else reject(failed);
      });
    });
  }
}

/** More links on one way are a circle, or meant to be lost in. */
const linkLimit = 40;

/**
 * Whether a link on the way from `folder` to `file` (absolute, in the folder) leads to another machine than those of
 * `ours`: whoever follows it signs in there by himself on Windows, and has it mounted elsewhere. No such link is followed,
 * nor resolved, to find out.
 */
export async function leadsToServer(
  folder: string,
  file: string,
  ours: readonly (string | null)[],
  rules: PathRules = path,
  linkAt: (place: string) => Promise<string> | string | null = readlink,
): Promise<boolean> {
  const isOther = (place: string) => {
    const server = serverOf(place, rules);
    return server !== null && !ours.includes(server);
  };
  const linkOrNull = async (place: string) => {
    try {
      return await linkAt(place);
    } catch {
      return null;
    }
  };
  let at = folder;
  let names = rules.relative(folder, file).split(rules.sep);
  for (let links = 0; links < linkLimit;) {
    const [name, ...rest] = names;
    if (name === undefined) return false;
    names = rest;
    const place = rules.join(at, name);
    if (isOther(place)) return true;
    const target = await linkOrNull(place);
    if (target === null) {
      at = place;
      continue;
    }
    links += 1;
    const there = rules.resolve(at, target);
    if (isOther(there)) return true;
    at = rules.parse(there).root;
    names = [...there.slice(at.length).split(rules.sep), ...rest].filter((each) => each !== '');
  }
  // Elsewhere the system itself follows no more, and says so.
  return rules.sep === '\\';
}
