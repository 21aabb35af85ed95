import type { FlowNamespace } from '../flow/index.ts';
import type { BackendSnapshot, CatalogSnapshot, Question } from './types.ts';

/** The namespace in which a reference is looked up: its own argument, else its flow's (Kestra: SecretFunction). */
export type LookupNamespace =
  { readonly kind: 'known'; readonly value: string } | { readonly kind: 'unknown' };

export function lookupNamespace(question: Question): LookupNamespace {
  const argument = question.namespaceArgument;
  if (argument !== null && !(argument.kind === 'constant' && argument.value === null)) {
    return argument.kind === 'constant' && typeof argument.value === 'string'
      ? { kind: 'known', value: argument.value }
      : { kind: 'unknown' };
  }
  return namespaceOfFlow(question.flowNamespace);
}

function namespaceOfFlow(namespace: FlowNamespace | null): LookupNamespace {
  return namespace?.kind === 'literal' ? { kind: 'known', value: namespace.value } : { kind: 'unknown' };
}

/** Whether a backend is asked for a lookup there: a namespace's own backend serves it and those below it. */
export function isAsked(backend: BackendSnapshot, namespace: LookupNamespace): boolean | null {
  if (backend.level !== 'namespace' || backend.namespace === null) return true;
  return namespace.kind === 'unknown' ? null : isWithin(namespace.value, backend.namespace);
}

/** `a.b.c` is within `a.b` and within itself. */
export function isWithin(namespace: string, outer: string): boolean {
  return namespace === outer || namespace.startsWith(`${outer}.`);
}

/**
 * Which of several configurations judge a flow, by their files and its path in the folder (null: not known): those that
 * stand in its own folder, else in the nearest one above; else all, for none of them is nearer than another.
 */
export function configurationsFor(files: readonly string[], flow: string | null): readonly string[] {
  const depths = files.map((file) => (flow !== null && isAbove(file, flow) ? file.split('/').length : 0));
  const deepest = Math.max(0, ...depths);
  return files.filter((_, index) => depths[index] === deepest);
}

/** Which of the servers that are seen and not read may judge a flow as well as the configurations that were read do. */
export function unreadFor(
  files: readonly string[],
  unread: readonly string[],
  flow: string | null,
): readonly string[] {
  const judging = configurationsFor([...files, ...unread], flow);
  return unread.filter((file) => judging.includes(file));
}

/** What lies outside the folder has nothing of it above. */
function isAbove(file: string, flow: string): boolean {
  if (flow.startsWith('../') || flow.startsWith('/') || /^[A-Za-z]:/.test(flow)) return false;
  return flow.startsWith(file.slice(0, file.lastIndexOf('/') + 1));
}

/** The same with nothing but what these configurations have, and what belongs to all. */
export function snapshotFor(snapshot: CatalogSnapshot, files: readonly string[]): CatalogSnapshot {
  const judges = ({ configuration }: BackendSnapshot) =>
    configuration === undefined || files.includes(configuration);
  const others = snapshot.backends.filter((backend) => backend.type === 'env' && !judges(backend));
  return {
    ...snapshot,
    configurations: files,
    backends: snapshot.backends.filter(judges),
    elsewhere: [...(snapshot.elsewhere ?? []), ...others],
  };
}
