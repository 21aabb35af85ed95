import type { TextRange } from '../ports/text.ts';
import { relaxedName } from './names.ts';

/** Where in Kestra's configuration somebody writes, below `kestra.secret`. */
export interface WritingPlace {
  /** The keys from `kestra.secret` inwards, as Kestra compares them; dotted ones taken apart. */
  readonly path: readonly string[];
  /** The key whose value is written, as Kestra compares it; null: a key itself is. */
  readonly valueOf: string | null;
  /** The whole word that stands there, as Kestra compares it. */
  readonly name: string;
  /** What stands there of the key or value, in the file's text; from its begin to the cursor, then to its end. */
  readonly typed: TextRange;
  readonly word: TextRange;
  /** Whether a colon follows the key. */
  readonly hasColon: boolean;
  /** The other keys of the same map, as Kestra compares them. */
  readonly neighbours: readonly string[];
  /** Whether the keys around are written as in `rootEngine`. */
  readonly isCamel: boolean;
}

interface Line {
  readonly start: number;
  readonly text: string;
  readonly indent: number;
}

/** What may stand above `kestra.secret`: nothing in an application file, else the key whose text or map is one. */
const holders = [
  'KESTRA_CONFIGURATION',
  'application',
  'application.yml',
  'application.yaml',
  'configuration',
];

const valueOfLine = /^( *)([\w.-]+)[ \t]*:[ \t]+["']?([\w-]*)$/;
const keyOfLine = /^ *(["']?)([\w./-]+)\1[ \t]*:(?=[ \t]|$)/;

/**
 * The place below `kestra.secret` at an offset of a text, found by the indents of lines alone, for what is half typed is no
 * YAML yet. null: no such place, as in every file that is no configuration of Kestra's, and in comments.
 */
export function writingPlaceAt(text: string, offset: number): WritingPlace | null {
  const here = lineAt(text, offset);
  const before = here.text.slice(0, offset - here.start);
  const written = /^( *)([\w.-]*)$/.exec(before) ?? valueOfLine.exec(before);
  if (written === null) return null;
  const [, space = '', key = '', value = null] = written;
  const parts = key.split('.');
  const typedWord = value ?? parts.at(-1) ?? '';
  const above = parts.slice(0, -1).map(relaxedName);
  const level = levelAt(text, here, space.length, above);
  const path = level === null ? null : pathBelowSecret(level.path);
  if (level === null || path === null) return null;
  const rest = /^[\w-]*/.exec(here.text.slice(before.length))?.[0] ?? '';
  const start = offset - typedWord.length;
  return {
    ...level,
    path,
    valueOf: value === null ? null : relaxedName(parts.at(-1) ?? ''),
    name: relaxedName(typedWord + rest),
    typed: { start, end: offset },
    word: { start, end: offset + rest.length },
    hasColon: /^[ \t]*:/.test(here.text.slice(before.length + rest.length)),
  };
}

/**
 * The same of the key under a pointer at an offset, which begins its line; of a dotted one up to the part that is pointed at.
 * null: there is no key, or no such place.
 */
export function keyPlaceAt(text: string, offset: number): WritingPlace | null {
  const { start, text: line } = lineAt(text, offset);
  const [, space = '', key = ''] = /^( *)([\w.-]+)[ \t]*:/.exec(line) ?? [];
  const at = offset - start - space.length;
  if (key === '' || at < 0 || at > key.length) return null;
  const dot = key.indexOf('.', at);
  return writingPlaceAt(text, start + space.length + (dot === -1 ? key.length : dot));
}

/** What is below the last `kestra.secret` of a path, which begins the path or stands below what may hold it; else null. */
function pathBelowSecret(path: readonly string[]): readonly string[] | null {
  const [first, second, ...rest] = path;
  return first === 'kestra' && second === 'secret' ? rest : null;
}

/** The keys above a line, from the root of the configuration inwards, and what stands beside it; null: no configuration. */
function levelAt(
  text: string,
  here: Line,
  indent: number,
  above: readonly string[],
): Pick<WritingPlace, 'path' | 'neighbours' | 'isCamel'> | null {
  const neighbours: string[] = [];
  let path = above;
  let isCamel = false;
  let level = indent;
  for (let line = lineBefore(text, here); line !== null; line = lineBefore(text, line)) {
    if (isBlank(line) || line.indent > level) continue;
    // In a list of variables the text begins in the line of the name, at any indent.
    if (/^ *-? *KESTRA_CONFIGURATION=/.test(line.text)) break;
    const [, , written] = keyOfLine.exec(line.text) ?? [];
    if (line.indent === level) {
      if (written !== undefined && level === indent) neighbours.push(firstPart(written));
      if (/\p{Ll}\p{Lu}/u.test(written ?? '')) isCamel = true;
      continue;
    }
    level = line.indent;
    if (written === undefined) return null;
    if (holders.includes(written) && path[0] === 'kestra') break;
    path = [...written.split('.').map(relaxedName), ...path];
    if (level === 0) break;
  }
  for (let line = lineAfter(text, here); line !== null; line = lineAfter(text, line)) {
    if (isBlank(line)) continue;
    if (line.indent < indent) break;
    const [, , written] = keyOfLine.exec(line.text) ?? [];
    if (/\p{Ll}\p{Lu}/u.test(written ?? '')) isCamel = true;
    if (line.indent === indent && written !== undefined) neighbours.push(firstPart(written));
  }
  return { path, neighbours, isCamel };
}

/** A dotted key takes its first part's place. */
function firstPart(written: string): string {
  return relaxedName(written.split('.')[0] ?? written);
}

function isBlank({ text }: Line): boolean {
  return /^[ \t]*(?:#|$)/.test(text);
}

/** Without its line break. */
function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const feed = text.indexOf('\n', offset);
  const line = text.slice(start, feed === -1 ? text.length : feed).replace(/\r$/, '');
  return { start, text: line, indent: /^ */.exec(line)?.[0].length ?? 0 };
}

function lineBefore(text: string, { start }: Line): Line | null {
  return start === 0 ? null : lineAt(text, start - 1);
}

function lineAfter(text: string, { start }: Line): Line | null {
  const feed = text.indexOf('\n', start);
  return feed === -1 ? null : lineAt(text, feed + 1);
}
