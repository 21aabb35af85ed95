import { startOf } from '../budget.ts';
import type { ServerConfigurations } from '../server.ts';
import { askedFiles, filesInContainer, isShell, lookUps, runsInShell } from '../server-files.ts';
import type { DefinitionsGap } from '../types.ts';
import type { Variables } from '../variables.ts';
import { isListNode, itemsOf } from '../yaml/nodes.ts';
import { notRead, type ComposeFile } from './compose-file.ts';
import { entriesAt, type ServiceLayer } from './layers.ts';
import { filledText, mountedFile, mountsOf } from './mounts.ts';

/** What a service's command and mounts name of its configuration. */
export interface ServiceConfigurations extends ServerConfigurations {
  readonly gaps: readonly DefinitionsGap[];
}

/**
 * Finds what of a service's configuration is mounted from the folder. `files` are all that were read for the service. A
 * command that a shell takes apart, and a script in the place of the image's own, may read anything: that is a gap.
 */
export function configurationsOf(
  layers: readonly ServiceLayer[],
  files: readonly ComposeFile[],
  variables: Variables,
): ServiceConfigurations {
  const mounts = mountsOf(layers, files);
  const words = ['entrypoint', 'command'].flatMap((key) => lastWords(layers, key));
  const [workingFolder] = lastWords(layers, 'working_dir');
  const asked = askedFiles(words, workingFolder, variables);
  if (isTooMuch(layers, lookUps(asked) * (mounts.length + 1)))
    return { below: [], above: [], gaps: layers.map(({ file }) => notRead(file.path)) };
  const last = layers.at(-1)?.file.path ?? '';
  const { below, above, open } = filesInContainer(asked, (target) => mountedFile(mounts, target));
  const gaps = open.map(({ path, isNamed }): DefinitionsGap =>
    isNamed ? { reason: 'command', detail: path } : { reason: 'configuration', detail: last },
  );
  // A definition made in the command line itself is not repeated, for it holds the value.
  const isOwn = words.some((word) => /\bSECRET_/.test(word)) || startsOtherwise(layers, words);
  if (isOwn) gaps.push({ reason: 'command', detail: 'command' });
  // What is mounted nobody knows where may be the configuration.
  if (mounts.some(({ target }) => target === null)) gaps.push({ reason: 'configuration', detail: last });
  return { below, above, gaps };
}

/** Whether a shell reads the command, or another program than those of Kestra's image is started. */
function startsOtherwise(layers: readonly ServiceLayer[], words: readonly string[]): boolean {
  const [program] = lastWords(layers, 'entrypoint');
  const isScript =
    program !== undefined && !/(?:^|\/)(?:docker-entrypoint\.sh|kestra|tini|dumb-init)$/.test(program);
  return runsInShell(words) || (isScript && !isShell(program));
}

/** Whether every name can still be compared with every mount. */
function isTooMuch([layer]: readonly ServiceLayer[], comparisons: number): boolean {
  return layer?.file.budget.spend('nodes', comparisons, () => startOf(layer.file.path)) === false;
}

/** The words of the last layer that gives this key, as text or as a list. */
function lastWords(layers: readonly ServiceLayer[], key: string): readonly string[] {
  const given = entriesAt(layers, key).at(-1);
  if (given === undefined) return [];
  const nodes = isListNode(given.value) ? itemsOf(given.value) : [given.value];
  return nodes.flatMap((node) => filledText(given.layer, node).split(/\s+/)).filter((word) => word !== '');
}
