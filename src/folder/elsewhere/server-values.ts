import { readValues } from '../../flow/index.ts';
import { serverValuesIn } from '../server-values.ts';
import type { ConfiguredFolder } from './rendered-files.ts';
import type { FlowInFile } from './types.ts';

/** What the server's configuration puts into the tasks of flows, as files of flows; by path. */
export async function serverValues(
  { configuration, files }: ConfiguredFolder,
  signal: AbortSignal,
): Promise<readonly FlowInFile[]> {
  const found: FlowInFile[] = [];
  for (const file of [...new Set(configuration.files)].sort()) {
    const read = await files.read(file, signal);
    if (read.state !== 'text') continue;
    const values = await serverValuesIn(file, read.text, configuration.kestraVersion ?? null);
    if (values.length > 0) found.push({ file, flow: readValues(read.text, values) });
  }
  return found;
}
