import { readSmallFile, writeSmallFile } from '../host/index.ts';
import { byCodeUnit } from '../text/by-code-unit.ts';
import { isObject, parseJson } from '../text/json.ts';
import type { JsonDocument } from './document.ts';
import { explainedReferences } from './fail-on.ts';
import {
  identityKey,
  identityOfProblem,
  identityOfReference,
  type FindingIdentity,
} from './finding-identity.ts';
import { CannotDo } from './trouble.ts';

/** How often each finding was there when the baseline was written, by its identity's key. */
export type Baseline = ReadonlyMap<string, FindingCount>;

interface FindingCount extends FindingIdentity {
  readonly count: number;
}

/** Bytes; the baseline of a hundred thousand findings is smaller. */
const limit = 20_000_000;

/** What is wrong with a baseline is that it cannot be used at all: half of one would call old findings new. */
export async function readBaseline(file: string, signal: AbortSignal): Promise<Baseline> {
  const known = await readOldBaseline(file, signal);
  if (known !== null) return known;
  throw new CannotDo(`--baseline: there is no file ${file} that can be read; --update-baseline writes it`);
}

/** The baseline that is to be updated; null: there is none yet. Another file is not written over. */
export async function readOldBaseline(file: string, signal: AbortSignal): Promise<Baseline | null> {
  const text = await readSmallFile(file, limit, signal);
  if (text === null) return null;
  const known = entriesIn(parseJson(text));
  if (known !== null) return known;
  throw new CannotDo(`--baseline: ${file} is no baseline; delete it, and --update-baseline writes one`);
}

function entriesIn(json: unknown): Baseline | null {
  if (!isObject(json) || json.version !== 1 || !Array.isArray(json.findings)) return null;
  const known = new Map<string, FindingCount>();
  for (const entry of json.findings) {
    if (!isObject(entry)) return null;
    const { file, code, of, count } = entry;
    if (!(file === null || typeof file === 'string') || typeof code !== 'string') return null;
    if (typeof of !== 'string' || !isCount(count)) return null;
    const key = identityKey({ file, code, of });
    known.set(key, { file, code, of, count: (known.get(key)?.count ?? 0) + count });
  }
  return known;
}

function isCount(count: unknown): count is number {
  return typeof count === 'number' && Number.isInteger(count) && count > 0;
}

/**
 * Writes the findings of a document, one a line, in an order that does not depend on their places. Those of the `old`
 * baseline stay that are of files which were not looked at. Returns what it wrote.
 */
export async function writeBaseline(
  file: string,
  document: JsonDocument,
  old: Baseline | null,
  isLookedAt: (file: string) => boolean,
): Promise<Baseline> {
  const entries = new Map<string, FindingCount>();
  for (const identity of findingsOf(document)) {
    const key = identityKey(identity);
    entries.set(key, { ...identity, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  for (const [key, entry] of old ?? []) {
    if (entry.file === null || isLookedAt(entry.file)) continue;
    entries.set(key, { ...entry, count: Math.max(entry.count, entries.get(key)?.count ?? 0) });
  }
  const lines = [...entries]
    .sort(([one], [other]) => byCodeUnit(one, other))
    .map(([, entry]) => `    ${JSON.stringify(entry)}`);
  const text = `{\n  "version": 1,\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
  if (!(await writeSmallFile(file, text, old !== null))) {
    throw new CannotDo(`--update-baseline: ${file} cannot be written, or is a link; name a file of its own`);
  }
  return entries;
}

/** Every problem that counts, and every reference of which nobody can tell and no problem says why. */
function findingsOf(document: JsonDocument): FindingIdentity[] {
  const { problems = [] } = document;
  return [
    ...problems.filter(({ suppressed }) => !suppressed).map((each) => identityOfProblem(each, document)),
    ...openReferences(document).map(({ reference }) => identityOfReference(reference)),
  ];
}

function openReferences({ references = [], problems = [] }: JsonDocument) {
  const explained = explainedReferences(problems);
  return references.flatMap((reference, index) =>
    reference.verdict === 'unknown' && reference.suppressed !== true && !explained.has(index)
      ? [{ reference, index }]
      : [],
  );
}

export interface Compared {
  /** With what the baseline knows marked as such. */
  readonly document: JsonDocument;
  /** How many findings of the baseline are not there any more. */
  readonly gone: number;
}

/** Marks what was there before: of findings that are alike so many as there were, the first ones of their file. */
export function compareWithBaseline(document: JsonDocument, baseline: Baseline): Compared {
  const left = new Map(Array.from(baseline, ([key, { count }]) => [key, count]));
  const takes = (identity: FindingIdentity) => {
    const key = identityKey(identity);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count > 0;
  };
  const problems = (document.problems ?? []).map((problem) =>
    !problem.suppressed && takes(identityOfProblem(problem, document))
      ? { ...problem, suppressed: true, suppressedBy: 'baseline' as const }
      : problem,
  );
  const known = new Set(
    openReferences(document).flatMap(({ reference, index }) =>
      takes(identityOfReference(reference)) ? [index] : [],
    ),
  );
  const references = (document.references ?? []).map((reference, index) =>
    known.has(index)
      ? { ...reference, suppressed: true as const, suppressedBy: 'baseline' as const }
      : reference,
  );
  const gone = [...left.values()].reduce((sum, count) => sum + count, 0);
  return { document: { ...document, problems, references }, gone };
}
