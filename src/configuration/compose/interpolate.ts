import type { Origin } from '../../ports/origin.ts';
import { chargeOf, type Budget, type BudgetPlace } from '../budget.ts';
import { placeholderEnds } from '../text/braces.ts';
import {
  buildFrom,
  marksOf,
  originsOnce,
  placeInFile,
  type SourceText,
  type SourceTextBuilder,
} from '../text/source-text.ts';
import { mergeStretches, wayOf, type Stretch } from '../text/stretches.ts';
import type { Lookup, Variable } from '../variables.ts';

/** What fills placeholders, and how much it may fill. */
export interface Filling {
  readonly variables: Lookup;
  readonly budget: Budget;
}

export interface Interpolated {
  readonly source: SourceText;
  /** Variables that no file fills; `${NAME}` stands in the text for each. */
  readonly missing: readonly string[];
  /** Variables that no file sets, so that what the placeholder has for that case stands in the text. */
  readonly defaulted: readonly string[];
  /** Where in the base a `${` begins that has no form of Compose's, so that Compose refuses the file. */
  readonly refused: readonly number[];
}

interface Filler {
  get(name: string): Variable | undefined;
  /** Whether so much may still be put in. */
  mayPut(variable: Variable): boolean;
}

/** What stands for one placeholder. */
interface Substitution {
  readonly stretches: readonly Stretch[];
  readonly end: number;
  readonly missing: readonly string[];
  /** Variables that are not set, where something else stands for that case. */
  readonly defaulted: readonly string[];
}

/** A text in which placeholders are looked for. */
interface Scanned {
  readonly text: string;
  readonly ends: ReadonlyMap<number, number>;
  /** How many fallbacks it is inside of. */
  readonly nesting: number;
}

const nestingLimit = 8;

/**
 * Fills placeholders as Compose does: `$NAME`, `${NAME}`, `:-` and `-` (fallback), `:+` and `+` (replacement), `:?`
 * and `?` (required), `$$` for a dollar. What is no placeholder stays as it is. An unset variable is kept as
 * `${NAME}`, where Compose would write nothing: a shell may set it. So is what would be too much.
 */
export function interpolate(base: SourceText, { variables, budget }: Filling): Interpolated {
  const out = buildFrom(base);
  const place = (at: number) => ({
    file: base.file,
    range: placeInFile(base, { start: at, end: at + 1 }),
  });
  const rest = fill(base.text, { variables, budget, place }, out);
  return { source: out.build(), ...rest };
}

/** A value of one line or quote after its placeholders were filled. */
export interface InterpolatedValue extends Omit<Interpolated, 'source'> {
  readonly stretches: readonly Stretch[];
  /** The places of what was put in, each of them once. */
  readonly through: readonly Origin[];
}

/** The same for a value whose place is `own`, and whose characters lead nowhere else: much less to keep for each. */
export function interpolateValue(
  text: string,
  own: Origin,
  { variables, budget }: Filling,
): InterpolatedValue {
  const stretches: Stretch[] = [];
  const outer = [own];
  const rest = fill(
    text,
    { variables, budget, place: () => own },
    {
      copy(start, end) {
        stretches.push({ text: text.slice(start, end), way: outer });
      },
      put(put, _start, _end, way, marks = {}) {
        stretches.push({ text: put, way, ...marksOf(marks) });
      },
    },
  );
  const ways = stretches.map(({ way }) => way).filter((way) => way !== outer && way.length > 0);
  const whole = stretches.map((stretch) =>
    stretch.way === outer ? stretch : { ...stretch, way: wayOf(outer, stretch.way) },
  );
  return { stretches: mergeStretches(whole), through: originsOnce(ways), ...rest };
}

interface PlacedFilling extends Filling {
  /** Of the placeholder at an offset of the text. */
  readonly place: (at: number) => BudgetPlace;
}

/** Copies a text and puts what fills its placeholders. */
function fill(
  text: string,
  { variables, budget, place }: PlacedFilling,
  out: Pick<SourceTextBuilder, 'copy' | 'put'>,
): Omit<Interpolated, 'source'> {
  const missing: string[] = [];
  const defaulted: string[] = [];
  const refused: number[] = [];
  const ends = placeholderEnds(text);
  let copied = 0;
  let at = text.indexOf('$');
  const filler: Filler = {
    get: (name) => variables.get(name),
    mayPut: (variable) => budget.spend('characters', chargeOf(variable), () => place(at)),
  };
  while (at !== -1) {
    const found = substitutionAt({ text, ends, nesting: 0 }, at, filler);
    if (found !== null) {
      out.copy(copied, at);
      for (const stretch of found.stretches) {
        out.put(stretch.text, at, found.end, stretch.way, stretch);
      }
      for (const name of found.missing) missing.push(name);
      for (const name of found.defaulted) defaulted.push(name);
      copied = found.end;
    } else if (text[at + 1] === '{') {
      refused.push(at);
    }
    at = text.indexOf('$', found?.end ?? at + 1);
  }
  out.copy(copied, text.length);
  return { missing, defaulted, refused };
}

function substitutionAt({ text, ends, nesting }: Scanned, at: number, filler: Filler): Substitution | null {
  if (text[at + 1] === '$')
    return { stretches: writtenStretches('$'), end: at + 2, missing: [], defaulted: [] };
  const braced = text[at + 1] === '{';
  const name = nameAt(text, at + (braced ? 2 : 1));
  if (name === '') return null;
  const after = at + (braced ? 2 : 1) + name.length;
  if (!braced) return plain(name, after, filler);
  const end = ends.get(at);
  // One that goes on in the next line has no form of Compose's.
  if (end === undefined || text.slice(at, end).includes('\n')) return null;
  const [, operator = '', word = ''] = /^(:?[-+?])([\s\S]*)$/.exec(text.slice(after, end)) ?? [];
  if (operator === '') return end === after ? plain(name, end + 1, filler) : null;
  return conditional(name, operator, word, end + 1, filler, nesting);
}

function plain(name: string, end: number, filler: Filler): Substitution {
  const variable = filler.get(name);
  if (variable === undefined || !filler.mayPut(variable)) {
    return { stretches: [unsetStretch(name)], end, missing: [name], defaulted: [] };
  }
  return { stretches: variable.stretches, end, missing: variable.missing, defaulted: [] };
}

function conditional(
  name: string,
  operator: string,
  word: string,
  end: number,
  filler: Filler,
  nesting: number,
): Substitution {
  const variable = filler.get(name);
  const set = variable !== undefined && !(operator.startsWith(':') && variable.text === '');
  if (operator.endsWith('?')) return plain(name, end, filler);
  const replaces = operator.endsWith('+');
  let used: Substitution;
  if (set === replaces) used = nestedSubstitution(word, end, filler, nesting);
  else used = set ? plain(name, end, filler) : { stretches: [], end, missing: [], defaulted: [] };
  if (variable !== undefined) return used;
  const stretches = used.stretches.map((stretch) =>
    stretch.way.length > 0 ? stretch : { ...stretch, defaultOf: stretch.defaultOf ?? name },
  );
  return { ...used, stretches, defaulted: [name, ...used.defaulted] };
}

/** A fallback may hold placeholders itself. */
function nestedSubstitution(word: string, end: number, filler: Filler, nesting: number): Substitution {
  const scanned = { text: word, ends: placeholderEnds(word), nesting: nesting + 1 };
  const stretches: Stretch[] = [];
  const missing: string[] = [];
  const defaulted: string[] = [];
  let copied = 0;
  let at = nesting < nestingLimit ? word.indexOf('$') : -1;
  while (at !== -1) {
    const found = substitutionAt(scanned, at, filler);
    if (found !== null) {
      for (const stretch of writtenStretches(word.slice(copied, at))) stretches.push(stretch);
      for (const stretch of found.stretches) stretches.push(stretch);
      for (const name of found.missing) missing.push(name);
      for (const name of found.defaulted) defaulted.push(name);
      copied = found.end;
    }
    at = word.indexOf('$', found?.end ?? at + 1);
  }
  const rest = writtenStretches(word.slice(copied));
  return { stretches: [...stretches, ...rest], end, missing, defaulted };
}

/** What stands for a variable that no file sets. */
export function unsetStretch(name: string): Stretch {
  return { text: `\${${name}}`, way: [], unset: name };
}

/** A text that stands in the base itself. */
function writtenStretches(text: string): readonly Stretch[] {
  return text === '' ? [] : [{ text, way: [] }];
}

function nameAt(text: string, from: number): string {
  return /^[A-Za-z_][A-Za-z0-9_]*/.exec(text.slice(from, from + 256))?.[0] ?? '';
}
