import type { Origin } from '../../ports/origin.ts';
import type { TextRange } from '../../ports/text.ts';
import { interpolate, type Filling } from '../compose/interpolate.ts';
import { cameBy, stretchesOf } from '../text/stretches.ts';
import { originAt, throughOf, wholeFile, type SourceText } from '../text/source-text.ts';
import type { Budget } from '../budget.ts';
import type { Variable, Variables } from '../variables.ts';
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
}

export interface EnvFileOptions {
  /** Fill placeholders besides the file's own earlier definitions. */
  readonly variables: Variables;
  /** `format: raw`: values are taken as they stand. */
  readonly raw: boolean;
  readonly budget: Budget;
}

/** Reads an env file (Compose's `env_file:` and `.env`); never throws. Every definition keeps its place. */
export function readEnvFile(file: string, text: string, options: EnvFileOptions): EnvFile {
  const source = wholeFile(file, text);
  const variables: Variable[] = [];
  const junk: EnvJunk[] = [];
  const known = new Map(options.variables);
  let whole = true;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    at = skipBlank(text, at);
    const lineEnd = endOfLine(text, at);
    if (at >= lineEnd || text[at] === '#') {
      at = lineEnd + 1;
      continue;
    }
    const statement = readStatement(text, at, options.raw);
    if (statement.kind === 'junk') {
      junk.push(statement.junk);
      for (const variable of unknownOf(source, statement.junk)) variables.push(variable);
      whole = false;
    } else {
      whole &&= statement.value?.broken !== true;
      const variable = toVariable(source, statement, { variables: known, budget: options.budget });
      variables.push(variable);
      known.set(variable.name, variable);
    }
    at = statement.next;
  }
  return { variables, junk, whole };
}

interface Definition {
  readonly kind: 'definition';
  readonly name: string;
  /** null: a name alone, whose value the shell has. */
  readonly value: RawValue | null;
  readonly range: TextRange;
  readonly next: number;
}

type Statement = Definition | { readonly kind: 'junk'; readonly junk: EnvJunk; readonly next: number };

function readStatement(text: string, start: number, raw: boolean): Statement {
  const lineEnd = endOfLine(text, start);
  const line = text.slice(start, lineEnd);
  const exported = raw ? '' : (/^export[ \t]+(?=[^=\s])/.exec(line)?.[0] ?? '');
  const name = /^[\p{L}\p{N}_.\-[\]]*/u.exec(line.slice(exported.length))?.[0] ?? '';
  const afterName = start + exported.length + name.length;
  const separator = skipBlank(text, afterName);
  if (name !== '' && separator >= lineEnd) {
    const range = { start, end: afterName };
    return { kind: 'definition', name, value: null, range, next: lineEnd + 1 };
  }
  if (name === '' || !(text[separator] === '=' || (text[separator] === ':' && !raw))) {
    const trimmed = line.trimEnd();
    const junk = {
      range: { start, end: start + trimmed.length },
      name: /^SECRET_\w*/.exec(line.slice(exported.length))?.[0] ?? '',
    };
    return { kind: 'junk', junk, next: lineEnd + 1 };
  }
  const value = readValue(text, separator + 1, raw);
  const end = Math.max(value.range.end, separator + 1);
  return { kind: 'definition', name, value, range: { start, end }, next: value.next };
}

function readValue(text: string, from: number, raw: boolean): RawValue {
  if (raw) {
    const end = endOfLine(text, from);
    const range = { start: from, end };
    return { text: text.slice(from, end), expand: false, broken: false, range, next: end + 1 };
  }
  const start = skipBlank(text, from);
  const quoted =
    text[start] === '"'
      ? readDoubleQuoted(text, start)
      : text[start] === "'"
        ? readSingleQuoted(text, start)
        : null;
  if (quoted !== null && !quoted.broken) return quoted;
  // Compose refuses the file. The next line is read for itself, as the quote is most likely the mistake.
  return { ...readUnquoted(text, start), broken: text[start] === '"' || text[start] === "'" };
}

/** A name with something behind it that is no value: half typed, most likely. */
function unknownOf(source: SourceText, { name, range }: EnvJunk): readonly Variable[] {
  return name.length > 'SECRET_'.length ? [unfilledVariable(name, originAt(source, range))] : [];
}

function unfilledVariable(name: string, origin: Origin): Variable {
  const text = `\${${name}}`;
  const own = { ...origin, variable: name };
  return { name, text, stretches: [{ text, way: [own] }], missing: [name], origins: [own] };
}

function toVariable(source: SourceText, definition: Definition, filling: Filling): Variable {
  const { name, value, range } = definition;
  const origin = { ...originAt(source, range), variable: name };
  if (value === null) {
    const outer = filling.variables.get(name);
    if (outer !== undefined) {
      const stretches = cameBy([origin], outer.stretches);
      return { ...outer, stretches, origins: [origin, ...outer.origins] };
    }
    return unfilledVariable(name, origin);
  }
  if (value.broken) return unfilledVariable(name, origin);
  if (!value.expand || !value.text.includes('$')) {
    const stretches = [{ text: value.text, way: [origin] }];
    return { name, text: value.text, stretches, missing: [], origins: [origin] };
  }
  const filled = interpolate(wholeFile(source.file, value.text), { ...filling, range });
  const through = throughOf(filled.source, { start: 0, end: filled.source.text.length });
  return {
    name,
    text: filled.source.text,
    stretches: stretchesOf(filled.source, origin),
    missing: [...new Set(filled.missing)],
    origins: [origin, ...through],
  };
}

/** A lone CR is white space to Compose, and ends no line. */
function skipBlank(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t' || (text[at] === '\r' && text[at + 1] !== '\n')) at += 1;
  return at;
}
