import { startOf } from '../budget.ts';
import type { ServerConfigurations } from '../server.ts';
import type { DefinitionsGap } from '../types.ts';
import type { Variables } from '../variables.ts';
import { isListNode, itemsOf } from '../yaml/nodes.ts';
import { notRead, type ComposeFile } from './compose-file.ts';
import { entriesAt, type ServiceLayer } from './layers.ts';
import { elsewhere, filledText, mountedFile, mountsOf, targetPath } from './mounts.ts';

/** Where Kestra's image looks by default (its `MICRONAUT_CONFIG_FILES`). */
const defaultFile = '/app/confs/application.yml';

/** Where Kestra's command looks where it is given no `--config`, in the homes that its images have. */
const defaultCommanded = ['/root/.kestra/config.yml', '/home/kestra/.kestra/config.yml'];

/** Where Kestra's image works, unless `working_dir` says otherwise. */
const imageFolder = '/app';

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
  const [workingFolder = imageFolder] = lastWords(layers, 'working_dir');
  const commanded = configArguments(words).map((path) =>
    path.startsWith('/') ? path : `${workingFolder}/${path}`,
  );
  const listed = (variables.get('MICRONAUT_CONFIG_FILES')?.text ?? defaultFile).split(',');
  const named = variables.has('KESTRA_CONFIGURATION') ? [] : listed.map((path) => path.trim());
  if (isTooMuch(layers, (named.length + commanded.length + 2) * (mounts.length + 1)))
    return { below: [], above: [], gaps: layers.map(({ file }) => notRead(file.path)) };
  const gaps: DefinitionsGap[] = [];
  const last = layers.at(-1)?.file.path ?? '';
  const found = (paths: readonly string[], isNamed: (target: string) => boolean) =>
    paths.flatMap((path) => {
      const target = targetPath(path);
      const mounted = mountedFile(mounts, target);
      if (mounted !== null && mounted !== elsewhere) return [mounted];
      if (isNamed(target)) gaps.push({ reason: 'command', detail: path });
      else if (mounted === elsewhere) gaps.push({ reason: 'configuration', detail: last });
      return [];
    });
  const below = found(named, (target) => target !== defaultFile);
  const isCommanded = commanded.length > 0;
  const above = found(
    isCommanded ? commanded : defaultCommanded,
    (target) => isCommanded && target !== defaultFile,
  );
  // A definition made in the command line itself is not repeated, for it holds the value.
  const isOwn = words.some((word) => /\bSECRET_/.test(word)) || startsOtherwise(layers, words);
  if (isOwn) gaps.push({ reason: 'command', detail: 'command' });
  // What is mounted nobody knows where may be the configuration.
  if (mounts.some(({ target }) => target === null)) gaps.push({ reason: 'configuration', detail: last });
  return { below, above, gaps };
}

const shell = /^(?:\S*\/)?(?:ba|da|a|z)?sh$/;

/** Whether a shell reads the command, or another program than those of Kestra's image is started. */
function startsOtherwise(layers: readonly ServiceLayer[], words: readonly string[]): boolean {
  const isShell = words.some((word, index) => /^-[a-z]*c$/.test(word) && shell.test(words[index - 1] ?? ''));
  const [program] = lastWords(layers, 'entrypoint');
  const isScript =
    program !== undefined && !/(?:^|\/)(?:docker-entrypoint\.sh|kestra|tini|dumb-init)$/.test(program);
  return isShell || (isScript && !shell.test(program));
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
    const next = words[index + 1];
    return (word === '--config' || (word === '-c' && !shell.test(words[index - 1] ?? ''))) &&
      next !== undefined
      ? [next]
      : [];
  });
}
