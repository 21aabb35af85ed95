import type { Generation } from '../flow/index.ts';
import type { Catalog, CatalogView, Question, Resolution } from '../catalog/index.ts';
import { viewOfFile } from '../folder/elsewhere/index.ts';
import { onceEach, questionOf } from '../language/index.ts';
import type { JsonReference } from './document.ts';
import type { FlowToCheck } from './flows.ts';
import { jsonReference } from './json-references.ts';
import { placesIn, type PlaceOf } from './places.ts';
import type { Session } from './session.ts';

/** What every call of the flows asks, by file and place. */
export function questionsIn(flows: readonly FlowToCheck[]): { asking: FlowToCheck; question: Question }[] {
  return flows.flatMap((asking) =>
    asking.flow.documents.flatMap((document) =>
      document.references.map((reference) => ({ asking, question: questionOf(reference, document) })),
    ),
  );
}

/** What decides in each file: the configurations that judge it, each question put to the same ones once. */
export function resolveIn(catalog: Catalog): (asking: FlowToCheck) => (question: Question) => Resolution {
  return answersIn(catalog, (view, question) => view.resolve(question));
}

function answersIn<T>(
  catalog: Catalog,
  answer: (view: CatalogView, question: Question) => T,
): (asking: FlowToCheck) => (question: Question) => T {
  const byView = new Map<CatalogView, (question: Question) => T>();
  return (asking) => {
    const view = viewOfFile(catalog, asking);
    const known = byView.get(view) ?? onceEach((question) => answer(view, question));
    byView.set(view, known);
    return known;
  };
}

/**
 * Everything is asked before anything is told, so that all verdicts rest on the same knowledge; no backend's questions
 * wait for another's list.
 */
export async function askAll(
  { catalog }: Session,
  flows: readonly FlowToCheck[],
  readValues: boolean,
  signal: AbortSignal,
): Promise<void> {
  const listing = catalog.refresh(signal);
  const askIn = answersIn(catalog, (view, question) => view.ask(question, { readValues }, signal));
  const settling = new Set(questionsIn(flows).map(({ asking, question }) => askIn(asking)(question)));
  await Promise.all([listing, ...settling]);
}

/** Every call of one file with its verdict, from what is known now. `positionsOf`: those of the flow's text. */
export function jsonReferencesOf(
  { file, flow }: FlowToCheck,
  resolve: (question: Question) => Resolution,
  generation: Generation | null,
  positionsOf: PlaceOf = placesIn(flow.text),
): JsonReference[] {
  const context = { file, positionsOf, generation };
  return flow.documents.flatMap((document) =>
    document.references.map((reference) => {
      const resolution = resolve(questionOf(reference, document));
      return jsonReference(context, reference, document, resolution);
    }),
  );
}
