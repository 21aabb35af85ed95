import type { FlowFile } from './types.ts';
import { looksLikeFlow } from './yaml/broken-flow.ts';

/** Whether a file holds a flow, or what would be one if its YAML were in order: its mistakes are then to be told. */
export function mayBeFlow({ documents, text }: FlowFile): boolean {
  return documents.some(({ isFlow, range }) => isFlow || looksLikeFlow(text.slice(range.start, range.end)));
}
