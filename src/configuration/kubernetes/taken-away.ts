import type { Variable } from '../variables.ts';
import type { ObjectReference } from './environment.ts';
import type { Loss } from './losses.ts';
import type { FindObject } from './objects.ts';
import type { FileLoss } from './patches.ts';

/** What a container has its environment from. */
interface ContainerSources {
  /** In order, all of them. */
  readonly variables: readonly Variable[];
  /** The names of those that are its own, by `env`. */
  readonly own: ReadonlySet<string>;
  readonly references: readonly ObjectReference[];
  readonly find: FindObject;
}

/** The variables of a container that patches may take away, each with the file of the first that may. */
export function takenAway(
  container: ContainerSources,
  losses: readonly FileLoss[],
): ReadonlyMap<string, string> {
  const taken = new Map<string, string>();
  for (const { by, loss } of losses) {
    const isTaken = isTakenBy(loss, container);
    for (const { name } of container.variables) if (!taken.has(name) && isTaken(name)) taken.set(name, by);
  }
  return taken;
}

function isTakenBy(loss: Loss, { own, references, find }: ContainerSources): (variable: string) => boolean {
  const keysOf = (those: readonly ObjectReference[]) =>
    those.flatMap(({ kind, name, prefix }) =>
      [...(find(kind, name)?.values.keys() ?? [])].map((key) => ({ key, variable: prefix + key })),
    );
  switch (loss.of) {
    case 'all':
      return () => true;
    case 'env':
      return (variable) => own.has(variable);
    case 'variable': {
      const made = keysOf(references).filter(({ key }) => key === loss.name);
      const names = new Set([loss.name, ...made.map(({ variable }) => variable)]);
      return (variable) => names.has(variable);
    }
    case 'envFrom':
    case 'object': {
      const gone = keysOf(
        references.filter(({ name }) => (loss.of === 'object' ? name === loss.name : !loss.kept.has(name))),
      ).filter(({ key }) => loss.of === 'envFrom' || !loss.kept.has(key));
      const names = new Set(gone.map(({ variable }) => variable));
      return (variable) => names.has(variable) && !own.has(variable);
    }
  }
}
