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
    for (const command of commandsIn(text)) {
      const release = await releaseOf(reading, source, command);
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

/** The words of a command, up to where it ends. */
interface Command {
  readonly words: readonly Word[];
  /** Whether there is more of it that cannot be taken apart. */
  readonly isCut: boolean;
}

/** The commands that install or render. */
function commandsIn(text: string): readonly Command[] {
  const found: Command[] = [];
  const start =
    /\bhelm[ \t]+(?:(?:diff|secrets|--?[\w-]+(?:[= ][^\s-]\S*)?)[ \t]+){0,6}(?:upgrade|install|template)\b/g;
  for (const match of text.matchAll(start)) {
    if (found.length >= commandLimit) break;
    found.push(commandFrom(text, match.index + match[0].length));
  }
  return found;
}

/** What is written for one part of a word: in quotes, put in by a shell or a pipeline, or as it is. */
const wordPart = [
  /"(?:\\.|[^"\\])*"/,
  /'[^']*'/,
  /\$?\{\{[^}\n]{0,200}\}\}/,
  // A command whose output is put in, or stands for a file.
  /[$<]\((?:[^()\n]|\([^()\n]*\))*\)/,
  /[^\s;&|"'<>()]/,
].map(({ source }) => source);

/** Blanks, and the end of a line that goes on: with a sign for it, or in YAML that folds lines, before an option. */
const blanks = /(?:[ \t]|[\\`^]\r?\n|\r?\n[ \t]*(?=-[a-z]\b|--[a-z]))*/.source;

function commandFrom(text: string, from: number): Command {
  const words: Word[] = [];
  const next = new RegExp(`(${blanks})((?:${wordPart.join('|')})*)`, 'y');
  next.lastIndex = from;
  for (;;) {
    const at = next.lastIndex;
    const [whole = '', space = '', written = ''] = next.exec(text) ?? [];
    if (words.length >= wordLimit) return { words, isCut: true };
    if (written === '' || written === '\\') {
      return { words, isCut: /["'(<]/.test(text[at + whole.length] ?? '') };
    }
    const start = at + space.length;
    words.push({
      text: written.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'/g, unquote),
      start,
      end: start + written.length,
    });
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
const flags = new RegExp(
  `^(?:-[aghi]+|--(?:${[
    'allow-unreleased|atomic|cleanup-on-fail|color|create-namespace|debug|dependency-update|detailed-exitcode|devel',
    'disable-openapi-validation|disable-validation|dry-run|enable-dns|force|force-conflicts|force-replace|generate-name',
    'hide-notes|hide-secret|include-crds|include-tests|insecure-skip-tls-verify|install|is-upgrade',
    'kube-insecure-skip-tls-verify|no-color|no-hooks|normalize-manifests|pass-credentials|plain-http|render-subchart-notes',
    'replace|reset-values|rollback-on-failure|server-side|show-secrets|skip-crds|skip-schema-validation|skip-tests',
    'strip-trailing-cr|take-ownership|three-way-merge|validate|verify|wait|wait-for-jobs',
  ].join('|')}))$`,
);

/** Options by which values, or what the chart renders of them, come from where they are not read. */
const opening = /^--(?:reuse-values|reset-then-reuse-values|post-renderer(?:-args)?|set-\w+)$/;

function optionsOf({ words, isCut }: Command): Options {
  const files: string[] = [];
  const sets: { word: Word; isText: boolean }[] = [];
  const names: string[] = [];
  let version: string | null = null;
  let isOpen = isCut;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const [, option = word.text, inline] =
      /^(--[\w-]+|-f)=([\s\S]*)$/.exec(word.text) ?? /^(-[fn])([\s\S]+)$/.exec(word.text) ?? [];
    if (!option.startsWith('-')) names.push(word.text);
    if (!option.startsWith('-') || flags.test(option)) continue;
    const following = words[index + 1];
    // An option that is not known here may have no value.
    const hasValue = inline === undefined && following?.text.startsWith('-') === false;
    const given = inline === undefined ? following : valueOf(word, option, inline);
    if (opening.test(option) && option !== '--set-string') isOpen = true;
    if (hasValue && !/^--re(?:use|set-then-reuse)-values$/.test(option)) index += 1;
    if (given === undefined) continue;
    if (option === '-f' || option === '--values') {
      for (const each of given.text.split(',')) files.push(each);
    } else if (option === '--version') version = given.text;
    else if (option === '--set' || option === '--set-string') {
      sets.push({ word: given, isText: option === '--set-string' });
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
  command: Command,
): Promise<Release | null> {
  const { files, sets, version, names, isOpen } = optionsOf(command);
  const folders = [...new Set([folderOf(source.file), ''])];
  const chart = await chartNamed(reading, folders, names[1] ?? names[0] ?? '', version);
  if (chart === null) return null;
  // What a shell puts in, such as `values-$ENV.yaml` or `<(sops -d x.yaml)`, does not tell which file is laid over which.
  const known = files.filter((file) => !/[$*{<`]/.test(file));
  const { values, used, gaps } = await namedFiles(reading, chart, folders, known);
  const last = used.at(-1);
  if (last === undefined) return null;
  // All of --set come before all of --set-string (Helm: MergeValues).
  const inOrder = [...sets.filter(({ isText }) => !isText), ...sets.filter(({ isText }) => isText)];
  const changes = inOrder.flatMap(({ word, isText }) => changesIn(reading, source, word, isText));
  const isUnseen = isOpen || known.length < files.length || changes.includes(null);
  return {
    file: last,
    chart: chart.reference,
    values,
    changes: changes.filter((change) => change !== null),
    gaps: isUnseen ? [...gaps, { reason: 'command', detail: source.file }] : gaps,
    used,
    isWhole: gaps.length === 0 && !isUnseen,
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
