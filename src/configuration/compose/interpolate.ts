import type { Origin } from '../../ports/origin.ts';
import { buildFrom, type SourceText } from '../text/source-text.ts';
import type { Variables } from '../variables.ts';

export interface Interpolated {
  readonly source: SourceText;
  /** Variables that no file fills; `${NAME}` stands in the text for each. */
  readonly missing: readonly string[];
}

/** What stands for one placeholder. */
interface Substitution {
  readonly text: string;
  readonly end: number;
  readonly origins: readonly Origin[];
  readonly missing: readonly string[];
}

const nestingLimit = 8;

/**
 * Fills placeholders as Compose does: `$NAME`, `${NAME}`, `:-` and `-` (fallback), `:+` and `+` (replacement), `:?`
 * and `?` (required), `$$` for a dollar. What is no placeholder stays as it is. An unset variable is kept as
 * `${NAME}`, where Compose would write nothing: a shell may set it.
 */
export function interpolate(base: SourceText, variables: Variables): Interpolated {
  const out = buildFrom(base);
  const missing: string[] = [];
  let copied = 0;
  for (let at = base.text.indexOf('$'); at !== -1; at = base.text.indexOf('$', at)) {
    const found = substitutionAt(base.text, at, variables, 0);
    if (found === null) {
      at += 1;
      continue;
    }
    out.copy(copied, at);
    out.put(found.text, at, found.end, found.origins);
    missing.push(...found.missing);
    at = found.end;
    copied = at;
  }
  out.copy(copied, base.text.length);
  return { source: out.build(), missing };
}

function substitutionAt(
  text: string,
  at: number,
  variables: Variables,
  nesting: number,
): Substitution | null {
  if (text[at + 1] === '$') return { text: '$', end: at + 2, origins: [], missing: [] };
  const braced = text[at + 1] === '{';
  const name = nameAt(text, at + (braced ? 2 : 1));
  if (name === '') return null;
  const after = at + (braced ? 2 : 1) + name.length;
  if (!braced) return plain(name, after, variables);
  const end = closingBrace(text, after);
  if (end === -1) return null;
  const [, operator = '', word = ''] = /^(:?[-+?])([\s\S]*)$/.exec(text.slice(after, end)) ?? [];
  if (operator === '') return end === after ? plain(name, end + 1, variables) : null;
  return conditional(name, operator, word, end + 1, variables, nesting);
}

function plain(name: string, end: number, variables: Variables): Substitution {
  const variable = variables.get(name);
  if (variable === undefined) return { text: `\${${name}}`, end, origins: [], missing: [name] };
  return { text: variable.text, end, origins: variable.origins, missing: variable.missing };
}

function conditional(
  name: string,
  operator: string,
  word: string,
  end: number,
  variables: Variables,
  nesting: number,
): Substitution {
  const variable = variables.get(name);
  const set = variable !== undefined && !(operator.startsWith(':') && variable.text === '');
  if (operator.endsWith('?')) return plain(name, end, variables);
  if (operator.endsWith('+')) {
    return set ? nested(word, end, variables, nesting) : { text: '', end, origins: [], missing: [] };
  }
  return set ? plain(name, end, variables) : nested(word, end, variables, nesting);
}

/** A fallback may hold placeholders itself. */
function nested(word: string, end: number, variables: Variables, nesting: number): Substitution {
  const texts: string[] = [];
  const origins: Origin[] = [];
  const missing: string[] = [];
  let at = 0;
  while (at < word.length) {
    const next = word.indexOf('$', at);
    const found =
      next === -1 || nesting >= nestingLimit ? null : substitutionAt(word, next, variables, nesting + 1);
    const until = next === -1 || nesting >= nestingLimit ? word.length : found === null ? next + 1 : next;
    texts.push(word.slice(at, until));
    if (found !== null) {
      texts.push(found.text);
      origins.push(...found.origins);
      missing.push(...found.missing);
    }
    at = found === null ? until : found.end;
  }
  return { text: texts.join(''), end, origins, missing };
}

function nameAt(text: string, from: number): string {
  return /^[A-Za-z_][A-Za-z0-9_]*/.exec(text.slice(from, from + 256))?.[0] ?? '';
}

/** The brace that ends the placeholder; -1: none. */
function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith('${', at)) depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
