import { baseName, byNearness, pathDepth } from './paths.ts';
import type { FileReading } from './reading.ts';

const applicationName = /^application(?:-([A-Za-z0-9_.-]+))?\.ya?ml$/;
const composeName = /^(?:docker-)?compose(?:[-_.][A-Za-z0-9_.-]+)?\.ya?ml$/;
const exampleName = /(?:^|[-_.])(?:example|sample|template|dist)(?:[-_.]|$)/i;

/** Read even where they are ignored: files with credentials usually are. */
export const wellKnownApplications = ['application.yml', 'application.yaml'] as const;
/** In Compose's order: the first that is there is the one (compose-go: cli). */
export const wellKnownComposeFiles = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
] as const;
export const looseEnvironmentNames = ['.env', '.env_encoded'] as const;

/** The names under which Compose reads a second file by itself, beside one of the well-known names: the first alone. */
export const overrideNames = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
] as const;

/** What a Java project has for its tests alone (Gradle, Maven: source sets). */
const testResources = /(?:^|\/)src\/[^/]*test[^/]*\/resources\//i;

/**
 * Whether a file only shows what a real one could look like, or is for the tests of a program; such a file configures and
 * defines nothing.
 */
export function isExample(path: string): boolean {
  return exampleName.test(baseName(path)) || testResources.test(path);
}

/** The profile of an `application-PROFILE.yml`; empty for `application.yml`; null: another file. */
export function applicationProfile(path: string): string | null {
  const match = applicationName.exec(baseName(path));
  return match === null || isExample(path) ? null : (match[1] ?? '');
}

export function isComposeFile(path: string): boolean {
  return composeName.test(baseName(path)) && !isExample(path);
}

export function isOverrideFile(path: string): boolean {
  return overrideNames.some((name) => name === baseName(path));
}

export function isLooseEnvironmentFile(path: string): boolean {
  return looseEnvironmentNames.some((name) => name === baseName(path));
}

/**
 * The listed paths whose `spelling` matches, and the well-known names of the folder itself where they are not among them;
 * nearest first, then well-known. A file that links lead to is there once.
 */
export async function candidates(
  { listed, spelling, nameOf, once }: Pick<FileReading, 'listed' | 'spelling' | 'nameOf' | 'once'>,
  wellKnown: readonly string[],
  matches: (spelled: string) => boolean,
): Promise<readonly string[]> {
  const found = listed.filter((path) => matches(spelling(path)));
  const spelled = new Set(found.map(spelling));
  const ignored = await Promise.all(wellKnown.filter((name) => !spelled.has(name)).map(nameOf));
  const paths = [...ignored, ...found].sort(byNearness);
  const rank = (path: string): number => (wellKnown.includes(baseName(spelling(path))) ? 0 : 1);
  return once(paths.sort((left, right) => pathDepth(left) - pathDepth(right) || rank(left) - rank(right)));
}
