/** The two sides of a short volume; `source` is empty for a volume without a name. */
export interface ShortVolume {
  readonly source: string;
  readonly target: string;
}

/**
 * Reads `SOURCE:TARGET[:OPTIONS]` as Compose does: a colon behind a single letter is a drive's, such as that of
 * `C:\conf:/app/confs`. null: an empty part, or one too many, with which Compose does not start.
 */
export function readShortVolume(text: string): ShortVolume | null {
  const parts = partsOf(text);
  const [first = '', second] = parts;
  if (parts.length > 3 || parts.includes('')) return null;
  return second === undefined ? { source: '', target: first } : { source: first, target: second };
}

function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && (text[at] !== ':' || /^\p{L}$/u.test(text.slice(start, at)))) continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  return parts;
}

/** Whether a source is a path of the host; else it names a volume of Docker's. */
export function isHostPath(source: string): boolean {
  return /[/.\\~]/.test(source) || /^[A-Za-z]:/.test(source);
}
