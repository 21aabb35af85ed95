import { candidates, isLooseEnvironmentFile, looseEnvironmentNames } from '../discovery.ts';
import { loneVariables } from '../kubernetes/lone-objects.ts';
import { baseName, folderOf } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import type { Variable } from '../variables.ts';
import type { EnvironmentParts } from './backend.ts';
import { secretKey } from './definitions.ts';
import { readDefiningFile } from './env-files.ts';
import { judgeValue } from './judge.ts';
import { isOthersFile, looksLikeOthers } from './other-programs.ts';

/** Variables from several places, and what of those places is out of sight. */
export interface Gathered {
  readonly variables: readonly Variable[];
  readonly gaps: readonly DefinitionsGap[];
}

export const nothingGathered: Gathered = { variables: [], gaps: [] };

/** What files define that no service is known to load: env files, and Secrets of a cluster. */
export async function looseFiles(
  reading: FileReading,
  { named: ofUser, place, usesEnvironment }: EnvironmentParts,
): Promise<Gathered> {
  const found: LooseFile[] = [];
  const paths = await candidates(reading, looseEnvironmentNames, isLooseEnvironmentFile);
  const isNear = (path: string) => place === null || place.startsWith(folderOf(path));
  const isTaken = (path: string) => ofUser.includes(path) || isOthersFile(reading, path);
  for (const path of paths.filter((path) => isNear(path) && !isTaken(path))) {
    const file = await readDefiningFile(reading, path);
    const secrets = (file?.variables ?? []).filter(({ name }) => secretKey(name) !== null);
    const isTheirs = !usesEnvironment && isOthers(reading, path, secrets);
    if (secrets.length > 0) found.push({ path, secrets, isTheirs });
  }
  // A Secret that nothing here uses is some server's, unless its values are no text in Base64.
  for (const { path, variables } of await loneVariables(reading)) {
    const secrets = variables.filter(({ name }) => secretKey(name) !== null);
    if (isNear(path) && !isTaken(path) && !looksLikeOthers(secrets))
      found.push({ path, secrets, isTheirs: false });
  }
  const named = new Set(
    found.flatMap(({ secrets, isTheirs }) => (isTheirs ? [] : secrets.map(({ name }) => name))),
  );
  // What has a name in common with a file of Kestra's is what that file was made from.
  const own = found.filter(
    ({ secrets, isTheirs }) => !isTheirs || secrets.some(({ name }) => named.has(name)),
  );
  // The nearest comes first, and the last of equal names counts.
  return {
    variables: withoutDisputed(own.toReversed().flatMap(({ secrets }) => secrets)),
    gaps: [
      ...own.map(({ path }): DefinitionsGap => ({ reason: 'loose-file', detail: path })),
      { reason: 'no-service', detail: '' },
    ],
  };
}

interface LooseFile {
  readonly path: string;
  readonly secrets: readonly Variable[];
  readonly isTheirs: boolean;
}

/** Whether a `.env` is another program's; Kestra's own documentation calls the other name so. */
export function isOthers(reading: FileReading, path: string, variables: readonly Variable[]): boolean {
  return reading.spelling(baseName(path)) === '.env' && looksLikeOthers(variables);
}

/** Where loose files differ on what Kestra could do with a value, nobody says which of them it gets. */
function withoutDisputed(variables: readonly Variable[]): readonly Variable[] {
  const encodings = new Map<string, string>();
  const disputed = new Set<string>();
  for (const { name, text } of variables) {
    const { encoding } = judgeValue(text);
    if ((encodings.get(name) ?? encoding) !== encoding) disputed.add(name);
    encodings.set(name, encoding);
  }
  return variables.map((variable) =>
    disputed.has(variable.name)
      ? { ...variable, text: '', stretches: [], missing: [variable.name] }
      : variable,
  );
}
