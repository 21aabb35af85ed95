import { applyEdits, type FlowFile, readFlow } from '../flow/index.ts';
import type { TextEdit } from '../ports/text.ts';

/** How many documents are kept: more than anybody has open, few enough to hold in memory. */
const documentLimit = 256;

/** What every feature asks for the parsed form of a document, so that one text is parsed once. */
export interface FlowCache {
  /** The parsed `text` of `document` (a path or URI); `version` grows with each change of it. */
  read(document: string, version: number, text: string): FlowFile;
  /**
   * Carries a cached document from version `from` to `to` by its edits, which all speak of the text before.
   * Does nothing where `from` is not what is cached: the next {@link read} then parses the whole text.
   */
  edit(document: string, from: number, to: number, edits: readonly TextEdit[]): void;
  /** To be called when a document is closed or gone. */
  forget(document: string): void;
}

interface CachedFlow {
  readonly version: number;
  readonly file: FlowFile;
}

export function createFlowCache(): FlowCache {
  // A Map keeps the order of insertion: re-inserting on use makes its first key the one unused for longest.
  const cached = new Map<string, CachedFlow>();
  const keep = (document: string, flow: CachedFlow): void => {
    cached.delete(document);
    cached.set(document, flow);
    if (cached.size <= documentLimit) return;
    for (const oldest of cached.keys()) {
      cached.delete(oldest);
      break;
    }
  };
  return {
    read(document, version, text) {
      const known = cached.get(document);
      // The text is compared too: a document closed and opened again starts at version 1.
      const file = known?.version === version && known.file.text === text ? known.file : readFlow(text);
      keep(document, { version, file });
      return file;
    },
    edit(document, from, to, edits) {
      const known = cached.get(document);
      if (known?.version === from) keep(document, { version: to, file: applyEdits(known.file, edits) });
    },
    forget(document) {
      cached.delete(document);
    },
  };
}
