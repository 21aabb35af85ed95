import { oncePerReading, type FileReading } from '../reading.ts';
import { noVariables, type Variables } from '../variables.ts';
import { secretPrefix } from './definitions.ts';
import { readEnvFile, type EnvFile } from './env-file.ts';

const envFiles = oncePerReading<EnvFile | null>();

/**
 * What an env file says where `variables` fill its placeholders, under its one name; null: no such file, or not to be
 * read.
 */
export async function envFileAt(
  reading: FileReading,
  path: string,
  variables: Variables = noVariables,
  raw = false,
): Promise<EnvFile | null> {
  const name = await reading.nameOf(path);
  return envFiles(reading, variables, `${String(raw)} ${name}`, async () => {
    const text = await reading.text(name);
    return text === null ? null : readEnvFile(name, text, { variables, raw, budget: reading.budget });
  });
}

/** An env file that defines secrets, its odd lines told; null: no such file, or not to be read. */
export async function readDefiningFile(reading: FileReading, path: string): Promise<EnvFile | null> {
  const file = await envFileAt(reading, path);
  if (file !== null) reportOddNames(reading, path, file);
  return file;
}

/** Lines that look like a secret's definition and are none: `SECRET_=…`, `SECRET_# text=…`. */
export function reportOddNames(reading: FileReading, path: string, file: EnvFile): void {
  const odd = [
    ...file.junk
      .filter(({ name }) => name.startsWith(secretPrefix))
      .map(({ name, range }) => ({ name, range })),
    ...file.variables
      .filter(({ name }) => name === secretPrefix)
      .flatMap(({ name, origins: [origin] }) =>
        origin === undefined ? [] : [{ name, range: origin.range }],
      ),
  ];
  for (const { name, range } of odd) {
    reading.report({
      code: 'variable-name-invalid',
      severity: 'warning',
      file: path,
      range,
      backend: 'env',
      data: { name },
    });
  }
}
