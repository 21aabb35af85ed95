import type { JsonDocument } from '../document.ts';
import type { Options } from '../invocation.ts';
import { asGitHub } from './github.ts';
import { asGitLab } from './gitlab.ts';
import { jsonPieces } from './json.ts';
import { asJUnit } from './junit.ts';
import { asSarif } from './sarif.ts';
import { asText } from './text.ts';

/**
 * A document in the wanted format, in pieces that are one text together; `version` is that of the command line, `now` in ms
 * since the epoch.
 */
export function writeDocument(
  document: JsonDocument,
  format: Options['format'],
  version: string,
  colours: boolean,
  now: number,
): Iterable<string> {
  switch (format) {
    case 'text':
      return [asText(document, colours, now)];
    case 'json':
      return jsonPieces(document);
    case 'sarif':
      return [asSarif(document, version)];
    case 'github':
      return [asGitHub(document)];
    case 'gitlab':
      return [asGitLab(document)];
    case 'junit':
      return [asJUnit(document)];
  }
}
