import type { TextRange } from '../../ports/text.ts';
import type { Fillings } from '../placeholders.ts';
import type { Report } from '../report.ts';
import { settingOf, type Setting } from '../settings.ts';
import { placeholdersOf, type Placeholder } from '../text/placeholder-parts.ts';
import type { ConfigurationFix } from '../types.ts';
import { variableNamed } from '../variables.ts';
import { around, fileTextAt } from './fixes.ts';

/** What Micronaut makes of a default that people write as in a shell. */
type Mistake =
  /** It has colons, and the text before the last of them is taken for further names. */
  | 'cut'
  /** It has a placeholder in it, which ends the outer one. */
  | 'nested'
  /** It begins with the hyphen of `${NAME:-default}`. */
  | 'hyphen'
  /** It is in backticks, and several names before it are one. */
  | 'names';

interface Checked {
  readonly fillings: Fillings;
  readonly report: Report;
  readonly backend: string;
}

/**
 * Tells each default of a value's placeholders that Micronaut takes for another text than the one written, and says whether
 * there is one.
 */
export function checkDefaults(setting: Setting, { fillings, report, backend }: Checked): boolean {
  const { value, source } = setting;
  if (value.kind !== 'text') return false;
  let isAnother = false;
  for (const placeholder of placeholdersOf(value.text) ?? []) {
    const mistake = mistakeIn(value.text, placeholder, fillings);
    if (mistake === null) continue;
    isAnother = true;
    const place = placeOf(setting, value.text.slice(placeholder.range.start + 2, placeholder.range.end));
    const fix = place === null ? null : fixOf(setting, place, mistake);
    report({
      code: 'placeholder-default',
      severity: 'warning',
      file: source.file,
      range: place ?? setting.valuePlace,
      backend,
      data: { name: placeholder.names[0] ?? '', mistake },
      ...(fix === null ? {} : { fix }),
    });
  }
  return isAnother;
}

function mistakeIn(
  text: string,
  { names, fallback, quoted }: Placeholder,
  fillings: Fillings,
): Mistake | null {
  const [, ...others] = names;
  if (fallback === null) return null;
  const written = text.slice(fallback.start, fallback.end);
  if ([...others, written].some((each) => each.includes('${'))) return 'nested';
  if (quoted) return names.some((name) => name.includes(':')) ? 'names' : null;
  if ((others[0] ?? written).startsWith('-')) return 'hyphen';
  return others.every((name) => isMeantAsName(name, fillings)) ? null : 'cut';
}

/** Whether a text between colons is a further name: it looks like a variable, or the files have it. */
function isMeantAsName(name: string, { variables, settings }: Fillings): boolean {
  return (
    /^[A-Z][A-Z0-9_]*$/.test(name) ||
    variableNamed(variables, name) !== undefined ||
    settingOf(settings, name) !== null
  );
}

/** The place in the file of what stands behind a placeholder's first colon, up to its `}`; null: written in another way. */
function placeOf({ source, valuePlace }: Setting, inside: string): TextRange | null {
  const at = source.fileText.slice(valuePlace.start, valuePlace.end).indexOf(inside);
  if (at === -1) return null;
  const start = valuePlace.start + at;
  return { start: start + inside.indexOf(':') + 1, end: start + inside.length - 1 };
}

/** null: Micronaut has no way to say it, or what was meant is not sure. */
function fixOf({ source }: Setting, place: TextRange, mistake: Mistake): ConfigurationFix | null {
  const written = fileTextAt(source, place);
  if (/[`\s]/.test(written)) return null;
  if (mistake === 'cut') return { kind: 'backticks', data: {}, edits: around(place, '`') };
  if (mistake !== 'hyphen' || written.includes('$')) return null;
  const hyphen = { start: place.start, end: place.start + 1 };
  if (!written.includes(':')) {
    return { kind: 'drop-hyphen', data: {}, edits: [{ range: hyphen, text: '' }] };
  }
  const end = { start: place.end, end: place.end };
  const edits = [
    { range: hyphen, text: '`' },
    { range: end, text: '`' },
  ];
  return { kind: 'backticks', data: {}, edits };
}
