import { homedir } from 'node:os';
import path from 'node:path';
import type { GoogleCredentialsFile } from '../access/google-types.ts';
import { readSmallFile } from '../host/index.ts';
import { cancelled } from './cancellation.ts';

/** Larger than any file of credentials. Bytes. */
const largest = 20_000;

type Environment = (name: string) => string | undefined;

/** The file of credentials at an absolute path. Rejects with an AbortError only. */
export function googleCredentialsAt(file: string, signal: AbortSignal): Promise<GoogleCredentialsFile> {
  return read(file, file, signal);
}

/** Where Google's command line writes application-default credentials, and its other tools look. Likewise. */
export function usualGoogleCredentials(
  environment: Environment,
  signal: AbortSignal,
): Promise<GoogleCredentialsFile> {
  const file = path.join(gcloudFolder(environment), 'application_default_credentials.json');
  return read(file, shownAs(file), signal);
}

function gcloudFolder(environment: Environment): string {
  const chosen = environment('CLOUDSDK_CONFIG')?.trim() ?? '';
  if (chosen !== '') return chosen;
  const roaming = environment('APPDATA') ?? '';
  return process.platform === 'win32' && roaming !== ''
    ? path.join(roaming, 'gcloud')
    : path.join(homedir(), '.config', 'gcloud');
}

async function read(file: string, name: string, signal: AbortSignal): Promise<GoogleCredentialsFile> {
  try {
    return { name, text: await readSmallFile(file, largest, signal) };
  } catch {
    // Rethrown from here, it has the form that everybody expects.
    throw cancelled();
  }
}

function shownAs(file: string): string {
  const home = `${homedir()}${path.sep}`;
  return file.startsWith(home) ? `~${path.sep}${file.slice(home.length)}` : file;
}
