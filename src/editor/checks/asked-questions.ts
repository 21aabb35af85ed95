import { mapKey } from '../../text/map-key.ts';
import { isAsked, lookupNamespace, type CatalogView, type Question } from '../../catalog/index.ts';

/** Whom a question is put to, and on which of their lists an answer to it rests. */
export interface AskedLists {
  /** The same for the same question to the same backends at the same places. */
  readonly key: string;
  /** Another one as soon as one of them was listed anew. */
  readonly lists: string;
}

/** As a flow of the view asks. Where in its flow a namespace stands makes no other question of it. */
export function askedListsOf(view: CatalogView, question: Question): AskedLists {
  const namespace = lookupNamespace(question);
  const judging = view.snapshot().backends.filter((backend) => isAsked(backend, namespace) !== false);
  const { key, subkey, namespaceArgument, callFailure, flowNamespace } = question;
  const own = flowNamespace?.kind === 'literal' ? flowNamespace.value : null;
  const asked = [key, subkey, namespaceArgument, callFailure, own];
  return {
    key: mapKey(JSON.stringify([asked, judging.map(({ id, location }) => [id, location])])),
    lists: JSON.stringify(judging.map(({ fetchedAt }) => fetchedAt)),
  };
}
