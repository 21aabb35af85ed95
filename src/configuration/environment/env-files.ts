import type { Reading } from '../reading.ts';
import type { Variables } from '../variables.ts';
import { secretPrefix } from './definitions.ts';
import { readEnvFile, type EnvFile } from './env-file.ts';

/** An env file that defines secrets, its odd lines told; null: no such file, or not to be read. */
export async function readDefiningFile(
  reading: Reading,
  path: string,
  variables: Variables,
): Promise<EnvFile | null> {
  const text = await reading.text(path);
  if (text === null) return null;
  const file = readEnvFile(path, text, { variables, raw: false });
  reportOddNames(reading, path, text);
  return file;
}

/** Lines that look like a secret's definition and are none: `SECRET_=…`, `SECRET_# text=…`. */
export function reportOddNames(reading: Reading, path: string, text: string): void {
  const file = readEnvFile(path, text, { variables: new Map(), raw: false });
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
