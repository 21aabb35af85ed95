import type { TextRange } from './text.ts';

/** Where a configuration value was written, so that the user can be taken there. */
export interface Origin {
  /** Relative to the workspace folder, with `/`; `../…` or absolute where the file lies outside it. */
  readonly file: string;
  /** The value in that file's text. */
  readonly range: TextRange;
  /** 1-based, of the range's start; columns count UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** The environment variable the value came through, if any. */
  readonly variable?: string;
}
