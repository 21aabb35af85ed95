import { readValues } from '../flow/index.ts';
import { serverValuesIn } from '../folder/index.ts';
import type { FlowToCheck } from './flows.ts';
import type { Session } from './session.ts';

/** What the server's configuration puts into the tasks of flows, as files to check; by path. */
export async function serverValues(
  { configuration, files }: Session,
  signal: AbortSignal,
): Promise<readonly FlowToCheck[]> {
  const found: FlowToCheck[] = [];
  for (const file of [...new Set(configuration.files)].sort()) {
    const read = await files.read(file, signal);
    if (read.state !== 'text') continue;
    const values = await serverValuesIn(file, read.text, configuration.kestraVersion ?? null);
    if (values.length > 0) found.push({ file, flow: readValues(read.text, values) });
  }
  return found;
}
