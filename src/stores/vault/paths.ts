/**
 * Names become path segments, each encoded for itself. URL parsers fold `.` and `..`, also written `%2e`, before
 * anything is sent: `subkeys/../data/x` would be a read of the values. So such a segment is never asked for.
 */
export function isAskable(segment: string): boolean {
  return segment !== '' && !folds(segment) && !/\p{Surrogate}/u.test(segment);
}

/** Whether a URL parser, here or on the way, might take the segment for `.` or `..`. */
export function folds(segment: string): boolean {
  return /^(\.|%(25)*2e){1,2}$/i.test(segment);
}

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
