import type { FileReading } from '../reading.ts';
import type { Variable } from '../variables.ts';
import { secretKey } from './definitions.ts';
import { isEncodedText } from './judge.ts';

const loaded = new WeakMap<FileReading, Set<string>>();

/** Notes an env file that a service loads which is not Kestra's. */
export function noteOthersFile(reading: FileReading, path: string): void {
  const known = loaded.get(reading) ?? new Set<string>();
  known.add(path);
  loaded.set(reading, known);
}

/** Whether a service that is not Kestra's loads the env file. */
export function isOthersFile(reading: FileReading, path: string): boolean {
  return loaded.get(reading)?.has(path) === true;
}

/**
 * Whether a file's `SECRET_*` variables look like another program's: Kestra's are texts in Base64, and `SECRET_KEY` of
 * Django, say, is none. What is encrypted, or comes from elsewhere, may be one.
 */
export function looksLikeOthers(variables: readonly Variable[]): boolean {
  const secrets = variables.filter(({ name }) => secretKey(name) !== null);
  return secrets.every(
    ({ text, missing }) => missing.length === 0 && isLiteral(text) && !isEncodedText(text),
  );
}

/** Whether no other tool has yet to make the value. */
function isLiteral(text: string): boolean {
  return !/^(?:ENC\[|encrypted:)|\{\{/.test(text);
}
