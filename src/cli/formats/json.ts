import type { JsonDocument } from '../document.ts';

/** The contract's one document. */
export function asJson(document: JsonDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
