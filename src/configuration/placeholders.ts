import type { Origin } from '../ports/origin.ts';
import { relaxedName, variableName } from './names.ts';
import { placeholderEnds } from './text/braces.ts';
import { isTemplateText, settingOf, type Setting } from './settings.ts';
import type { ConfiguredValue, TemplatePart } from './types.ts';
import type { Variables } from './variables.ts';

/** A text taken apart at Micronaut's `${NAME}` and `${NAME:fallback}`; a fallback may hold placeholders again. */
type Piece =
  { readonly text: string } | { readonly variable: string; readonly fallback: readonly Piece[] | null };

/** What may fill a placeholder: files of the folder, nothing else. */
export interface Fillings {
  readonly variables: Variables;
  /** For `${a.b.c}`: the whole configuration, later settings winning. */
  readonly settings: readonly Setting[];
}

interface Filled {
  readonly parts: readonly TemplatePart[];
  readonly origins: readonly Origin[];
}

const depthLimit = 12;

/** What is shown where a placeholder cannot be read: its text may hold a credential. */
const unreadable: readonly TemplatePart[] = [{ text: '${…}' }];

/** Whether a value is not known because it has a placeholder that cannot be read. */
export function isUnreadable(value: ConfiguredValue<unknown>): boolean {
  return value.state === 'not-known' && value.parts === unreadable;
}

/**
 * A variable's name, or a property's. `${TOKEN-abc}` is a shell's way to give a default: what follows a hyphen is part
 * of a name only behind a dot, which no shell variable has.
 */
function isName(name: string): boolean {
  return /^[A-Za-z_]\w*(?:\.[\w-]+)*$/.test(name);
}

/** The value of a setting with its placeholders filled, or its parts where one cannot be. */
export function configuredText(setting: Setting, fillings: Fillings): ConfiguredValue<string> | null {
  const { value, origins } = setting;
  if (value.kind === 'empty') return null;
  if (value.kind === 'template') {
    return { state: 'not-known', reason: 'template', parts: [{ text: value.text }], origins };
  }
  const filled = fill(pieces(value.text), fillings, []);
  const text = wholeText(filled.parts);
  const all = [...origins, ...filled.origins];
  if (text !== null) return { state: 'known', value: text, origins: all };
  if (filled.parts.some((part) => 'variable' in part && !isName(part.variable))) {
    return { state: 'not-known', reason: 'template', parts: unreadable, origins: all };
  }
  return { state: 'not-known', reason: 'placeholder', parts: joined(filled.parts), origins: all };
}

/** The text where nothing is missing. A placeholder with a fallback counts: the fallback is what the files say. */
function wholeText(parts: readonly TemplatePart[]): string | null {
  let text = '';
  for (const part of parts) {
    const known = 'text' in part ? part.text : part.fallback;
    if (known === undefined) return null;
    text += known;
  }
  return text;
}

function fill(parts: readonly Piece[], fillings: Fillings, seen: readonly string[]): Filled {
  const filled = parts.map((part): Filled => {
    if ('text' in part) return { parts: [part], origins: [] };
    const found = fillFrom(part.variable, fillings, seen);
    if (found !== null && wholeText(found.parts) !== null) return found;
    const fallback = part.fallback === null ? null : fill(part.fallback, fillings, seen);
    const text = fallback === null ? null : wholeText(fallback.parts);
    if (text !== null) return { parts: [{ variable: part.variable, fallback: text }], origins: [] };
    return found ?? { parts: [{ variable: part.variable }], origins: [] };
  });
  return {
    parts: filled.flatMap((one) => one.parts),
    origins: filled.flatMap((one) => one.origins),
  };
}

/** null: no file of the folder says what `name` is. */
function fillFrom(name: string, fillings: Fillings, seen: readonly string[]): Filled | null {
  if (seen.includes(name) || seen.length >= depthLimit) return null;
  const variable = fillings.variables.get(name) ?? fillings.variables.get(variableName(name));
  if (variable !== undefined) {
    if (isTemplateText(variable.text)) return null;
    const filled = fill(pieces(variable.text), fillings, [...seen, name]);
    return { parts: filled.parts, origins: [...variable.origins, ...filled.origins] };
  }
  const property = settingOf(fillings.settings, name.split('.').map(relaxedName).join('.'));
  if (property?.value.kind !== 'text') return null;
  const filled = fill(pieces(property.value.text), fillings, [...seen, name]);
  return { parts: filled.parts, origins: [...property.origins, ...filled.origins] };
}

function pieces(text: string, nesting = 0): readonly Piece[] {
  const found: Piece[] = [];
  const ends = placeholderEnds(text);
  let from = 0;
  for (let start = text.indexOf('${'); start !== -1 && nesting < depthLimit;) {
    const end = ends.get(start);
    if (end === undefined) {
      start = text.indexOf('${', start + 2);
      continue;
    }
    if (start > from) found.push({ text: text.slice(from, start) });
    const inner = text.slice(start + 2, end);
    const colon = inner.indexOf(':');
    const variable = (colon === -1 ? inner : inner.slice(0, colon)).trim();
    const fallback = colon === -1 ? null : pieces(inner.slice(colon + 1), nesting + 1);
    found.push({ variable, fallback });
    from = end + 1;
    start = text.indexOf('${', from);
  }
  if (from < text.length || found.length === 0) found.push({ text: text.slice(from) });
  return found;
}

/** Neighbouring texts as one, empty ones left out. */
function joined(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  const result: TemplatePart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if ('text' in part && part.text === '') continue;
    if ('text' in part && last !== undefined && 'text' in last) {
      result[result.length - 1] = { text: last.text + part.text };
    } else {
      result.push(part);
    }
  }
  return result;
}
