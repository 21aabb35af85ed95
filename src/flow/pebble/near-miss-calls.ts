import { blotRawBlocks } from './raw-blocks.ts';
import { regionsOf, type Region } from './regions.ts';
import { is } from './stream.ts';
import type { Token } from './tokens.ts';

/**
 * Something that is written for a call of Kestra's `secret()` and is none. Seen by running each in Kestra's renderer:
 * `name`: no such function, or no such variable; `github`: the same, as GitHub's workflows spell it; `variable`: the
 * secret's name without quotes; `quotes`: in quotes that are none to Pebble; `environment`: a variable that Kestra does
 * not hand to flows.
 */
export interface NearMiss {
  readonly kind: 'name' | 'github' | 'variable' | 'quotes' | 'environment';
  /** In the decoded text. */
  readonly start: number;
  readonly end: number;
  readonly written: string;
  /** The call as it is meant. */
  readonly spelling: string;
  /** What takes the place of the range. */
  readonly replacement: string;
}

/** A text without any of these has no near miss; most texts have none. */
const mayMiss = /secrets|secret\s*[.[]|secret_|secret\s*\(\s*(?:key\s*=\s*)?(?:[A-Z]|''|[\\‘’‚“”„])/i;

/**
 * The near misses in a text in any state, in its order. Nothing is said of a name that the text itself defines, and
 * nothing in comments, `verbatim` and `raw`. `lined` is the text with the line breaks that folding took out of it.
 */
export function nearMissCalls({
  text,
  lined,
}: {
  readonly text: string;
  readonly lined: string;
}): readonly NearMiss[] {
  if (!mayMiss.test(text)) return [];
  const regions = regionsOf(blotRawBlocks(lined));
  const defined = namesDefined(regions);
  return regions.flatMap((region) => missesIn(text, region, defined));
}

/** What loops, `set` and macros of the text give a name to. */
function namesDefined(regions: readonly Region[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { kind, tokens } of regions) {
    // The mark that trims white space is a minus sign to whoever reads words.
    const [tag, name] = tokens.slice(is(tokens[0], 'operator', '-') ? 1 : 0);
    if (kind !== 'execute' || tag === undefined || name === undefined) continue;
    if (tag.value === 'set' || tag.value === 'for') names.add(name.value);
    // The macro's own name and its parameters, with the names in their defaults.
    if (tag.value === 'macro') for (const { value } of tokens) names.add(value);
  }
  return names;
}

function missesIn(text: string, region: Region, defined: ReadonlySet<string>): NearMiss[] {
  const found: NearMiss[] = [];
  const { tokens } = region;
  for (const [index, token] of tokens.entries()) {
    if (!isRead(tokens, index) || defined.has(token.value)) continue;
    const miss = missAt(text, region, index, defined);
    if (miss !== null) found.push(miss);
  }
  return found;
}

/** Whether a variable is read or a function called here: not a field, a filter, a test or an argument's name. */
function isRead(tokens: readonly Token[], index: number): boolean {
  const [before, token, after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (token?.type !== 'name' || is(before, 'punctuation', '.') || is(after, 'punctuation', '=')) return false;
  return before?.type !== 'operator' || !['|', 'is', 'is not'].includes(before.value);
}

function missAt(text: string, region: Region, index: number, defined: ReadonlySet<string>): NearMiss | null {
  const { tokens } = region;
  const [name, next] = [tokens[index], tokens[index + 1]];
  if (name === undefined || next === undefined) return null;
  switch (name.value) {
    case 'secret':
      return is(next, 'punctuation', '(')
        ? argumentMiss(text, tokens, index + 2, defined)
        : memberMiss(text, region, index);
    case 'secrets':
      return is(next, 'punctuation', '(')
        ? functionMiss(text, tokens, index)
        : memberMiss(text, region, index);
    case 'envs':
      return environmentMiss(text, tokens, index);
    default:
      return null;
  }
}

/** `secrets('X')`: only the name is wrong. */
function functionMiss(text: string, tokens: readonly Token[], index: number): NearMiss | null {
  const [name, open, key, close] = tokens.slice(index, index + 4);
  if (name === undefined || open === undefined) return null;
  // Without the white space around the name, which may be line breaks.
  const isWhole = key?.type === 'string' && is(close, 'punctuation', ')');
  const rest = isWhole ? `(${text.slice(key.start, key.end)})` : "('…')";
  const { start, end } = name;
  return {
    kind: 'name',
    start,
    end,
    written: `secrets${rest}`,
    spelling: `secret${rest}`,
    replacement: 'secret',
  };
}

/** `secrets.X`, `secret['X']`: the name, and of two the second as the subkey. */
function memberMiss(
  text: string,
  { kind, start, end, closed, tokens }: Region,
  index: number,
): NearMiss | null {
  const name = tokens[index];
  const members = membersAfter(text, tokens, index);
  if (name === undefined || members === null) return null;
  const [key, subkey] = members.names;
  if (key === undefined || members.names.length > 2) return null;
  const spelling = subkey === undefined ? `secret('${key}')` : `secret('${key}', subkey='${subkey}')`;
  const written = text.slice(name.start, members.end);
  const miss = { start: name.start, end: members.end, written, spelling, replacement: spelling };
  const isGithub = text[start - 1] === '$' && kind === 'print' && name.value === 'secrets';
  if (!isGithub) return { kind: 'name', ...miss };
  // The dollar goes with the expression only where nothing else is in it.
  if (!closed || index !== 0 || members.next !== tokens.length) return { kind: 'github', ...miss };
  const whole = `{{ ${spelling} }}`;
  return {
    kind: 'github',
    start: start - 1,
    end,
    written: text.slice(start - 1, end),
    spelling: whole,
    replacement: whole,
  };
}

interface Members {
  readonly names: readonly string[];
  readonly end: number;
  /** The index of the token behind them. */
  readonly next: number;
}

/** Names may have dashes, which are minus signs to Pebble. */
const dashedName = /[\p{L}_][\p{L}\p{Nd}_]*(?:-[\p{L}\p{Nd}_]+)*/uy;

/** The fields that are taken of the variable at `index`, by `.x` or `['x']`; null where there are none to be told. */
function membersAfter(text: string, tokens: readonly Token[], index: number): Members | null {
  const names: string[] = [];
  let next = index + 1;
  let end = 0;
  for (;;) {
    const [sign, member, close] = tokens.slice(next, next + 3);
    if (is(sign, 'punctuation', '.') && member?.type === 'name') {
      dashedName.lastIndex = member.start;
      const name = dashedName.exec(text)?.[0] ?? member.value;
      names.push(name);
      end = member.start + name.length;
    } else if (is(sign, 'punctuation', '[') && isName(member) && is(close, 'punctuation', ']')) {
      names.push(member.value);
      end = close?.end ?? member.end;
    } else {
      break;
    }
    next += 1;
    while ((tokens[next]?.start ?? Infinity) < end) next += 1;
  }
  // A method is called on it.
  return names.length === 0 || is(tokens[next], 'punctuation', '(') ? null : { names, end, next };
}

/** A string that can be written in single quotes as it is. */
function isName(token: Token | undefined): token is Token {
  return token?.type === 'string' && token.value !== '' && !/['"\\#\n]/.test(token.value);
}

/** `secret(X)`, and `secret(''X'')` or `secret(\"X\")` with the escapes of another place. */
function argumentMiss(
  text: string,
  tokens: readonly Token[],
  index: number,
  defined: ReadonlySet<string>,
): NearMiss | null {
  const isNamed = tokens[index]?.value === 'key' && is(tokens[index + 1], 'punctuation', '=');
  const place = isNamed ? index + 2 : index;
  const [opener, first, second] = [tokens[place - 1], tokens[place], tokens[place + 1]];
  if (opener === undefined) return null;
  const quoted = strangeQuotes(text, opener.end);
  if (quoted !== null) return quoted;
  if (first?.type !== 'name' || !isClosing(second)) return null;
  // Kestra's own variables are in lower case.
  if (!/^[A-Z][A-Z0-9_]+$/.test(first.value) || constants.has(first.value) || defined.has(first.value))
    return null;
  const { start, end, value } = first;
  return {
    kind: 'variable',
    start,
    end,
    written: value,
    spelling: `secret('${value}')`,
    replacement: `'${value}'`,
  };
}

const constants = new Set(['TRUE', 'FALSE', 'NULL', 'NONE']);

function isClosing(token: Token | undefined): boolean {
  return is(token, 'punctuation', ')') || is(token, 'punctuation', ',');
}

/** Quotes that are doubled or escaped, as another kind of YAML text needs it, and the curly ones of word processors. */
const quotedStrangely =
  /\s*(?:''([^'"\\#\n(),]+)''|\\(['"])([^'"\\#\n(),]+)\\\2|[‘’‚“”„]([^'"\\#\n(),‘’‚“”„]+)[‘’“”])(?=\s*[,)])/uy;

function strangeQuotes(text: string, from: number): NearMiss | null {
  quotedStrangely.lastIndex = from;
  const found = quotedStrangely.exec(text);
  if (found === null) return null;
  const name = found[1] ?? found[3] ?? found[4] ?? '';
  const written = found[0].trimStart();
  const end = from + found[0].length;
  return {
    kind: 'quotes',
    start: end - written.length,
    end,
    written,
    spelling: `secret('${name}')`,
    replacement: `'${name}'`,
  };
}

/** Kestra hands flows the variables that begin with `ENV_`, so the `SECRET_*` ones are not among them. */
function environmentMiss(text: string, tokens: readonly Token[], index: number): NearMiss | null {
  const name = tokens[index];
  const members = membersAfter(text, tokens, index);
  if (name === undefined || members === null) return null;
  const [variable] = members.names;
  const key = /^secret_(.+)$/i.exec(variable ?? '')?.[1]?.toUpperCase();
  if (key === undefined || members.names.length > 1) return null;
  const written = text.slice(name.start, members.end);
  const spelling = `secret('${key}')`;
  return {
    kind: 'environment',
    start: name.start,
    end: members.end,
    written,
    spelling,
    replacement: spelling,
  };
}
