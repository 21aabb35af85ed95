/** V8's maps tell longer texts from each other by their length alone, so that each is compared with all that are as long. */
const longest = 16_000;

/** So much of a longer one stays as it is. */
const kept = 100;

/**
 * What stands for a text of somebody's files as the key of a map: itself, or of a long one its beginning, its length and a hash of
 * 64 bits.
 */
export function mapKey(text: string): string {
  if (text.length <= longest) return text;
  if (text !== last.text) last = { text, key: keyOfLong(text) };
  return last.key;
}

/** A namespace is asked about with each call of its flow. */
let last = { text: '', key: '' };

function keyOfLong(text: string): string {
  return `${text.slice(0, kept)}… ${String(text.length)} ${hashOf(text)}`;
}

/** Two hashes of 32 bits, each by its own odd factor (FNV-1a). */
function hashOf(text: string): string {
  let one = 0x811c9dc5;
  let other = 0x9e3779b9;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x85ebca6b);
  }
  return `${(one >>> 0).toString(16)} ${(other >>> 0).toString(16)}`;
}
