import { factsOfType, type BackendType } from '../../managers/table.ts';

/** Whether the manager keeps labels, which cannot hold every text. */
export function hasLabels(type: BackendType): boolean {
  return factsOfType(type)?.tagWord === 'label';
}

/**
 * Whether a Google label holds what `text` becomes as one: labels have lower case, digits, `_` and `-` alone, so that a
 * name is lower-cased and a `.` written as `_` or `-`. false where the two are the same already.
 */
export function isLabelFor(label: string, text: string): boolean {
  if (label === text || label.length !== text.length) return false;
  const lower = text.toLowerCase();
  if (lower.length !== label.length) return false;
  for (let at = 0; at < label.length; at += 1) {
    const has = label[at];
    if (has !== lower[at] && !(lower[at] === '.' && (has === '_' || has === '-'))) return false;
  }
  return true;
}
