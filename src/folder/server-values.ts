import type { RenderedValue } from '../configuration/index.ts';

/** A longer file is not looked into: it is read while somebody types. Characters. */
const longestText = 64_000;

/** Whether a file may be a server's configuration that puts values into tasks, told by a search alone. */
function maySetValues(text: string): boolean {
  return text.length <= longestText && /values/i.test(text) && /policies|plugins/i.test(text);
}

/**
 * The values of a server's configuration that Kestra renders when flows run, with offsets of `text`; none where the file
 * is no such configuration. `version`: of the server, where it is known.
 */
export async function serverValuesIn(
  path: string,
  text: string,
  version: string | null,
): Promise<readonly RenderedValue[]> {
  if (!maySetValues(text)) return [];
  // Most of the YAML library comes with it.
  const { renderedValuesIn } = await import('../configuration/index.ts');
  return renderedValuesIn(path, text, version);
}
