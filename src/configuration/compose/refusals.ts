import type { EnvFault, EnvJunk } from '../environment/env-file.ts';
import { joiningEdits } from '../env-value-edits.ts';
import { envFileAt } from '../environment/env-files.ts';
import type { FileReading } from '../reading.ts';
import type { ServiceValue } from './environment.ts';

/** Tells the placeholders of a service's values that Compose does not take. */
export function reportRefusedValues(reading: FileReading, values: readonly ServiceValue[]): void {
  for (const { refused, value } of values) {
    for (const range of refused) {
      const at = { start: range.start, end: range.start };
      reading.report({
        code: 'compose-refused',
        severity: 'error',
        file: value.file,
        range,
        data: { reason: 'placeholder' },
        // What Compose reads as one dollar sign, for the reader behind it.
        fix: { kind: 'double-dollar', data: {}, edits: [{ range: at, text: '$' }] },
      });
    }
  }
}

/** Tells the first place at which Compose gives up an env file; nothing where it takes all of it, or there is none. */
export async function reportRefusedFile(reading: FileReading, path: string): Promise<void> {
  const [junk] = (await envFileAt(reading, path))?.junk ?? [];
  const text = await reading.text(path);
  if (junk === undefined || text === null) return;
  const { range } = junk;
  const reason = reasonOf(junk, text);
  const edits = reason === 'wrapped' ? joiningEdits(text, range) : [];
  reading.report({
    code: 'compose-refused',
    severity: 'error',
    file: path,
    range,
    data: { reason },
    ...(edits.length === 0 ? {} : { fix: { kind: 'join', data: {}, edits } }),
  });
}

function reasonOf({ why, range }: EnvJunk, text: string): EnvFault | 'wrapped' {
  const line = text.slice(range.start, range.end);
  const isWrapped = why === 'name' && /^[A-Za-z0-9+/]{2,}={0,2}$/.test(line.trim());
  return isWrapped ? 'wrapped' : why;
}
