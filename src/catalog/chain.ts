import type { FlowNamespace } from '../flow/index.ts';
import type { BackendSnapshot, Question } from './types.ts';

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
