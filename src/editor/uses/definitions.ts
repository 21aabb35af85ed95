import type { TextDocument } from 'vscode';
import type { Fact } from '../../language/index.ts';
import {
  countFlows,
  mergeUses,
  secretsDefinedIn,
  useFact,
  type SoughtSecret,
} from '../../language/uses/index.ts';
import type { TextRange } from '../../ports/text.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { stretchesIn } from './definition-places.ts';
import { findUses } from './folder-uses.ts';
import { isFileOf } from './pointed.ts';

/** A stretch of a document that defines a secret: from its name, or its value where that stands before it, to the end of both. */
export interface Definition {
  readonly range: TextRange;
  /** One each for the configurations that read the file. */
  readonly sought: readonly SoughtSecret[];
}

/** What a document of the configuration defines, in its order, as far as it is read. */
export function definitionsIn(session: FolderSession, document: TextDocument): readonly Definition[] {
  const configuration = session.configuration();
  if (configuration === null) return [];
  const isFile = isFileOf(session, document);
  const text = document.getText();
  const found = new Map<number, Definition>();
  for (const { definition, sought } of secretsDefinedIn(isFile, configuration, session.catalog.snapshot())) {
    for (const range of stretchesIn(definition, isFile, text)) {
      const others = found.get(range.start)?.sought ?? [];
      found.set(range.start, { range, sought: [...others, sought] });
    }
  }
  return [...found.values()].sort((one, other) => one.range.start - other.range.start);
}

/**
 * What is known of the uses of the secret that is defined around an offset, its end included; null: nothing, or not all flows have
 * been read once. Rejects with an AbortError, and where the folder cannot be looked into.
 */
export async function describeUsesAt(
  session: FolderSession,
  document: TextDocument,
  offset: number,
  signal: AbortSignal,
): Promise<{ readonly range: TextRange; readonly title: string; readonly facts: readonly Fact[] } | null> {
  if (session.knownFlows() === null) return null;
  const found = definitionsIn(session, document).find(
    ({ range }) => range.start <= offset && offset <= range.end,
  );
  const [first] = found?.sought ?? [];
  if (found === undefined || first === undefined) return null;
  const uses = await Promise.all(found.sought.map(async (sought) => findUses(session, sought, signal)));
  return { range: found.range, title: first.name, facts: [useFact(countFlows(mergeUses(uses)))] };
}
