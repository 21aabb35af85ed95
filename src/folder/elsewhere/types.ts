import type { FlowFile } from '../../flow/index.ts';

/** What a file asks for, and which it is. */
export interface FlowInFile {
  /** Relative to the folder, with `/`; `../…` outside it. */
  readonly file: string;
  readonly flow: FlowFile;
  /** The files of the flows that render it. Left out: it is rendered by none, but a file of flows, or the server's. */
  readonly renderedBy?: readonly string[];
}
