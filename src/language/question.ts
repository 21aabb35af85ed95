import type { Question } from '../catalog/index.ts';
import type { FlowDocument, SecretReference } from '../flow/index.ts';

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
