type Paint = (text: string) => string;

/** Colours for a terminal, or none. */
export interface Style {
  readonly good: Paint;
  readonly bad: Paint;
  readonly careful: Paint;
  readonly quiet: Paint;
  readonly strong: Paint;
}

export function createStyle(colours: boolean): Style {
  const paint = (code: number, end: number) => (text: string) =>
    colours && text !== '' ? `\u001b[${String(code)}m${text}\u001b[${String(end)}m` : text;
  return {
    good: paint(32, 39),
    bad: paint(31, 39),
    careful: paint(33, 39),
    quiet: paint(2, 22),
    strong: paint(1, 22),
  };
}
