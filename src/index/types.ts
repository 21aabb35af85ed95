import type {
  CallFailure,
  ExpressionValue,
  FlowNamespace,
  Generation,
  SecretReference,
} from '../flow/index.ts';
import type { RenderedFile } from '../flow/rendered-files.ts';
import type { FolderNotListed, RefusalReason } from '../ports/files.ts';
import type { TextRange } from '../ports/text.ts';

/**
 * A stretch of a file that can be shown without its text: besides the offsets where it begins and ends, both 1-based and in
 * UTF-16 code units as in `text/line-index.ts`; the end is exclusive.
 */
export interface IndexedRange extends TextRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** An argument of a call that names a secret or a subkey. */
export interface IndexedArgument {
  readonly value: ExpressionValue;
  /** What stands between the quotes where the value is one string literal, else the whole expression. */
  readonly range: IndexedRange;
  /** The quote of that literal; null: it is another expression. */
  readonly quote: "'" | '"' | null;
}

/** One YAML document that is a flow. */
export interface IndexedFlow {
  /** Of the document in its file. */
  readonly index: number;
  readonly id: string | null;
  readonly namespace: FlowNamespace | null;
}

/** One `secret()` call, with all that a question to the catalog is made of. */
export interface IndexedReference {
  readonly flow: IndexedFlow;
  /** From the word `secret` to the closing bracket. */
  readonly range: IndexedRange;
  readonly foundAs: SecretReference['foundAs'];
  readonly key: IndexedArgument | null;
  readonly subkey: IndexedArgument | null;
  readonly namespaceArgument: ExpressionValue | null;
  readonly failure: CallFailure | null;
  /** The generations of Kestra that render it where it stands; empty: none does, so that it asks for nothing. */
  readonly renderedIn: readonly Generation[];
}

/** A namespace file that a flow renders. */
export interface IndexedRendering extends Pick<RenderedFile, 'path' | 'place'> {
  readonly flow: IndexedFlow;
}

/** What a file asks for, without its text. */
export interface FlowSummary {
  readonly state: 'read';
  readonly flows: readonly IndexedFlow[];
  /** In the order of the text; also those that no generation of Kestra renders. */
  readonly references: readonly IndexedReference[];
  /** The namespace files that its flows render, at any place. Left out: none. */
  readonly renders?: readonly IndexedRendering[];
  /** Whether its YAML and its expressions are in order, so that it holds no call that is not here. */
  readonly isWhole: boolean;
}

/** A file that was not read, or a folder that was not looked into to its end. */
export interface NotIndexed {
  readonly state: 'refused';
  readonly reason: RefusalReason | FolderNotListed['reason'];
}

/** What is known of a file: one that asks for nothing and renders no file, or is no flow, is not kept at all. */
export type IndexedFile = FlowSummary | NotIndexed;

/** A file by its path relative to the folder, with `/`, and what is known of it now; null: nothing is to be kept of it. */
export type FileChange = readonly [path: string, file: IndexedFile | null];

/** Calls of one file, in the order of its text. */
export interface UsesInFile {
  readonly file: string;
  readonly references: readonly IndexedReference[];
}

/** What the flows of a folder ask for. Answers are in the order of the paths. */
export interface FlowIndex {
  /** Puts what is known of some files in the place of what was, and tells of it once. What is said of a file last counts. */
  update(changes: Iterable<FileChange>): void;
  /** undefined: nothing is kept of it. */
  file(path: string): IndexedFile | undefined;
  paths(): readonly string[];
  /** How many calls it has. */
  size(): number;
  /**
   * The calls of which the key is certainly this name, or may be, as one of several that are written there. Names that differ
   * in letter case alone are one here, as they are to Kestra's environment: who knows the backend leaves out the others.
   */
  usesOf(name: string): readonly UsesInFile[];
  /** The calls whose key is only known when the flow runs, and of which at most a pattern is known here. */
  openUses(): readonly UsesInFile[];
  /** Files that were not read, or only in part, and folders that were not looked into: there may be calls that are not here. */
  filesInPart(): readonly string[];
  /** Every name that is certainly the key of a call somewhere, as written, but for long ones; in no certain order. */
  names(): readonly string[];
  /** Another number after each update that changed anything. */
  version(): number;
  /** Calls `listener` after each such update, until the answered function is called. */
  onChange(listener: () => void): () => void;
}
