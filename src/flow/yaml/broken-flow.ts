import { mentionsSecret } from '../references.ts';

/**
 * Whether a text that is no flow, as far as it can be read, would be one if its YAML were in order: the names of a
 * flow's keys begin its lines, though something may be wrong with one of them. False where it has no word of a secret.
 */
export function looksLikeFlow(text: string): boolean {
  if (!mentionsSecret(text)) return false;
  const [id, namespace, tasks] = ['id', 'namespace', 'tasks|triggers'].map((key) => columnOf(text, key));
  if (tasks === undefined || tasks === null) return false;
  const inFirst = [id, namespace, tasks].filter((column) => column === 0).length;
  if (inFirst < 2) return false;
  return (id !== null && namespace !== null) || /^[ \t-]*type\b[ \t:]*["']?io\.kestra\./m.test(text);
}

/** How far the first line is indented that begins with a key, its colon or none; null: none begins with it so near. */
function columnOf(text: string, key: string): number | null {
  const [, blanks] = new RegExp(`^([ \\t]{0,4})["']?(?:${key})(?![\\w.-])`, 'm').exec(text) ?? [];
  return blanks === undefined ? null : blanks.length;
}
