import type { Question } from '../catalog/index.ts';
import type { FlowDocument, SecretReference } from '../flow/index.ts';
import type { IndexedReference } from '../index/index.ts';

/** What a reference asks the catalog; the flow's namespace is the document's (Kestra: the YAML's, not the path's). */
export function questionOf(reference: SecretReference, document: Pick<FlowDocument, 'namespace'>): Question {
  return {
    key: reference.arguments.key?.value ?? null,
    subkey: reference.arguments.subkey?.value ?? null,
    namespaceArgument: reference.arguments.namespace?.value ?? null,
    callFailure: reference.failure,
    flowNamespace: document.namespace,
  };
}

/** The same of a call that the index has. */
export function questionOfIndexed({
  key,
  subkey,
  namespaceArgument,
  failure,
  flow,
}: IndexedReference): Question {
  return {
    key: key?.value ?? null,
    subkey: subkey?.value ?? null,
    namespaceArgument,
    callFailure: failure,
    flowNamespace: flow.namespace,
  };
}
