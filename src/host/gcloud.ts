import { homedir } from 'node:os';
import path from 'node:path';
import { fileLimits, readSmallFile } from './small-file.ts';

/** A file of credentials, with the name by which it is shown to the user. */
interface CredentialsFile {
  readonly name: string;
  /** null: it is not there, or cannot be read. */
  readonly text: string | null;
}

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
  const file = path.join(gcloudFolder(environment), 'application_default_credentials.json');
  return read(file, shownPath(file), signal);
}

function gcloudFolder(environment: Environment): string {
  const chosen = environment('CLOUDSDK_CONFIG')?.trim() ?? '';
  if (chosen !== '') return chosen;
  const roaming = environment('APPDATA') ?? '';
  return process.platform === 'win32' && roaming !== ''
    ? path.join(roaming, 'gcloud')
    : path.join(homedir(), '.config', 'gcloud');
}

async function read(file: string, name: string, signal: AbortSignal): Promise<CredentialsFile> {
  return { name, text: await readSmallFile(file, fileLimits.credentials, signal) };
}

function shownPath(file: string): string {
  const home = `${homedir()}${path.sep}`;
  return file.startsWith(home) ? `~${path.sep}${file.slice(home.length)}` : file;
}
