import type { BackendSnapshot, CatalogSnapshot } from '../catalog/index.ts';
import type { Failure } from '../ports/failure.ts';
import type { JsonDocument } from './document.ts';

/** What a command found. */
export interface Outcome {
  readonly document: JsonDocument;
  /** What the document rests on, for what is told on standard error and for the exit code. */
  readonly snapshot: CatalogSnapshot;
  /** What failed besides the backends themselves. */
  readonly failures: readonly BrokenAnswer[];
  /** Lines for standard error about what was changed in files. */
  readonly changes?: readonly string[];
  /** Lines for standard error about files that could not be changed, for which the run fails. */
  readonly notChanged?: readonly string[];
  /** Lines for standard error about files that were not read, or only in part, where the document rests on all of them. */
  readonly unread?: readonly string[];
  /** Lines for standard error about what the run made of its flags. */
  readonly notes?: readonly string[];
  /** Whether the job could be done only in part, which is told; left out: it was done. */
  readonly isNotDone?: boolean;
  /** Whether something was found that the run is to fail on. */
  readonly failed: boolean;
}

/** A question that was sent and failed. */
export interface BrokenAnswer {
  readonly backend: BackendSnapshot;
  readonly failure: Failure;
  /** Whether it was about one secret, and not about all of the backend's. */
  readonly isOfOneSecret: boolean;
}
