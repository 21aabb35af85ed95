import { printableJson } from '../../language/index.ts';
import type { JsonDocument } from '../document.ts';

/** The contract's one document. */
export function asJson(document: JsonDocument): string {
  return `${printableJson(JSON.stringify(document, null, 2))}\n`;
}
