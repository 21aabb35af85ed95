/** A stretch of a text, in UTF-16 code units from its start (a BOM counts); `end` is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** One replacement in a text; `range` speaks of the text before the edit. */
export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}
