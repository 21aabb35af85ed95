import { isAskable } from '../../managers/vault-segments.ts';

/** The segments of a path from the configuration: slashes at its ends and doubled ones mean nothing. */
export function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** The segments of a secret's name, or null where it cannot be asked for. */
export function nameSegments(name: string): string[] | null {
  const segments = name.split('/');
  return segments.every(isAskable) ? segments : null;
}

export function encodePath(segments: readonly string[]): string {
  return segments.map(encodeURIComponent).join('/');
}
