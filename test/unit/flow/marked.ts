import { readFlow } from '../../../src/flow/index.ts';
import type { FlowDocument, FlowFile, SecretReference } from '../../../src/flow/types.ts';
import type { TextRange } from '../../../src/ports/text.ts';

export function documentOf(file: FlowFile): FlowDocument {
  const [document] = file.documents;
  if (document === undefined) throw new Error('no document');
  return document;
}

export function slice(text: string, { start, end }: TextRange): string {
  return text.slice(start, end);
}

/** A reference in one line: its text, `!` before it where it is recovered, `~` where it is a rendered text. */
export function shown(text: string, { range, foundAs }: SecretReference): string {
  const sign = foundAs === 'call' ? '' : foundAs === 'recovered' ? '!' : '~';
  return `${sign}${slice(text, range)}`;
}

/** All references of a text, and its problems as `code: what is underlined`. */
export function readAll(text: string): { references: string[]; problems: string[] } {
  const { documents } = readFlow(text);
  return {
    references: documents.flatMap(({ references }) => references.map((each) => shown(text, each))),
    problems: documents.flatMap(({ problems }) =>
      problems.map(({ code, range }) => `${code}: ${slice(text, range)}`),
    ),
  };
}
