import { identityOf } from './identity.ts';
import { documentStart, type Segment } from './segments.ts';
import { scanSimple, type IsWanted } from './simple-scan.ts';
import { noTypes, type Syntax, type YamlDocument } from './syntax.ts';

/** What may stand before a simple document: no directive, and no end of another one. */
const onlyComments = /^(?:[ ]*(?:#[^\n]*)?\n)*$/;

/**
 * The syntax of a text that is one simple document, with no values but those of which `isWanted` says so (by offsets of the
 * text), the types of its maps, and what says that it is a flow; null where it is not simple.
 */
export function readSimpleSyntax(text: string, isWanted: IsWanted): Syntax | null {
  const base = documentStart(text, 0);
  if (base === text.length || !onlyComments.test(text.slice(0, base))) return null;
  const found = scanSimple(text, base, isWanted);
  if (found === null) return null;
  const length = text.length - base;
  const segment: Segment = { length, firstLine: length, opening: { kind: 'document' }, found, undecided: [] };
  const document: YamlDocument = {
    ...identityOf(text, [{ base, found }]),
    range: { start: base, end: text.length },
    parts: [{ base, segment }],
    laterTypes: noTypes,
  };
  return { text, segments: [], documents: [document], isSimple: true };
}
