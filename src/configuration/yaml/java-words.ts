/**
 * What a plain scalar is to Micronaut's reader, as the text that reaches Kestra: YAML 1.1 has numbers with underscores, in
 * octal, in minutes and seconds, and words for yes and no (SnakeYAML: Resolver, SafeConstructor; Java: Double.toString).
 * The text itself where it is no more than that; null where it is no value at all. A date that is none refuses the whole
 * file; it stays as it is written here.
 */
export function readPlain(text: string): string | null {
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return null;
  if (/^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/.test(text)) return 'true';
  if (/^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/.test(text)) return 'false';
  // Most texts begin as no number does.
  if (!/^[-+.\d]/.test(text) || text.length > longestNumber) return text;
  if (integer.test(text)) return integerText(text);
  if (float.test(text)) return floatText(text);
  return timestampText(text) ?? text;
}

/** Longer ones are texts to SnakeYAML. */
const longestNumber = 1024;

const integer =
  /^[-+]?(?:0b_*[01][01_]*|0_*[0-7][0-7_]*|0|[1-9][0-9_]*|0x_*[0-9a-fA-F][0-9a-fA-F_]*|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;

const float =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\._*[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

function integerText(text: string): string {
  const { isNegative, digits } = splitSign(text);
  const value = wholeNumber(digits);
  return isNegative && value !== 0n ? `-${value}` : value.toString();
}

function wholeNumber(digits: string): bigint {
  if (digits.includes(':')) return digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n);
  if (/^0[bx]/.test(digits)) return BigInt(digits);
  return BigInt(/^0./.test(digits) ? `0o${digits.slice(1)}` : digits);
}

function floatText(text: string): string {
  const { isNegative, digits } = splitSign(text);
  const value = realNumber(digits);
  return doubleText(isNegative ? -value : value);
}

function realNumber(digits: string): number {
  if (/^\.inf$/i.test(digits)) return Infinity;
  if (/^\.nan$/i.test(digits)) return NaN;
  const parts = digits.split(':').map(Number);
  // From the smallest on, as it is done there: sums of fractions depend on their order.
  return parts.reduceRight((sum, part, index) => sum + part * 60 ** (parts.length - 1 - index), 0);
}

function splitSign(text: string): { readonly isNegative: boolean; readonly digits: string } {
  return { isNegative: text.startsWith('-'), digits: text.replace(/^[-+]/, '').replaceAll('_', '') };
}

/** A number as Java writes it: always with a point, and with `E` where it is very large or very small. */
function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (size === 0) return `${sign}0.0`;
  if (size >= 1e-3 && size < 1e7) return sign + (Number.isInteger(size) ? `${size}.0` : String(size));
  const shortest = size.toExponential();
  // There are two digits at the least, and the second one need not be 0.
  return sign + (shortest.includes('.') ? shortest : size.toExponential(1)).replace(/e\+?/, 'E');
}

const timestamp =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:(Z)|([-+]\d\d?)(?::(\d\d))?))?$/;

/** A date without a time reads as it is written. null: no date. */
function timestampText(text: string): string | null {
  const match = timestamp.exec(text);
  if (match === null) return null;
  const [, year, month = '', day = '', hour = '', minute, second, fraction = '', zulu, zone, minutes] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = `${hour.padStart(2, '0')}:${minute}${secondsText(second ?? '', fraction)}`;
  return `${date}T${time}${zulu ?? zoneText(zone, minutes)}`;
}

/** A fraction in billionths, without the zeros at its end. */
function secondsText(second: string, fraction: string): string {
  const exact = Number(`${second}.${fraction === '' ? '0' : fraction}`);
  const nanoseconds = String(Math.round((exact - Number(second)) * 1e9)).padStart(9, '0');
  const written = nanoseconds.replace(/0+$/, '');
  return written === '' ? `:${second}` : `:${second}.${written}`;
}

function zoneText(hours: string | undefined, minutes = '00'): string {
  if (hours === undefined) return '';
  const sign = hours.slice(0, 1);
  const written = `${hours.slice(1).padStart(2, '0')}:${minutes}`;
  return written === '00:00' ? 'Z' : sign + written;
}
