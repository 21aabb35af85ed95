import { startOf } from '../budget.ts';
import type { SourceText } from '../text/source-text.ts';
import type { DefinitionsGap } from '../types.ts';
import type { Variables } from '../variables.ts';
import { isListNode, itemsOf } from '../yaml/nodes.ts';
import { notRead, type ComposeFile } from './compose-file.ts';
import { entriesAt, type ServiceLayer } from './layers.ts';
import { elsewhere, filledText, mountedFile, mountsOf, targetPath } from './mounts.ts';

/** Where Kestra's image looks by default (its `MICRONAUT_CONFIG_FILES`). */
const defaultFile = '/app/confs/application.yml';

/**
 * What a service reads its configuration from: the files that `--config`, `MICRONAUT_CONFIG_FILES` or the image's default
 * name, as far as they are mounted from the folder, or a text of the compose file itself. `files` are all that were read
 * for the service.
 */
export function configurationsOf(
  layers: readonly ServiceLayer[],
  files: readonly ComposeFile[],
  variables: Variables,
): { readonly found: readonly (string | SourceText)[]; readonly gaps: readonly DefinitionsGap[] } {
  const mounts = mountsOf(layers, files);
  const words = ['entrypoint', 'command'].flatMap((key) => lastWords(layers, key));
  const named = configArguments(words);
  const variable = variables.get('MICRONAUT_CONFIG_FILES');
  for (const path of variable?.text.split(',') ?? []) named.push(path.trim());
  if (named.length === 0) named.push(defaultFile);
  if (isTooMuch(layers, named.length * (mounts.length + 1)))
    return { found: [], gaps: layers.map(({ file }) => notRead(file.path)) };
  const found: (string | SourceText)[] = [];
  const gaps: DefinitionsGap[] = [];
  // What is mounted nobody knows where may be the configuration.
  let isCovered = mounts.some(({ target }) => target === null);
  for (const path of named) {
    const target = targetPath(path);
    const mounted = mountedFile(mounts, target);
    if (mounted !== null && mounted !== elsewhere) found.push(mounted);
    else if (target !== defaultFile) gaps.push({ reason: 'command', detail: path });
    // The default file is the one that KESTRA_CONFIGURATION is written to.
    else if (mounted === elsewhere && !variables.has('KESTRA_CONFIGURATION')) isCovered = true;
  }
  // A definition made in the command line itself; its text is not repeated, for it holds the value.
  if (words.some((word) => /\bSECRET_/.test(word))) gaps.push({ reason: 'command', detail: 'command' });
  if (isCovered)
    for (const { file } of layers.slice(-1)) gaps.push({ reason: 'configuration', detail: file.path });
  return { found, gaps };
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

function configArguments(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const inline = /^--config=(.+)$/.exec(word)?.[1];
    if (inline !== undefined) return [inline];
    const shell = /^(?:\S*\/)?(?:ba|da|a)?sh$/.test(words[index - 1] ?? '');
    const next = words[index + 1];
    return (word === '--config' || (word === '-c' && !shell)) && next !== undefined ? [next] : [];
  });
}
