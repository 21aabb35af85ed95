import { startOf, type BudgetPlace } from '../budget.ts';
import {
  askedFiles,
  commandGap,
  defaultFile,
  filesInContainer,
  isShell,
  lookUps,
  type FoundLayer,
} from '../server-files.ts';
import { placeInFile } from '../text/source-text.ts';
import type { Variables } from '../variables.ts';
import { isListNode, itemsOf } from '../yaml/nodes.ts';
import { notRead, type ComposeFile } from './compose-file.ts';
import { entriesAt, type ServiceLayer } from './layers.ts';
import { filledText, mountAt, mountedFile, mountsOf, type Mount } from './mounts.ts';
import type { OutOfSight } from './out-of-sight.ts';

/** A file or text that a service reads its configuration from. */
export interface NamedLayer extends FoundLayer {
  /** Where it is mounted. */
  readonly place: BudgetPlace | null;
  /** Whether the server also starts without it. */
  readonly isOptional: boolean;
}

/** What a service's command and mounts name of its configuration. */
export interface ServiceConfigurations {
  /** Below the environment, then above it. */
  readonly layers: readonly NamedLayer[];
  readonly outOfSight: readonly OutOfSight[];
  readonly mounts: readonly Mount[];
  /** The words of the service's command. */
  readonly words: readonly string[];
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
  const words = commandWords(layers);
  const [workingFolder] = lastWords(layers, 'working_dir');
  const asked = askedFiles(words, workingFolder, variables);
  if (isTooMuch(layers, 2 * lookUps(asked) * (mounts.length + 1))) {
    const unread = layers.map(({ file: { path } }): OutOfSight => {
      return { kind: 'file', name: path, place: null, gap: notRead(path) };
    });
    return { layers: [], outOfSight: unread, mounts: [], words };
  }
  const last = layers.at(-1)?.file.path ?? '';
  const { found, open } = filesInContainer(asked, (target) => mountedFile(mounts, target));
  const [listed = null] = variables.get('MICRONAUT_CONFIG_FILES')?.origins ?? [];
  const outOfSight = open.map(({ path, isNamed, by }): OutOfSight => {
    if (!isNamed) {
      const gap = { reason: 'configuration', detail: last } as const;
      return { kind: 'file', name: path, place: mountAt(mounts, path)?.place ?? null, gap };
    }
    const place = by === 'command' ? placeAt(layers, 'command') : listed;
    return { kind: 'file', name: path, place, gap: { reason: 'command', detail: path } };
  });
  const other = commandOutOfSight(layers, words);
  if (other !== null) outOfSight.push(other);
  // What is mounted nobody knows where may be the configuration, and so may what Java's options name.
  if (asked.isOpen || mounts.some(({ target }) => target === null)) {
    const gap = { reason: 'configuration', detail: last } as const;
    outOfSight.push({ kind: 'mount', name: '', place: null, gap });
  }
  const named = found.map((file): NamedLayer => {
    const mount = mountAt(mounts, file.target);
    const isOptional =
      (file.by === 'itself' && mount?.target !== file.target) ||
      (file.target === defaultFile && asked.commanded.length > 0);
    return { ...file, place: mount?.place ?? null, isOptional };
  });
  return { layers: named, outOfSight, mounts, words };
}

/** The words with which a service is started. */
export function commandWords(layers: readonly ServiceLayer[]): readonly string[] {
  return ['entrypoint', 'command'].flatMap((key) => lastWords(layers, key));
}

/** What may read any configuration, or set any variable: a shell, or another program than those of Kestra's image. */
function commandOutOfSight(layers: readonly ServiceLayer[], words: readonly string[]): OutOfSight | null {
  // A definition made in the command line itself is not repeated, for it holds the value.
  const gap = { reason: 'command', detail: 'command' } as const;
  const [program] = lastWords(layers, 'entrypoint');
  const command = placeAt(layers, 'command');
  const entrypoint = placeAt(layers, 'entrypoint');
  switch (commandGap(program, words)) {
    case 'shell':
      return {
        kind: 'shell',
        name: '',
        place: isShell(program ?? '') ? entrypoint : (command ?? entrypoint),
        gap,
      };
    case 'script': {
      const name = /^[\w./-]+$/.test(program ?? '') ? (program ?? '') : '';
      return { kind: 'script', name, place: entrypoint, gap };
    }
    case 'variables':
      return { kind: 'command', name: '', place: command ?? entrypoint, gap };
    case null:
      return null;
  }
}

/** Whether every name can still be compared with every mount. */
function isTooMuch([layer]: readonly ServiceLayer[], comparisons: number): boolean {
  return layer?.file.budget.spend('nodes', comparisons, () => startOf(layer.file.path)) === false;
}

/** Where the last layer that gives this key has its value; null: none does. */
function placeAt(layers: readonly ServiceLayer[], key: string): BudgetPlace | null {
  const given = entriesAt(layers, key).at(-1);
  if (given === undefined) return null;
  const { yaml, range } = given.value;
  return { file: yaml.source.file, range: placeInFile(yaml.source, range) };
}

/** The words of the last layer that gives this key, as text or as a list. */
function lastWords(layers: readonly ServiceLayer[], key: string): readonly string[] {
  const given = entriesAt(layers, key).at(-1);
  if (given === undefined) return [];
  const nodes = isListNode(given.value) ? itemsOf(given.value) : [given.value];
  return nodes.flatMap((node) => filledText(given.layer, node).split(/\s+/)).filter((word) => word !== '');
}
