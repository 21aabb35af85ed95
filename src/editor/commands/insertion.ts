import { cursorAt } from '../../flow/cursor/index.ts';
import {
  applyEdits,
  type CursorContext,
  type FlowFile,
  type ScalarStyle,
  writeInScalar,
  writeString,
  writeWholeValue,
} from '../../flow/index.ts';
import type { TextEdit, TextRange } from '../../ports/text.ts';

/** What an expression is to ask for. */
export interface ChosenName {
  readonly name: string;
  readonly subkey: string | null;
}

const quotes = ["'", '"'] as const;
const styles: readonly ScalarStyle[] = ['plain', 'single-quoted', 'double-quoted'];

/** `{{ secret('api', subkey='API_TOKEN') }}`, as it stands outside YAML; null where a name cannot be written in it. */
export function templateOf(asked: ChosenName): string | null {
  const [first] = quotes.flatMap((quote) => templates(asked, quote));
  return first ?? null;
}

/**
 * The edit that makes the flow ask for a secret at the selection: a name inside a string, a call inside an
 * expression, else the whole `{{ … }}`, in the quotes that fit there. Each way to write it is tried on the text, and
 * the first that reads back as exactly that call is taken; null where there is none, such as in a key.
 */
export function insertionAt(file: FlowFile, selection: TextRange, asked: ChosenName): TextEdit | null {
  const context =
    selection.start === selection.end ? cursorAt(file, selection.start) : { kind: 'none' as const };
  const range = context.kind === 'none' ? selection : context.replace;
  for (const text of waysToWrite(context, asked)) {
    const edit = { range, text };
    if (asksFor(asked, edit, file)) return edit;
  }
  return null;
}

function waysToWrite(context: CursorContext, asked: ChosenName): string[] {
  const bodies = quotes.flatMap((quote) => {
    switch (context.kind) {
      case 'string':
        return context.quote === quote ? contents(asked, quote, context.argument) : [];
      case 'argument':
      case 'argument-value':
        return contents(asked, quote, 'key').map((content) => quote + content + quote);
      case 'expression':
        return calls(asked, quote).flatMap((call) => [call, ` ${call} `]);
      case 'value':
      case 'none':
        return templates(asked, quote);
    }
  });
  const written = styles.flatMap((style) =>
    bodies.flatMap((body) => writeInScalar(body, { style, inFlowCollection: false }) ?? []),
  );
  const whole = context.kind === 'value' || context.kind === 'none' ? bodies.map(writeWholeValue) : [];
  return [...new Set([...written, ...whole])];
}

/** What stands between the quotes of a string that is an argument's value. */
function contents({ name, subkey }: ChosenName, quote: "'" | '"', argument: string): string[] {
  if (argument === 'subkey') return subkey === null ? [] : texts(writeString(subkey, quote));
  const key = writeString(name, quote);
  const field = subkey === null ? '' : writeString(subkey, quote);
  if (argument !== 'key' || key === null || field === null) return [];
  // The subkey may stand there already: the name alone is tried too.
  return subkey === null ? [key] : [`${key}${quote}, subkey=${quote}${field}`, key];
}

function calls(asked: ChosenName, quote: "'" | '"'): string[] {
  return contents(asked, quote, 'key')
    .slice(0, 1)
    .map((content) => `secret(${quote}${content}${quote})`);
}

function templates(asked: ChosenName, quote: "'" | '"'): string[] {
  return calls(asked, quote).map((call) => `{{ ${call} }}`);
}

function texts(text: string | null): string[] {
  return text === null ? [] : [text];
}

/** Whether the flow asks for exactly this where the edit was made, and nothing else of it became worse. */
function asksFor({ name, subkey }: ChosenName, edit: TextEdit, before: FlowFile): boolean {
  const after = applyEdits(before, [edit]);
  const written = { start: edit.range.start, end: edit.range.start + edit.text.length };
  if (errorsIn(after) > errorsIn(before) || flowsIn(after) < flowsIn(before)) return false;
  return after.documents.some((document) =>
    document.references.some(({ range, foundAs, failure, arguments: given }) => {
      if (foundAs === 'recovered' || failure !== null) return false;
      if (range.end < written.start || written.end < range.start) return false;
      return isText(given.key?.value, name) && (subkey === null || isText(given.subkey?.value, subkey));
    }),
  );
}

function errorsIn(file: FlowFile): number {
  const errors = file.documents.flatMap(({ problems }) =>
    problems.filter(({ severity }) => severity === 'error'),
  );
  return errors.length;
}

function flowsIn(file: FlowFile): number {
  return file.documents.filter((document) => document.isFlow).length;
}

function isText(
  value: { readonly kind: string; readonly value?: unknown } | undefined,
  text: string,
): boolean {
  return value?.kind === 'constant' && value.value === text;
}
