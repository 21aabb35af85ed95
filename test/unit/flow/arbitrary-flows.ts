import fc from 'fast-check';

/** A scalar of YAML: how a text is written in it, indented by `indent`; null where it cannot hold the text. */
export interface Style {
  readonly name: string;
  write(text: string, indent: string): string | null;
}

const isOneLine = (text: string) => !/[\n\r]/.test(text);

/** Lines that a block scalar can hold: printable, and not beginning with what would change its indent. */
const fitsBlock = (text: string) =>
  !/^[ \t\n]|\r|[ \t]$/.test(text) && text.trim() !== '' && !text.endsWith('\n');

export const styles: readonly Style[] = [
  { name: 'double-quoted', write: (text) => JSON.stringify(text) },
  {
    name: 'double-quoted, over two lines',
    // An escaped line break is none; the escaped space after it keeps what would be trimmed.
    write: (text, indent) => {
      const middle = Math.floor(text.length / 2);
      const [left, right] = [text.slice(0, middle), text.slice(middle)].map((half) =>
        JSON.stringify(half).slice(1, -1),
      );
      return `"${left}\\\n${indent}${right?.replace(/^[ \t]/, '\\$&') ?? ''}"`;
    },
  },
  {
    name: 'single-quoted',
    write: (text) => (isOneLine(text) ? `'${text.replaceAll("'", "''")}'` : null),
  },
  {
    name: 'single-quoted, folded',
    write: (text, indent) =>
      /^\s|\s$|\s\s|[\n\r\t]/.test(text)
        ? null
        : `'${text.replaceAll("'", "''").replaceAll(' ', `\n${indent}`)}'`,
  },
  {
    name: 'plain, after a word',
    write: (text) => (isOneLine(text) && !/:(\s|$)|(^|\s)#|\s$|^\s/.test(text) ? `x ${text}` : null),
  },
  {
    name: 'literal',
    write: (text, indent) =>
      fitsBlock(text) ? `|-\n${indent}${text.replaceAll('\n', `\n${indent}`)}` : null,
  },
  {
    name: 'literal, with its indent',
    write: (text, indent) =>
      !isOneLine(text) || text.trim() === '' ? null : `|2-\n${indent.slice(2)}${text}`,
  },
  {
    name: 'folded',
    write: (text, indent) =>
      fitsBlock(text) && isOneLine(text) && !/\s\s/.test(text)
        ? `>-\n${indent}${text.replaceAll(' ', `\n${indent}`)}`
        : null,
  },
];

/** Names as managers and people have them, awkward ones included. */
export const name = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[A-Za-z0-9_./-]{1,12}$/) },
  {
    weight: 1,
    arbitrary: fc
      .array(
        fc.constantFrom(
          'a',
          'B',
          '_',
          ' ',
          "'",
          '"',
          '\\',
          '#',
          '{',
          '}',
          '%',
          ':',
          ',',
          '[',
          ']',
          'é',
          '🔑',
          '$',
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join('')),
  },
);
