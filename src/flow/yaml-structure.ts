import type { TextRange } from '../ports/text.ts';
import { isInObject } from './places/place-of.ts';
import type { FlowProblem } from './types.ts';
import { isName } from './yaml/reader-mistakes.ts';
import { partsOfFlow } from './yaml/root-keys.ts';
import { placePathOf } from './yaml/path.ts';
import type { FoundAlias } from './yaml/scan.ts';
import type { YamlDocument } from './yaml/syntax.ts';
import { lineAt, nextWrittenLine, trimLine } from './yaml/text-lines.ts';

/**
 * Where Kestra makes something else of a flow's YAML than its author means, though it is in order: aliases, merges, a
 * second document, a flow without tasks. `isFirst`: whether it is the one that Kestra reads, `mistakes` is what is wrong with its YAML.
 */
export function structureProblems(
  text: string,
  document: YamlDocument,
  isFirst: boolean,
  mistakes: readonly FlowProblem[],
): FlowProblem[] {
  return [
    ...(isFirst ? [] : [ignoredDocument(text, document)]),
    ...(mistakes.length === 0 ? missingTasks(document) : []),
    ...aliasProblems(text, document, mistakes),
  ];
}

/** Kestra: FlowService reads one document of what it is given. */
function ignoredDocument(text: string, { range }: YamlDocument): FlowProblem {
  const start = text.startsWith('---', range.start) ? range.start + 3 : range.start;
  const first = trimLine(text, { start, end: lineAt(text, start).end });
  const isWritten = first.start < first.end && text[first.start] !== '#';
  const next = isWritten ? null : nextWrittenLine(text, first.end);
  const shown = next === null ? first : trimLine(text, lineAt(text, next));
  return { code: 'document-ignored', severity: 'hint', range: shown, data: {} };
}

function missingTasks({ parts, withoutTasks }: YamlDocument): FlowProblem[] {
  const isBroken = parts.some(({ segment }) => segment.found.scalars.some(({ fault }) => fault !== null));
  if (withoutTasks === null || isBroken) return [];
  return [{ code: 'tasks-missing', severity: 'error', range: withoutTasks, data: {} }];
}

interface AliasAt {
  readonly found: FoundAlias;
  readonly range: TextRange;
}

function aliasProblems(
  text: string,
  { laterTypes, parts, range }: YamlDocument,
  mistakes: readonly FlowProblem[],
): FlowProblem[] {
  const aliases = parts.flatMap(({ base, segment }) =>
    segment.found.aliases.map((found): AliasAt => ({
      found,
      range: { start: found.start + base, end: found.end + base },
    })),
  );
  if (aliases.length === 0) return [];
  const isPart = partsOfFlow(text.slice(range.start, range.end));
  const problems: FlowProblem[] = [];
  let merged = -1;
  for (const { found, range: own } of aliases) {
    if (found.kind === 'merge') merged = own.end;
    const written = text.slice(own.start, own.end);
    const isMistake = mistakes.some((each) => each.range.start <= own.start && own.start < each.range.end);
    if (!isPart(own.start - range.start) || isMistake) continue;
    if (found.kind === 'merge') {
      const isKept = !isInObject(placePathOf(found, laterTypes));
      const data = isKept ? { kept: 'true' } : {};
      problems.push({ code: 'yaml-merge', severity: isKept ? 'warning' : 'error', range: own, data });
    } else if (isName(written) && !isMergedAt(text, merged, own.start)) {
      const severity = found.kind === 'key' ? 'error' : 'warning';
      const data = { name: written.slice(1), kind: found.kind };
      problems.push({ code: 'yaml-alias', severity, range: own, data });
    }
  }
  return problems;
}

/** Aliases after one `<<` are looked for so far, in characters. */
const longestMerge = 4096;

/**
 * Whether what stands at a place is what the merge that ends at `merged` names, alone or in a list. Each name has one end
 * only, so that no text makes this slow.
 */
function isMergedAt(text: string, merged: number, at: number): boolean {
  if (merged === -1 || at - merged > longestMerge) return false;
  return /^\s*:[\s[-]*(?:\*[^\s,*\]]+[\s,][\s,-]*)*$/.test(text.slice(merged, at));
}
