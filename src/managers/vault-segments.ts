/**
 * Names become path segments, each encoded for itself. URL parsers fold `.` and `..`, also written `%2e`, before
 * anything is sent: `subkeys/../data/x` would be a read of the values. So such a segment is never asked for.
 */
export function isAskable(segment: string): boolean {
  return segment !== '' && !segment.includes('/') && !folds(segment) && !/\p{Surrogate}/u.test(segment);
}

/** Whether a parser, here or on the way, might find a `.` or `..` in the segment, however often it decodes it. */
export function folds(segment: string): boolean {
  return segment.split(/[/\\]|%(?:25)*(?:2f|5c)/i).some((part) => /^(\.|%(25)*2e){1,2}$/i.test(part));
}
