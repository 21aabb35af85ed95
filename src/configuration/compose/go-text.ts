/**
 * What Compose writes for a plain scalar that its reader of YAML (go.yaml.in/yaml) takes for a number, a date or a truth
 * value; null: the text as it stands. `0042` is 34, `1.10` is 1.1, `2020-01-01` a time.
 */
export function goText(plain: string): string | null {
  if (/^(?:true|True|TRUE)$/.test(plain)) return 'true';
  if (/^(?:false|False|FALSE)$/.test(plain)) return 'false';
  if (!/^[-+.\d]/.test(plain)) return null;
  const date = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  if (date !== null) return printedDate(date);
  const digits = plain.replaceAll('_', '');
  const whole = wholeNumber(digits);
  if (whole !== null) return whole;
  const isFloat = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(digits);
  return isFloat ? printedFloat(Number(digits)) : null;
}

function printedDate([, year = '', month = '', day = '']: RegExpExecArray): string | null {
  const time = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = time.getUTCMonth() === Number(month) - 1 && time.getUTCDate() === Number(day);
  return isReal ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} 00:00:00 +0000 UTC` : null;
}

const bases: readonly (readonly [RegExp, string])[] = [
  [/^0[xX]([\dA-Fa-f]+)$/, '0x'],
  [/^0[bB]([01]+)$/, '0b'],
  [/^0[oO]?([0-7]+)$/, '0o'],
  [/^(0|[1-9]\d*)$/, ''],
];

/** Of 64 bits; null: none, or a larger one, which is a float then. */
function wholeNumber(text: string): string | null {
  const [, sign = '', rest = ''] = /^([-+]?)(.*)$/.exec(text) ?? [];
  // Go's reader keeps the sign of nothing.
  if (sign === '-' && /^0+$/.test(rest)) return '-0';
  for (const [pattern, prefix] of bases) {
    const digits = pattern.exec(rest)?.[1];
    if (digits === undefined) continue;
    const size = BigInt(prefix + digits);
    const value = sign === '-' ? -size : size;
    return value >= -(2n ** 63n) && value < (sign === '' ? 2n ** 64n : 2n ** 63n) ? String(value) : null;
  }
  return null;
}

/** Go's `%v`: the shortest digits, from a million on, and below a ten-thousandth, with an exponent of two digits at least. */
function printedFloat(value: number): string {
  const [, sign = '', first = '', more = '', exponent = ''] =
    /^(-?)(\d)(?:\.(\d+))?e([-+]\d+)$/.exec(value.toExponential()) ?? [];
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  const digits = more === '' ? first : `${first}.${more}`;
  return `${sign}${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
