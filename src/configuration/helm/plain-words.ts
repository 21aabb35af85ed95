import { readPlain } from '../yaml/java-words.ts';

/**
 * What a plain scalar of a values file is once it reaches Kestra: Helm reads it as YAML 1.1 and writes it again (Helm:
 * sigs.k8s.io/yaml), and then Micronaut reads what was written. null: no value at all.
 */
export function readHelmPlain(text: string): string | null {
  const word = helmWord(text);
  return word.kind === 'text' ? word.text : readPlain(word.text);
}

/** A plain scalar as Helm has it. `number`, `flag` and `null` are written without quotes again, and text with them. */
export interface HelmWord {
  readonly kind: 'text' | 'number' | 'flag' | 'null' | 'refused';
  readonly text: string;
}

/** Reads a plain scalar as Helm's YAML does (goyaml v2: resolve). `refused`: no JSON can hold it. */
export function helmWord(text: string): HelmWord {
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return { kind: 'null', text: 'null' };
  if (/^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/.test(text)) return { kind: 'flag', text: 'true' };
  if (/^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/.test(text)) return { kind: 'flag', text: 'false' };
  if (/^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/.test(text)) return { kind: 'refused', text };
  if (!/^[-+.\d]/.test(text)) return { kind: 'text', text };
  const number = numberIn(text.replaceAll('_', ''));
  return number === null ? { kind: 'text', text } : { kind: 'number', text: String(number) };
}

/** The key of a map as Helm's JSON has it; null: it refuses the file. */
export function helmKey(text: string, plain: boolean): string | null {
  if (!plain) return text;
  const word = helmWord(text);
  return word.kind === 'null' || word.kind === 'refused' ? null : word.text;
}

/** A number, which is one of 64 bits at most once Helm has it; null: a text. */
function numberIn(text: string): number | null {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  if (/^0[xX][0-9a-fA-F]+$|^0[bB][01]+$|^0[oO][0-7]+$/.test(digits)) return sign * Number(digits);
  if (/^0[0-7]+$/.test(digits)) return sign * Number(`0o${digits.slice(1)}`);
  if (!/^(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(digits)) return null;
  const value = sign * Number(digits);
  return Number.isFinite(value) ? value : null;
}

/** In which order Helm writes the keys of a map (goyaml: keyList): letters after other signs, numbers by their size. */
export function compareKeys(left: string, right: string): number {
  const one = Array.from(left);
  const other = Array.from(right);
  let inNumber = false;
  for (let index = 0; index < Math.min(one.length, other.length); index += 1) {
    const a = one[index] ?? '';
    const b = other[index] ?? '';
    if (a === b) {
      inNumber = isDigit(a);
      continue;
    }
    const isLetterA = isLetter(a);
    const isLetterB = isLetter(b);
    if (isLetterA && isLetterB) return a < b ? -1 : 1;
    if (isLetterA || isLetterB) return (inNumber ? isLetterA : isLetterB) ? -1 : 1;
    const byNumber = compareNumbers(one, other, index);
    return byNumber === 0 ? (a < b ? -1 : 1) : byNumber;
  }
  return one.length - other.length;
}

/** Compares the numbers in which two texts differ at `index`, zeros before them left out. */
function compareNumbers(one: readonly string[], other: readonly string[], index: number): number {
  let start = index;
  while (start > 0 && isDigit(one[start - 1] ?? '')) start -= 1;
  const numberAt = (text: readonly string[]) => /^\d*/.exec(text.slice(start).join(''))?.[0] ?? '';
  const [left, right] = [numberAt(one), numberAt(other)];
  if (left === '' || right === '') return 0;
  return BigInt(left) < BigInt(right) ? -1 : BigInt(left) > BigInt(right) ? 1 : 0;
}

function isDigit(character: string): boolean {
  return /^\d$/.test(character);
}

function isLetter(character: string): boolean {
  return /^\p{L}$/u.test(character);
}
