import { readConfiguration } from '../../../src/configuration/index.ts';
import type { ConfigurationSettings } from '../../../src/configuration/index.ts';
import type {
  ConfigurationProblem,
  ConfiguredValue,
  EnvironmentBackend,
  FolderConfiguration,
  VaultBackend,
} from '../../../src/configuration/types.ts';
import type { FolderFiles } from '../../../src/ports/files.ts';
import { createBudget, readingLimits, type Budget } from '../../../src/configuration/budget.ts';
import type { Origin } from '../../../src/ports/origin.ts';
import { textAfter } from '../../../src/text/edits.ts';
import { never } from '../../fakes/never.ts';

/** A folder that exists in memory alone. Files whose name starts with `!` are there, but ignored. */
export function memoryFiles(files: Readonly<Record<string, string>>): FolderFiles {
  return {
    read: (path) => {
      const text = files[path] ?? files[`!${path}`];
      return Promise.resolve(text === undefined ? { state: 'absent' } : { state: 'text', text });
    },
    list: () =>
      Promise.resolve(
        Object.keys(files)
          .filter((path) => !path.startsWith('!'))
          .sort(),
      ),
  };
}

/** What a reading of its own may do. */
export function anyBudget(): Budget {
  return createBudget(() => undefined, readingLimits);
}

export function read(
  files: Readonly<Record<string, string>>,
  settings: Partial<ConfigurationSettings> = {},
): Promise<FolderConfiguration> {
  return readConfiguration({
    files: memoryFiles(files),
    settings: { environmentFiles: [], environment: null, ...settings },
    signal: never,
  });
}

export async function readVault(files: Readonly<Record<string, string>>): Promise<VaultBackend> {
  const { backends } = await read(files);
  const vault = backends.find((backend) => backend.type === 'vault');
  if (vault === undefined) throw new Error(`no vault among ${JSON.stringify(backends.map(({ id }) => id))}`);
  return vault;
}

export async function readEnvironment(
  files: Readonly<Record<string, string>>,
  settings: Partial<ConfigurationSettings> = {},
): Promise<EnvironmentBackend> {
  const { backends } = await read(files, settings);
  const last = backends.at(-1);
  if (last?.type !== 'env') throw new Error(`no environment among ${JSON.stringify(backends)}`);
  return last;
}

/** The value where it is known; else its parts as a template, after a `?`. */
export function plain<T>(value: ConfiguredValue<T> | null): T | string | null {
  if (value === null) return null;
  if (value.state === 'known') return value.value;
  const parts = value.parts.map((part) => ('text' in part ? part.text : `\${${part.variable}}`));
  return `?${value.reason} ${parts.join('')}`;
}

/** What the file has at an origin's range. */
export function textAt(files: Readonly<Record<string, string>>, origin: Origin | undefined): string | null {
  if (origin === undefined) return null;
  const text = files[origin.file] ?? files[`!${origin.file}`];
  return text?.slice(origin.range.start, origin.range.end) ?? null;
}

/** `code: marked text` of each problem. */
export function told(
  files: Readonly<Record<string, string>>,
  problems: readonly ConfigurationProblem[],
): readonly string[] {
  return problems.map(
    ({ code, file, range }) => `${code}: ${files[file]?.slice(range.start, range.end) ?? ''}`,
  );
}

/** The files with a problem's fix applied. */
export function mended(
  files: Readonly<Record<string, string>>,
  problem: ConfigurationProblem | undefined,
): Readonly<Record<string, string>> {
  if (problem?.fix === undefined) throw new Error(`no fix in ${JSON.stringify(problem)}`);
  const { fix, file } = problem;
  return { ...files, [file]: textAfter(files[file] ?? '', fix.edits) };
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Takes the indent of the first line off every line, and the line break before it. */
export function yaml(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const text = String.raw({ raw: strings.raw }, ...values).replace(/^\n/, '');
  const indent = /^ */.exec(text)?.[0] ?? '';
  return text
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    .join('\n');
}
