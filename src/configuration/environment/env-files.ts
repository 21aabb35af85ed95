import type { TextRange } from '../../ports/text.ts';
import { oncePerReading, type FileReading } from '../reading.ts';
import { noVariables, type Lookup, type Variables } from '../variables.ts';
import { secretPrefix } from './definitions.ts';
import { readEnvFile, type EnvFile } from './env-file.ts';

/** What an env file is read with. */
export interface EnvFileContext {
  /** What the project has. */
  readonly project: Variables;
  /** What the service is given beside it. */
  readonly service?: Lookup;
  /** What env files before this one set. */
  readonly earlier?: Lookup;
  /** `format: raw`: values are taken as they stand. */
  readonly raw?: boolean;
}

const nothing: EnvFileContext = { project: noVariables };

const envFiles = oncePerReading<EnvFile | null>();

/**
 * What an env file says, under its one name; null: no such file, or not to be read. Without a placeholder it says the same to all services of a
 * project, for what a service is given replaces names that stand alone in the file.
 */
export async function envFileAt(
  reading: FileReading,
  path: string,
  context: EnvFileContext = nothing,
): Promise<EnvFile | null> {
  const name = await reading.nameOf(path);
  const found = await reading.file(name);
  if (found.state !== 'text') return null;
  const { text } = found;
  const { project, service, earlier, raw = false } = context;
  const { budget } = reading;
  if (!text.includes('$')) {
    return envFiles(reading, project, `${String(raw)} ${name}`, () =>
      Promise.resolve(asRefused(found, readEnvFile(name, text, { variables: project, raw, budget }))),
    );
  }
  const variables: Lookup = { get: (name) => project.get(name) ?? service?.get(name) };
  return envFiles(reading, context, name, () =>
    Promise.resolve(
      asRefused(found, readEnvFile(name, text, { variables, raw, budget, ...(earlier && { earlier }) })),
    ),
  );
}

/** What is written in UTF-16 can be read here, but not by Compose (compose-go: dotenv reads bytes as UTF-8). */
function asRefused({ text, isUtf16 }: { text: string; isUtf16?: true }, file: EnvFile): EnvFile {
  if (isUtf16 !== true) return file;
  const [line = ''] = text.split(/\r\n|\n|\r/, 1);
  const junk = { range: { start: 0, end: line.length }, name: '', why: 'encoding' } as const;
  return { ...file, junk: [junk, ...file.junk], whole: false };
}

/** An env file that defines secrets, its odd lines told; null: no such file, or not to be read. */
export async function readDefiningFile(reading: FileReading, path: string): Promise<EnvFile | null> {
  const file = await envFileAt(reading, path);
  if (file === null) return null;
  for (const { name, range } of file.junk) {
    if (name.startsWith(secretPrefix)) reportOddName(reading, path, name, range);
  }
  return file;
}

function reportOddName(reading: FileReading, file: string, name: string, range: TextRange): void {
  const data = { name };
  reading.report({ code: 'variable-name-invalid', severity: 'warning', file, range, backend: 'env', data });
}
