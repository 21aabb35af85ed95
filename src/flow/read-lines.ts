import type { TextRange } from '../ports/text.ts';
import { keepSyntaxOf, readFlow } from './read-flow.ts';
import {
  argumentNames,
  type ArgumentName,
  type FlowDocument,
  type FlowFile,
  type FlowLines,
  type SecretArgument,
  type SecretReference,
} from './types.ts';

/**
 * The flows in a file of another language, as a file of flows with the same offsets: its text is theirs, with blanks in the
 * place of all else and letters in that of each hole. What depends on a hole is known only at run time, and nothing is told
 * of it. Never throws.
 */
export function readFlowLines(text: string, lines: readonly FlowLines[]): FlowFile {
  const masked = maskAround(text, lines);
  const read = readFlow(masked);
  const holes = lines.flatMap((each) => each.holes);
  let documents: readonly FlowDocument[] | null = null;
  const file: FlowFile = {
    text: masked,
    get documents(): readonly FlowDocument[] {
      documents ??=
        holes.length === 0 ? read.documents : read.documents.map((each) => withHoles(each, holes));
      return documents;
    },
    lines,
    source: text,
  };
  keepSyntaxOf(file, read);
  return file;
}

/** Each flow is a document of its own: the line above its first one, which opens it, has room for the mark of that. */
function maskAround(text: string, lines: readonly FlowLines[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, holes } of lines) {
    const before = blank(text.slice(at, start));
    const mark = before.lastIndexOf('\n', before.length - 2) + 1;
    pieces.push(before.slice(0, mark), '---', before.slice(mark + 3));
    at = start;
    for (const hole of holes) {
      const isDirective = text.startsWith('%{', hole.start);
      pieces.push(
        text.slice(at, hole.start),
        blank(text.slice(hole.start, hole.end), isDirective ? ' ' : 'x'),
      );
      at = hole.end;
    }
    pieces.push(text.slice(at, end));
    at = end;
  }
  pieces.push(blank(text.slice(at)));
  return pieces.join('');
}

function blank(text: string, by = ' '): string {
  return text.replace(/[^\r\n]/g, by);
}

function withHoles(document: FlowDocument, all: readonly TextRange[]): FlowDocument {
  const holes = all.filter((hole) => meet(hole, document.range));
  if (holes.length === 0 || !document.isFlow) return document;
  const { namespace, references, withoutMeaning, problems } = document;
  const isMade = (range: TextRange) => holes.some((hole) => meet(hole, range));
  const open = (reference: SecretReference) => withOpenArguments(reference, isMade);
  return {
    ...document,
    namespace: namespace?.kind === 'literal' && isMade(namespace.range) ? { kind: 'dynamic' } : namespace,
    references: references.map(open),
    withoutMeaning: withoutMeaning.map(open),
    problems: problems.filter(({ range }) => !isMade(range)),
  };
}

/** An argument with a hole in it is whatever the other language makes of it; what is wrong with a call then, too. */
function withOpenArguments(
  reference: SecretReference,
  isMade: (range: TextRange) => boolean,
): SecretReference {
  if (!isMade(reference.range)) return reference;
  const open: Partial<Record<ArgumentName, SecretArgument>> = {};
  for (const name of argumentNames) {
    const argument = reference.arguments[name];
    if (argument === undefined) continue;
    open[name] = isMade(argument.range)
      ? { ...argument, content: null, quote: null, literal: false, value: { kind: 'dynamic' } }
      : argument;
  }
  const { failure } = reference;
  return {
    ...reference,
    arguments: open,
    failure: failure !== null && isMade(failure.range) ? null : failure,
  };
}

function meet(one: TextRange, other: TextRange): boolean {
  return one.start < other.end && other.start < one.end;
}
