import type { Origin } from '../../ports/origin.ts';
import type { TextRange } from '../../ports/text.ts';
import { interpolateValue, type Filling } from '../compose/interpolate.ts';
import { cameBy, stretchesText } from '../text/stretches.ts';
import { originAt, wholeFile, type SourceText } from '../text/source-text.ts';
import type { Budget } from '../budget.ts';
import type { Lookup, Variable } from '../variables.ts';
import { endOfLine, readDoubleQuoted, readSingleQuoted, readUnquoted, type RawValue } from './env-value.ts';

/** What an env file says, as Compose reads it. */
export interface EnvFile {
  /** In the order of the text; of one name the last counts. */
  readonly variables: readonly Variable[];
  /** Lines that are no definition, for which Compose refuses the file or sets nothing. */
  readonly junk: readonly EnvJunk[];
  /** Whether Compose takes every line; else what the file sets is not known for sure. */
  readonly whole: boolean;
}

export interface EnvJunk {
  readonly range: TextRange;
  /** The name of a secret's variable that it begins with, for what follows may be the value; else empty. */
  readonly name: string;
  /** Why Compose refuses the file. */
  readonly why: EnvFault;
}

/** A sign that no name has, a blank in a name, a quote that is never closed, a placeholder of no form, UTF-16. */
export type EnvFault = 'name' | 'quote' | 'placeholder' | 'encoding';

export interface EnvFileOptions {
  /** What the project has, and what the service is given: they go before the file's own lines. */
  readonly variables: Lookup;
  /** What env files before this one set: of use where neither `variables` nor an earlier line has the name. */
  readonly earlier?: Lookup;
  /** `format: raw`: values are taken as they stand. */
  readonly raw: boolean;
  readonly budget: Budget;
}

/** Reads an env file (Compose's `env_file:` and `.env`); never throws. Every definition keeps its place. */
export function readEnvFile(file: string, text: string, options: EnvFileOptions): EnvFile {
  const source = wholeFile(file, text);
  const variables: Variable[] = [];
  const junk: EnvJunk[] = [];
  const own = new Map<string, Variable>();
  const known: Lookup = {
    get: (name) => options.variables.get(name) ?? own.get(name) ?? options.earlier?.get(name),
  };
  const next = options.raw ? rawStatementAt : statementAt;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (let statement = next(text, at); statement !== null; statement = next(text, at)) {
    at = statement.next;
    if (statement.kind === 'junk') {
      junk.push(statement.junk);
      for (const variable of unknownOf(source, statement.junk)) variables.push(variable);
    } else if (statement.name !== '') {
      const filling = { variables: known, budget: options.budget };
      const { variable, isRefused } = toVariable(source, statement, filling);
      variables.push(options.raw ? { ...variable, raw: true } : variable);
      own.set(variable.name, variable);
      const { range } = statement;
      if (statement.value?.broken === true) junk.push({ range, name: '', why: 'quote' });
      if (isRefused) junk.push({ range, name: '', why: 'placeholder' });
    }
  }
  return { variables, junk, whole: junk.length === 0 };
}

interface Definition {
  readonly kind: 'definition';
  /** Empty: a value for no name, which sets nothing. */
  readonly name: string;
  /** null: a name alone, whose value the shell has. */
  readonly value: RawValue | null;
  readonly range: TextRange;
  readonly next: number;
}

export type Statement = Definition | { readonly kind: 'junk'; readonly junk: EnvJunk; readonly next: number };

/** White space within a line (compose-go: dotenv). A lone CR is some, and ends no line. */
const blank = /[\t\v\f\r \u0085\u00A0]*/y;

/** What may stand in a name, blanks included: one at the end is none of it. */
const nameSigns = /[\p{L}\p{N}_.\-[\]\t\v\f\r \u0085\u00A0]*/uy;

/** The usual ones, which are quicker to find. */
const usualSigns = /[A-Za-z0-9_.-]*/y;

/** Within a line, as a name is. */
const exported = /export[\t\f\r ][\t\v\f\r \u0085\u00A0]*/y;

/** White space of any kind, line ends included. */
const space = /[\s\u0085]*/y;

/** The statement that begins at `from` or behind blanks and comments; null: the file ends. */
export function statementAt(text: string, from: number): Statement | null {
  const start = startOfStatement(text, from);
  if (start === text.length) return null;
  const lineEnd = endOfLine(text, start);
  const nameStart = text.startsWith('export', start) ? start + lengthOf(exported, text, start) : start;
  const separator = endOfName(text, nameStart);
  const written = text.slice(nameStart, separator);
  const name = written.trimEnd();
  const isAlone = separator === text.length || text[separator] === '\n';
  if (name.includes(' ') || (!isAlone && text[separator] !== '=' && text[separator] !== ':')) {
    const line = text.slice(start, lineEnd).trimEnd();
    const secret = /^SECRET_\w*/.exec(text.slice(nameStart, lineEnd))?.[0] ?? '';
    const junk = { range: { start, end: start + line.length }, name: secret, why: 'name' } as const;
    return { kind: 'junk', junk, next: lineEnd + 1 };
  }
  if (isAlone) {
    const range = { start, end: nameStart + name.length };
    return { kind: 'definition', name, value: null, range, next: separator + 1 };
  }
  const valueStart = separator + 1 + lengthOf(blank, text, separator + 1);
  const value = readValue(text, valueStart);
  const end = Math.max(value.range.end, separator + 1);
  return { kind: 'definition', name, value, range: { start, end }, next: value.next };
}

/** Behind white space of any kind, line ends included, and comments. */
function startOfStatement(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    at += lengthOf(space, text, at);
    if (text[at] !== '#') break;
    const end = text.indexOf('\n', at);
    at = end === -1 ? text.length : end;
  }
  return Math.min(at, text.length);
}

/** Behind the signs of a name, where `=` or `:` stands in a definition. */
function endOfName(text: string, start: number): number {
  const usual = start + lengthOf(usualSigns, text, start);
  return text[usual] === '=' || text[usual] === ':' ? usual : start + lengthOf(nameSigns, text, start);
}

/** How many characters from `at` on the pattern takes, which is sticky. */
function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex - at : 0;
}

function readValue(text: string, start: number): RawValue {
  const quoted =
    text[start] === '"'
      ? readDoubleQuoted(text, start)
      : text[start] === "'"
        ? readSingleQuoted(text, start)
        : null;
  if (quoted !== null) return quoted;
  // Compose refuses the file. The next line is read for itself, as the quote is most likely the mistake.
  return { ...readUnquoted(text, start), broken: text[start] === '"' || text[start] === "'" };
}

/** A line of `format: raw`: `NAME=value`, the value as it stands, or a name alone (docker/cli: kvfile). */
function rawStatementAt(text: string, from: number): Statement | null {
  const start = startOfStatement(text, from);
  if (start === text.length) return null;
  const end = endOfLine(text, start);
  const equals = text.slice(start, end).indexOf('=');
  const name = text.slice(start, equals === -1 ? end : start + equals);
  const range = { start, end };
  if (name === '' || /[ \t]/.test(name)) {
    const secret = /^SECRET_\w*/.exec(name)?.[0] ?? '';
    return { kind: 'junk', junk: { range, name: secret, why: 'name' }, next: end + 1 };
  }
  if (equals === -1) return { kind: 'definition', name, value: null, range, next: end + 1 };
  const written = { start: start + equals + 1, end };
  const value = {
    text: text.slice(written.start, end),
    expand: false,
    broken: false,
    range: written,
    next: end + 1,
  };
  return { kind: 'definition', name, value, range, next: end + 1 };
}

/** A name with something behind it that is no value: half typed, most likely. */
function unknownOf(source: SourceText, { name, range }: EnvJunk): readonly Variable[] {
  return name.length > 'SECRET_'.length ? [unfilledVariable(name, originAt(source, range))] : [];
}

function unfilledVariable(name: string, origin: Origin): Variable {
  const text = `\${${name}}`;
  const own = { ...origin, variable: name };
  return { name, text, stretches: [{ text, way: [own], unset: name }], missing: [name], origins: [own] };
}

const none: readonly string[] = [];

/** The variable; `isRefused`: a placeholder of it has no form that Compose takes. */
function toVariable(
  source: SourceText,
  definition: Definition,
  filling: Filling,
): { readonly variable: Variable; readonly isRefused: boolean } {
  const { name, value, range } = definition;
  const { line, column } = source.lines(range.start);
  const origin = { file: source.file, range, line, column, variable: name };
  if (value === null) {
    const outer = filling.variables.get(name);
    if (outer === undefined) return { variable: unfilledVariable(name, origin), isRefused: false };
    const stretches = cameBy([origin], outer.stretches);
    return { variable: { ...outer, stretches, origins: [origin, ...outer.origins] }, isRefused: false };
  }
  if (value.broken) return { variable: unfilledVariable(name, origin), isRefused: false };
  if (!value.expand || !value.text.includes('$')) {
    const origins = [origin];
    const stretches = [{ text: value.text, way: origins }];
    return {
      variable: { name, text: value.text, stretches, missing: none, origins },
      isRefused: false,
    };
  }
  const filled = interpolateValue(value.text, origin, filling);
  const variable = {
    name,
    text: stretchesText(filled.stretches),
    stretches: filled.stretches,
    missing: filled.missing.length < 2 ? filled.missing : [...new Set(filled.missing)],
    origins: [origin, ...filled.through],
  };
  return { variable, isRefused: filled.refused.length > 0 };
}
