import type { BackendSnapshot, Catalog, CatalogSnapshot } from '../../catalog/index.ts';
import type { FolderConfiguration } from '../../configuration/index.ts';
import { generationOf } from '../../flow/index.ts';
import {
  readElsewhere,
  viewOfFile,
  type Elsewhere,
  type LookedIntoTexts,
} from '../../folder/elsewhere/index.ts';
import type { FlowIndex } from '../../index/index.ts';
import { questionOf, questionOfIndexed } from '../../language/index.ts';
import { isAskedBy } from '../../language/problems.ts';
import { findUnusedSecrets, foldedNamesIn, type AskedQuestion } from '../../language/unused.ts';
import type { Clock } from '../../ports/clock.ts';
import { createLineIndex } from '../../text/line-index.ts';
import type { FolderFiles } from '../../ports/files.ts';
import { createPause, doInSlices, type Pause } from './in-slices.ts';

/** Where something stands that may use a secret; both 1-based. */
export interface PlaceOfUse {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A secret that no flow certainly asks for. */
export interface UnusedRow {
  readonly backend: BackendSnapshot;
  readonly name: string;
  readonly storedName: string;
  /** The first of what may use it; null: nothing does. */
  readonly because: PlaceOfUse | null;
  /** How many calls and files may use it. */
  readonly causes: number;
}

/** Which secrets of a folder are unused, as the command `unused` of the command line says it. */
export interface UnusedAnswer {
  readonly unused: readonly UnusedRow[];
  readonly perhaps: readonly UnusedRow[];
  /** Files and folders that were not read, or only in part: any of the unused may be used there. */
  readonly filesInPart: readonly string[];
  /** Whether all texts of the folder were looked into. */
  readonly isWhole: boolean;
  /** Backends of which the list is not known, or not whole. */
  readonly notListed: readonly BackendSnapshot[];
}

/** One folder, as this needs it. */
export interface FolderOfSecrets {
  readonly catalog: Pick<Catalog, 'at' | 'snapshot'>;
  readonly configuration: FolderConfiguration;
  readonly files: FolderFiles;
  readonly index: FlowIndex;
  /** What was looked into before. */
  readonly texts: LookedIntoTexts;
}

/** Looks through the folder a slice at a time; rejects with an AbortError alone. */
export async function lookForUnused(
  { catalog, configuration, files, index, texts }: FolderOfSecrets,
  clock: Clock,
  signal: AbortSignal,
): Promise<UnusedAnswer> {
  const pause = createPause(clock);
  const snapshot = catalog.snapshot();
  const all = snapshot.backends.flatMap(({ secrets }) => secrets);
  const names = await doInSlices(foldedNamesIn(all), pause, signal);
  const elsewhere = await readElsewhere(
    { files, configuration, texts, isName: (name) => names.has(name) },
    signal,
  );
  const asked: PlacedQuestion[] = [];
  await addFlows({ catalog, configuration, index }, asked, pause, signal);
  addElsewhere(catalog, elsewhere, asked);
  const found = await doInSlices(findUnusedSecrets(snapshot, asked, elsewhere.mentions), pause, signal);
  const backends = new Map(snapshot.backends.map((backend) => [backend.id, backend]));
  const unused: UnusedRow[] = [];
  const perhaps: UnusedRow[] = [];
  for (const { backend: id, name, storedName, because, files: naming } of found) {
    await pause(signal);
    const backend = backends.get(id);
    if (backend === undefined) continue;
    const first = asked[because[0]?.indexes[0] ?? -1]?.placeOf() ?? null;
    const [file] = naming;
    const named = file === undefined ? null : { file, line: 1, column: 1 };
    const calls = because.reduce((sum, { indexes }) => sum + indexes.length, 0);
    const row = { backend, name, storedName, because: first ?? named, causes: calls + naming.length };
    (row.because === null ? unused : perhaps).push(row);
  }
  return {
    unused,
    perhaps,
    filesInPart: [...index.filesInPart(), ...filesInPart(elsewhere)],
    isWhole: elsewhere.isWhole,
    notListed: notListedIn(snapshot),
  };
}

/** Whether two answers show the same. */
export function isSameAnswer(one: UnusedAnswer, other: UnusedAnswer): boolean {
  return (
    one.isWhole === other.isWhole &&
    isSameList(one.unused, other.unused, isSameRow) &&
    isSameList(one.perhaps, other.perhaps, isSameRow) &&
    isSameList(one.filesInPart, other.filesInPart, (file, another) => file === another) &&
    isSameList(
      one.notListed,
      other.notListed,
      (backend, another) => backend.id === another.id && backend.state === another.state,
    )
  );
}

function isSameRow(one: UnusedRow, other: UnusedRow): boolean {
  return (
    one.storedName === other.storedName &&
    one.name === other.name &&
    one.backend.id === other.backend.id &&
    one.causes === other.causes &&
    one.because?.file === other.because?.file &&
    one.because?.line === other.because?.line &&
    one.because?.column === other.because?.column
  );
}

function isSameList<T>(
  one: readonly T[],
  other: readonly T[],
  isSame: (item: T, another: T) => boolean,
): boolean {
  if (one.length !== other.length) return false;
  return one.every((item, index) => {
    const another = other[index];
    return another !== undefined && isSame(item, another);
  });
}

type PlacedQuestion = AskedQuestion & { readonly placeOf: () => PlaceOfUse };

async function addFlows(
  { catalog, configuration, index }: Omit<FolderOfSecrets, 'files' | 'texts'>,
  asked: PlacedQuestion[],
  pause: Pause,
  signal: AbortSignal,
): Promise<void> {
  const generation = generationOf(configuration.kestraVersion ?? null);
  for (const file of index.paths()) {
    await pause(signal);
    const known = index.file(file);
    if (known?.state !== 'read') continue;
    const { configurations } = catalog.at(file).snapshot();
    for (const reference of known.references) {
      if (!isAskedBy(reference, generation)) continue;
      const { line, column } = reference.range;
      const placeOf = () => ({ file, line, column });
      asked.push({ question: questionOfIndexed(reference), configurations, placeOf });
    }
  }
}

function addElsewhere(
  catalog: FolderOfSecrets['catalog'],
  { flows }: Elsewhere,
  asked: PlacedQuestion[],
): void {
  for (const each of flows) {
    const { file, flow } = each;
    const { configurations } = viewOfFile(catalog, each).snapshot();
    const positionOf = createLineIndex(flow.source ?? flow.text);
    for (const document of flow.documents) {
      for (const reference of document.references) {
        const placeOf = () => ({ file, ...positionOf(reference.range.start) });
        asked.push({ question: questionOf(reference, document), configurations, placeOf });
      }
    }
  }
}

/** What does not parse may hold a call that nobody sees. */
function filesInPart({ flows }: Elsewhere): readonly string[] {
  return flows
    .filter(({ flow }) =>
      flow.documents.some(({ problems }) => problems.some(({ code }) => code === 'expression-syntax')),
    )
    .map(({ file }) => file);
}

function notListedIn({ backends }: CatalogSnapshot): readonly BackendSnapshot[] {
  return backends.filter(({ state }) => state !== 'complete');
}
