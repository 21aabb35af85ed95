import type { Origin } from '../ports/origin.ts';
import { chargeOf, type Budget, type BudgetPlace } from './budget.ts';
import { relaxedName, variableName } from './names.ts';
import { placeholderEnds } from './text/braces.ts';
import { isTemplateText, settingOf, type Setting } from './settings.ts';
import { cameBy, slicerOf, stretchesText, type Stretch } from './text/stretches.ts';
import type { ConfiguredValue, Station, TemplatePart, ValuePiece } from './types.ts';
import { isCredentialKey, refusedVariable } from './uses.ts';
import type { Variables } from './variables.ts';

/** A text taken apart at Micronaut's `${NAME}` and `${NAME:fallback}`; a fallback may hold placeholders again. */
type Piece =
  | { readonly stretches: readonly Stretch[] }
  | {
      readonly variable: string;
      readonly fallback: readonly Piece[] | null;
      /** Of the placeholder itself. */
      readonly way: readonly Origin[];
    };

/** What may fill a placeholder: files of the folder, nothing else. */
export interface Fillings {
  readonly variables: Variables;
  /** For `${a.b.c}`: the whole configuration, later settings winning. */
  readonly settings: readonly Setting[];
  /** Variables that fill a credential somewhere in the configuration. */
  readonly credentials: ReadonlySet<string>;
  /** How much may be filled. */
  readonly budget: Budget;
}

type FilledPart =
  | { readonly stretches: readonly Stretch[] }
  | { readonly variable: string; readonly fallback?: readonly Stretch[]; readonly refused?: true };

interface Filled {
  readonly parts: readonly FilledPart[];
  readonly origins: readonly Origin[];
}

/** One value that is being filled. */
interface Task extends Fillings {
  readonly isCredential: boolean;
  /** Where it stands. */
  readonly place: () => BudgetPlace;
}

const depthLimit = 12;

/** What filling one placeholder costs besides its characters, in characters. */
const fillCost = 64;

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

/**
 * The value of a setting with its placeholders filled, or its parts where one cannot be. Secrets fill a credential
 * alone: elsewhere they stay placeholders.
 */
export function configuredText(
  setting: Setting,
  fillings: Fillings,
  { isCredential = false }: { readonly isCredential?: boolean } = {},
): ConfiguredValue<string> | null {
  const { value, origins } = setting;
  if (value.kind === 'empty') return null;
  const place = () => ({ file: setting.source.file, range: setting.valuePlace });
  const task = { ...fillings, isCredential, place };
  if (value.kind === 'template') {
    const parts = refuseParts(value.stretches, task).map(shownPart);
    return { state: 'not-known', reason: 'template', parts: joinTexts(parts), origins };
  }
  const written = pieces(value.stretches);
  const filled = fill(written, task, []);
  if (fillings.budget.fileOverBudget() !== null && written.some((piece) => 'variable' in piece)) {
    return { state: 'not-known', reason: 'placeholder', parts: unreadable, origins };
  }
  const text = wholeText(filled.parts);
  const all = [...origins, ...filled.origins];
  const came = piecesOf(filled.parts);
  if (text !== null) return { state: 'known', value: stretchesText(text), origins: all, ...came };
  if (filled.parts.some((part) => 'variable' in part && !isName(part.variable))) {
    return { state: 'not-known', reason: 'template', parts: unreadable, origins: all };
  }
  const parts = joinTexts(filled.parts.map(shownPart));
  return { state: 'not-known', reason: 'placeholder', parts, origins: all, ...came };
}

/** The text where nothing is missing. A placeholder with a fallback counts: the fallback is what the files say. */
function wholeText(parts: readonly FilledPart[]): readonly Stretch[] | null {
  const stretches: Stretch[] = [];
  for (const part of parts) {
    const known = 'stretches' in part ? part.stretches : part.fallback;
    if (known === undefined) return null;
    for (const stretch of known) stretches.push(stretch);
  }
  return stretches;
}

function fill(parts: readonly Piece[], task: Task, seen: readonly string[]): Filled {
  const filled = parts.map((part): Filled => {
    if ('stretches' in part) return { parts: refuseParts(part.stretches, task), origins: [] };
    const found = fillFrom(part, task, seen);
    if (found !== null && (wholeText(found.parts) !== null || found.parts.some(isRefused))) return found;
    const fallback = part.fallback === null ? null : fill(part.fallback, task, seen);
    const text = fallback === null ? null : wholeText(fallback.parts);
    if (text !== null) return { parts: [{ variable: part.variable, fallback: text }], origins: [] };
    return found ?? { parts: [{ variable: part.variable }], origins: [] };
  });
  return {
    parts: filled.flatMap((one) => one.parts),
    origins: filled.flatMap((one) => one.origins),
  };
}

/** null: no file of the folder says what it is. */
function fillFrom(
  { variable: name, way }: Extract<Piece, { readonly variable: string }>,
  task: Task,
  seen: readonly string[],
): Filled | null {
  if (seen.includes(name) || seen.length >= depthLimit) return null;
  const variable = task.variables.get(name) ?? task.variables.get(variableName(name));
  if (variable !== undefined) {
    if (isTemplateText(variable.text) || !maySpend(variable, task)) return null;
    const filled = fill(pieces(cameBy(way, variable.stretches)), task, [...seen, name]);
    return { parts: filled.parts, origins: [...variable.origins, ...filled.origins] };
  }
  const property = settingOf(task.settings, name.split('.').map(relaxedName).join('.'));
  if (property?.value.kind !== 'text' || !maySpend(property.value, task)) return null;
  if (!task.isCredential && isCredentialKey(property.names)) {
    return { parts: [{ variable: name, refused: true }], origins: property.origins };
  }
  const filled = fill(pieces(cameBy(way, property.value.stretches)), task, [...seen, name]);
  return { parts: filled.parts, origins: [...property.origins, ...filled.origins] };
}

/** Whether so much may still be filled in; its way from one to the next costs too. */
function maySpend(value: Parameters<typeof chargeOf>[0], { budget, place }: Task): boolean {
  return budget.spend('characters', fillCost + chargeOf(value), place);
}

/** What came by a variable that may not fill such a value becomes that variable again. */
function refuseParts(
  stretches: readonly Stretch[],
  { isCredential, credentials }: Task,
): readonly FilledPart[] {
  return stretches.map((stretch): FilledPart => {
    const variable = refusedVariable(stretch.way, isCredential, credentials);
    return variable === null ? { stretches: [stretch] } : { variable, refused: true };
  });
}

function isRefused(part: FilledPart): boolean {
  return 'variable' in part && part.refused === true;
}

function shownPart(part: FilledPart): TemplatePart {
  if ('stretches' in part) return { text: stretchesText(part.stretches) };
  const { fallback, ...rest } = part;
  return fallback === undefined ? rest : { ...rest, fallback: stretchesText(fallback) };
}

/** Every piece of text, where one of them came from elsewhere. */
function piecesOf(parts: readonly FilledPart[]): { readonly pieces?: readonly ValuePiece[] } {
  const stretches = parts.flatMap((part) => ('stretches' in part ? part.stretches : (part.fallback ?? [])));
  if (stretches.every(({ way }) => way.length <= 1)) return {};
  return { pieces: stretches.map(({ text, way }) => ({ text, way: way.map(stationOf) })) };
}

function stationOf({ file, variable }: Origin): Station {
  return variable === undefined ? { file } : { file, variable };
}

function pieces(stretches: readonly Stretch[], nesting = 0): readonly Piece[] {
  const text = stretchesText(stretches);
  const slice = slicerOf(stretches);
  const found: Piece[] = [];
  const ends = placeholderEnds(text);
  let from = 0;
  for (let start = text.indexOf('${'); start !== -1 && nesting < depthLimit;) {
    const end = ends.get(start);
    if (end === undefined) {
      start = text.indexOf('${', start + 2);
      continue;
    }
    if (start > from) found.push({ stretches: slice(from, start) });
    const inner = text.slice(start + 2, end);
    const colon = inner.indexOf(':');
    const variable = (colon === -1 ? inner : inner.slice(0, colon)).trim();
    const fallback = colon === -1 ? null : pieces(slice(start + 2 + colon + 1, end), nesting + 1);
    found.push({ variable, fallback, way: slice(start, start + 1)[0]?.way ?? [] });
    from = end + 1;
    start = text.indexOf('${', from);
  }
  if (from < text.length || found.length === 0) found.push({ stretches: slice(from, text.length) });
  return found;
}

/** Neighbouring texts as one, empty ones left out. */
function joinTexts(parts: readonly TemplatePart[]): readonly TemplatePart[] {
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
