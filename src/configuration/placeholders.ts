import type { Origin } from '../ports/origin.ts';
import { chargeOf, type Budget, type BudgetPlace } from './budget.ts';
import { relaxedName } from './names.ts';
import { placeholdersOf } from './text/placeholder-parts.ts';
import { isTemplateText, settingOf, type Setting } from './settings.ts';
import { cameBy, slicerOf, stretchesText, type Stretch } from './text/stretches.ts';
import type { ConfiguredValue, TemplatePart, ValuePiece } from './types.ts';
import { isCredentialKey, refusedVariable } from './uses.ts';
import { variableNamed, type Variable, type Variables } from './variables.ts';

/** A text taken apart at Micronaut's `${NAME}`, `${NAME:fallback}` and `${NAME:OTHER:fallback}`. */
type Piece = { readonly stretches: readonly Stretch[] } | UnsetPiece | PlaceholderPiece;

/** A placeholder of an earlier reader, as Compose is, whose variable no file sets. */
interface UnsetPiece {
  readonly unset: string;
}

interface PlaceholderPiece {
  /** Looked up in this order. */
  readonly names: readonly string[];
  /** A text as it stands: no placeholder in it is filled. */
  readonly fallback: readonly Stretch[] | null;
  /** Of the placeholder itself. */
  readonly way: readonly Origin[];
}

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
  if (written === null) return { state: 'not-known', reason: 'template', parts: unreadable, origins };
  const filled = fill(written, task, []);
  if (fillings.budget.fileOverBudget() !== null && written.some((piece) => 'names' in piece)) {
    return { state: 'not-known', reason: 'placeholder', parts: unreadable, origins };
  }
  const text = wholeText(filled.parts);
  const all = [...origins, ...filled.origins];
  const came = { ...piecesOf(filled.parts), ...defaultsIn(filled.parts) };
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
    if ('unset' in part) return { parts: [{ variable: part.unset }], origins: [] };
    for (const name of part.names) {
      const found = fillFrom(name, part.way, task, seen);
      if (found !== null) return found;
    }
    return { parts: unfilledParts(part, task), origins: [] };
  });
  return {
    parts: filled.flatMap((one) => one.parts),
    origins: filled.flatMap((one) => one.origins),
  };
}

/** What a placeholder is where no file has any of its names. */
function unfilledParts({ names, fallback }: PlaceholderPiece, task: Task): readonly FilledPart[] {
  const variable = names.find(isName);
  if (fallback === null) return [{ variable: variable ?? names.join(':') }];
  const parts = refuseParts(fallback, task);
  const text = wholeText(parts);
  // Nothing has such a name, as in `${:$}`: what follows it always counts.
  if (variable === undefined || text === null) return parts;
  return [{ variable, fallback: text.map((stretch) => ({ ...stretch, defaultOf: variable })) }];
}

/** null: no file of the folder has the name. One that has it counts, also where it cannot be told what it says. */
function fillFrom(name: string, way: readonly Origin[], task: Task, seen: readonly string[]): Filled | null {
  const variable = variableNamed(task.variables, name);
  const property = settingOf(task.settings, name.split('.').map(relaxedName).join('.'));
  // Variables that set a key of Kestra's secrets are among the settings, in their order.
  const isInOrder = property !== null && name.startsWith('kestra.secret.');
  if (variable !== undefined && !isInOrder) return fillWith(name, variable, way, task, seen);
  // Another spelling of a key is another name here (Micronaut: PropertySourcePropertyResolver).
  if (property === null || ![property.names, property.path].some((key) => key.join('.') === name))
    return null;
  if (property.value.kind !== 'text') return { parts: [{ variable: name }], origins: [] };
  if (!task.isCredential && isCredentialKey(property.names)) {
    return { parts: [{ variable: name, refused: true }], origins: property.origins };
  }
  return fillWith(name, { ...property.value, origins: property.origins }, way, task, seen);
}

function fillWith(
  name: string,
  found: Pick<Variable, 'text' | 'stretches' | 'origins' | 'elsewhere'>,
  way: readonly Origin[],
  task: Task,
  seen: readonly string[],
): Filled {
  const unknown = { parts: [{ variable: name }], origins: [] };
  if (seen.includes(name) || seen.length >= depthLimit) return unknown;
  if (found.elsewhere === true || isTemplateText(found.text) || !maySpend(found, task)) return unknown;
  const inside = pieces(cameBy(way, found.stretches));
  if (inside === null) return unknown;
  const filled = fill(inside, task, [...seen, name]);
  return { parts: filled.parts, origins: [...found.origins, ...filled.origins] };
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

function shownPart(part: FilledPart): TemplatePart {
  if ('stretches' in part) return { text: stretchesText(part.stretches) };
  const { fallback, ...rest } = part;
  return fallback === undefined ? rest : { ...rest, fallback: stretchesText(fallback) };
}

function stretchesIn(parts: readonly FilledPart[]): readonly Stretch[] {
  return parts.flatMap((part) => ('stretches' in part ? part.stretches : (part.fallback ?? [])));
}

/** The variables whose defaults stand in a value, each once. */
function defaultsIn(parts: readonly FilledPart[]): { readonly defaults?: readonly string[] } {
  const names = stretchesIn(parts).flatMap(({ defaultOf }) => defaultOf ?? []);
  return names.length === 0 ? {} : { defaults: [...new Set(names)] };
}

/** Every piece of text, where one of them came from elsewhere. */
function piecesOf(parts: readonly FilledPart[]): { readonly pieces?: readonly ValuePiece[] } {
  const stretches = stretchesIn(parts);
  if (stretches.every(({ way }) => way.length <= 1)) return {};
  return { pieces: stretches };
}

/** null: Micronaut refuses it. */
function pieces(stretches: readonly Stretch[]): readonly Piece[] | null {
  const text = stretchesText(stretches);
  const placeholders = placeholdersOf(text);
  if (placeholders === null) return null;
  const slice = slicerOf(stretches);
  const found: Piece[] = [];
  let from = 0;
  for (const { range, names, fallback } of placeholders) {
    if (range.start > from) found.push({ stretches: slice(from, range.start) });
    const [first] = slice(range.start, range.start + 1);
    from = range.end;
    if (first?.unset !== undefined) {
      found.push({ unset: first.unset });
      continue;
    }
    found.push({
      names,
      fallback: fallback === null ? null : slice(fallback.start, fallback.end),
      way: first?.way ?? [],
    });
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
