import type { FlowFile } from '../../flow/index.ts';

/** What a file asks for, and which it is. */
export interface FlowInFile {
  /** Relative to the folder, with `/`; `../…` outside it. */
  readonly file: string;
  readonly flow: FlowFile;
}
