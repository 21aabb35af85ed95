import { folderOf } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { buildFrom, wholeFile, type SourceText } from '../text/source-text.ts';
import { chartNamed, namedFiles, type Change, type Release } from './release.ts';
import { scalarFrom } from './scalar.ts';
import { setPath } from './values.ts';

/** One word of a command, with its place in the file. */
interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The releases that commands of Helm's in scripts and pipelines install, with the values that they name. */
export async function commandReleases(
  reading: FileReading,
  paths: readonly string[],
): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (const path of paths) {
    const text = await reading.text(path);
    if (text === null) continue;
    const source = wholeFile(path, text);
    for (const words of commandsIn(text)) {
      const release = await releaseOf(reading, source, words);
      if (release !== null) releases.push(release);
    }
  }
  return releases;
}

/** More commands in one file, or words in one command, are written by no one. */
const commandLimit = 100;
const wordLimit = 300;
/** The longest path that `--set` sets, in characters. */
const longestPath = 256;

/** The words of each command that installs or renders, up to where the command ends. */
function commandsIn(text: string): readonly (readonly Word[])[] {
  const found: (readonly Word[])[] = [];
  for (const match of text.matchAll(/\bhelm\s+(?:diff\s+)?(?:upgrade|install|template)\b/g)) {
    if (found.length >= commandLimit) break;
    found.push(wordsFrom(text, match.index + match[0].length));
  }
  return found;
}

function wordsFrom(text: string, from: number): readonly Word[] {
  const words: Word[] = [];
  const next = /((?:[ \t]|[\\`^]\r?\n)*)((?:"(?:\\.|[^"\\])*"|'[^']*'|[^\s;&|"'<>()])*)/y;
  next.lastIndex = from;
  for (;;) {
    const at = next.lastIndex;
    const match = next.exec(text);
    if (match === null) return words;
    const [whole, space = '', written = ''] = match;
    if (written === '' || written === '\\' || words.length >= wordLimit) return words;
    const start = at + space.length;
    words.push({
      text: written.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'/g, unquote),
      start,
      end: start + written.length,
    });
    if (next.lastIndex === at || whole === '') return words;
  }
}

function unquote(_whole: string, double: string | undefined, single: string | undefined): string {
  return double === undefined ? (single ?? '') : double.replace(/\\(["\\$`])/g, '$1');
}

interface Options {
  readonly files: readonly string[];
  readonly sets: readonly { readonly word: Word; readonly isText: boolean }[];
  readonly version: string | null;
  /** The names of the release and of the chart. */
  readonly names: readonly string[];
  /** Whether values come from where they are not read. */
  readonly isOpen: boolean;
}

/** Options without a value behind them. */
const flags =
  /^(?:-[aghi]+|--(?:install|atomic|wait|wait-for-jobs|debug|create-namespace|force|cleanup-on-fail|dependency-update|no-hooks|skip-crds|devel|generate-name|include-crds|dry-run|hide-notes|verify|reset-values|allow-unreleased|color|disable-openapi-validation|is-upgrade|rollback-on-failure))$/;

function optionsOf(words: readonly Word[]): Options {
  const files: string[] = [];
  const sets: { word: Word; isText: boolean }[] = [];
  const names: string[] = [];
  let version: string | null = null;
  let isOpen = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const [, option = word.text, inline] = /^(--?[\w-]+)=([\s\S]*)$/.exec(word.text) ?? [];
    if (option === '--reuse-values' || option === '--reset-then-reuse-values') isOpen = true;
    else if (!option.startsWith('-')) names.push(word.text);
    else if (!flags.test(option)) {
      const value = inline === undefined ? words[(index += 1)] : valueOf(word, option, inline);
      if (value === undefined) break;
      if (option === '-f' || option === '--values') files.push(...value.text.split(','));
      else if (option === '--version') version = value.text;
      else if (option === '--set' || option === '--set-string') {
        sets.push({ word: value, isText: option === '--set-string' });
      } else if (option.startsWith('--set')) isOpen = true;
    }
  }
  return { files, sets, version, names, isOpen };
}

function valueOf({ start, end }: Word, option: string, text: string): Word {
  return { text, start: Math.min(start + option.length + 1, end), end };
}

/** null: it names no file of values that is here, or a chart of others. */
async function releaseOf(
  reading: FileReading,
  source: SourceText,
  words: readonly Word[],
): Promise<Release | null> {
  const { files, sets, version, names, isOpen } = optionsOf(words);
  // A pattern such as `values-$ENV.yaml` does not tell which file is laid over which.
  if (files.some((file) => /[$*{]/.test(file))) return null;
  const folders = [...new Set([folderOf(source.file), ''])];
  const chart = await chartNamed(reading, folders, names[1] ?? names[0] ?? '', version);
  if (chart === null) return null;
  const named = await namedFiles(reading, chart, folders, files);
  const { values, used } = named;
  const gaps = [...named.gaps];
  const last = used.at(-1);
  if (last === undefined) return null;
  const changes = sets.flatMap(({ word, isText }) => changesIn(reading, source, word, isText));
  const isUnseen = isOpen || changes.includes(null);
  if (isUnseen) gaps.push({ reason: 'command', detail: source.file });
  return {
    file: last,
    chart: chart.reference,
    values,
    changes: changes.filter((change) => change !== null),
    gaps,
    partial: gaps.length > 0,
    used,
    isWhole: gaps.length === 0,
  };
}

/** What one `--set` sets; null: a part of it that is not known here. */
function changesIn(
  reading: FileReading,
  source: SourceText,
  { text, start, end }: Word,
  isText: boolean,
): readonly (Change | null)[] {
  return (text.match(/(?:\\[\s\S]|\{[^}]*(?:\}|$)|[^,\\])+/g) ?? []).map((part) => {
    const equals = part.indexOf('=');
    const written = part.slice(equals + 1);
    if (equals === -1 || equals > longestPath || /[${]/.test(part)) return null;
    const made = buildFrom(source);
    made.put(written.replace(/\\(.)/g, '$1'), start, end, []);
    const value = scalarFrom(reading, made.build(), isText);
    return value === null ? null : { path: setPath(part.slice(0, equals)), value };
  });
}
