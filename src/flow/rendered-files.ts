import { parsePebble } from './pebble/parse.ts';
import { isRendered, placeOf } from './places/place-of.ts';
import type { Generation, PlacePath } from './places/types.ts';
import { yamlOf } from './read-flow.ts';
import { readDecoded } from './references.ts';
import { shiftReference } from './shift.ts';
import type { FlowDocument, FlowFile, FlowNamespace } from './types.ts';
import { DecodedTextBuilder } from './yaml/decoded-text.ts';
import { placePathOf } from './yaml/path.ts';
import { decodeScalar } from './yaml/scalars.ts';
import { loneScalar } from './yaml/scan.ts';

/** A namespace file that a flow renders: `{{ render(read('query.sql')) }}`. */
export interface RenderedFile {
  /** As it is named below the namespace's files, with `/`. */
  readonly path: string;
  /** The index of the document that renders it. */
  readonly document: number;
  /** Where it does. */
  readonly place: PlacePath;
}

/** The namespace files that a file of flows certainly names and renders, in the order of the text. Never throws. */
export function renderedFilesIn(file: FlowFile, generation: Generation | null): readonly RenderedFile[] {
  return filesToRenderIn(file).filter(({ place }) => isRendered(placeOf(place, generation)));
}

/** The same, whether Kestra renders anything at that place or not. */
export function filesToRenderIn(file: FlowFile): readonly RenderedFile[] {
  if (!mayRenderFile(file.text)) return [];
  const { text, documents } = yamlOf(file);
  return documents.flatMap(({ isFlow, laterTypes, parts }, document) =>
    (isFlow ? parts : []).flatMap(({ base, segment }) =>
      segment.found.scalars.flatMap((scalar) => {
        if (scalar.fault !== null || !mayRenderFile(text.slice(scalar.start + base, scalar.end + base))) {
          return [];
        }
        const place = placePathOf(scalar, laterTypes);
        const parsed = parsePebble(decodeScalar(text, base, scalar).decoded.text);
        const files = parsed.state === 'parsed' ? parsed.findings.files : [];
        return files.map((path) => ({ path, document, place }));
      }),
    ),
  );
}

/** Whether a text may have a flow that renders a file; a search alone. */
export function mayRenderFile(text: string): boolean {
  return text.includes('render') && text.includes('read');
}

/**
 * What a text asks for that a flow of `namespace` renders at `place`, as a file with one document; offsets are in the
 * text, of which all is one template. Never throws.
 */
export function readRenderedFile(text: string, namespace: FlowNamespace, place: PlacePath): FlowFile {
  const whole = new DecodedTextBuilder(text, 0);
  whole.copy(0, text.length);
  const block = { header: '|', contentStart: 0 };
  // Nothing has to be escaped in it, as in such a scalar.
  const scalar = loneScalar({ style: 'literal', start: 0, end: text.length, block, inFlowCollection: false });
  const { problems, references } = readDecoded(whole.finish(text.length), scalar);
  const document: FlowDocument = {
    index: 0,
    range: { start: 0, end: text.length },
    isFlow: true,
    id: null,
    namespace,
    pluginDefaults: null,
    references: text.includes('secret') ? references.map((each) => shiftReference(each, 0, 0, place)) : [],
    withoutMeaning: [],
    problems: text.includes('secret') ? problems : [],
  };
  const file: FlowFile = { text, documents: [document] };
  templates.add(file);
  return file;
}

// Such a file is no YAML, whatever it looks like.
const templates = new WeakSet<FlowFile>();

/** Whether a file is one that a flow renders. */
export function isRenderedFile(file: FlowFile): boolean {
  return templates.has(file);
}
