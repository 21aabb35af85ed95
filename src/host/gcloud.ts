import { homedir } from 'node:os';
import path from 'node:path';
import { fileLimits, readSmallFile } from './small-file.ts';

/** A file of credentials, with the name by which it is shown to the user. */
interface CredentialsFile {
  readonly name: string;
  /** null: it is not there, or cannot be read. */
  readonly text: string | null;
}

/** How one system writes paths. */
type PathRules = Pick<typeof path, 'join' | 'relative' | 'isAbsolute' | 'sep'>;

type Environment = (name: string) => string | undefined;

/** The file of Google's credentials at an absolute path. Rejects with an AbortError only. */
export function googleCredentialsAt(file: string, signal: AbortSignal): Promise<CredentialsFile> {
  return read(file, file, signal);
}

/** Where Google's command line writes application-default credentials, and its other tools look. Likewise. */
export function usualGoogleCredentials(
  environment: Environment,
  signal: AbortSignal,
): Promise<CredentialsFile> {
  const file = path.join(gcloudFolder(environment, homedir()), 'application_default_credentials.json');
  return read(file, pathFromHome(file, homedir()), signal);
}

/** The folder of Google's command line, as it finds it itself. `rules`: how this system writes paths. */
export function gcloudFolder(environment: Environment, home: string, rules: PathRules = path): string {
  const chosen = environment('CLOUDSDK_CONFIG')?.trim() ?? '';
  if (chosen !== '') return chosen;
  const roaming = environment('APPDATA') ?? '';
  return rules.sep === '\\' && roaming !== ''
    ? rules.join(roaming, 'gcloud')
    : rules.join(home, '.config', 'gcloud');
}

async function read(file: string, name: string, signal: AbortSignal): Promise<CredentialsFile> {
  return { name, text: await readSmallFile(file, fileLimits.credentials, signal) };
}

/** A file as it is shown to the user: what lies in the home from `~` on. */
export function pathFromHome(file: string, home: string, rules: PathRules = path): string {
  const inside = rules.relative(home, file);
  const isOutside = inside === '' || rules.isAbsolute(inside) || /^\.\.(?:[\\/]|$)/.test(inside);
  return isOutside ? file : `~${rules.sep}${inside}`;
}
