import type { Source } from '../candidate.ts';
import type { NotReadReason } from '../types.ts';

/** A way in which people keep the configuration of a Kestra server in a folder. */
export interface Kind {
  /** What its files are found under: `FileReading.found`. */
  readonly id: string;
  /** As the list in docs/configuration.md has it. */
  readonly name: string;
  /** How its files are told from others. Left out: by their names alone, by the source itself. */
  readonly search?: KindSearch;
  /** Reads what its files say; null: they are only named as seen. */
  readonly source: Source | null;
  /** Why a file of it that no source could read is not read, which is said; left out: nothing is said of it. */
  readonly unread?: NotReadReason;
}

export interface KindSearch {
  /** Whether a file may be one, told by its path as it counts for finding files by name. */
  readonly mayBe: (spelled: string) => boolean;
  /**
   * Looks through its text, which is not parsed: what was found there that is of use later, such as names; null: it is
   * none. In time that grows with the text.
   */
  readonly marksIn: (text: string, spelled: string) => readonly string[] | null;
}

/** A file that may be of a kind, as a search of its text tells. */
export interface SurveyFinding {
  readonly kind: string;
  readonly path: string;
  readonly marks: readonly string[];
}

/** What one look at the texts of a folder found, as plain data; the nearest to the folder's root first. */
export interface Survey {
  readonly found: readonly SurveyFinding[];
  /** Whether every file that may be of a kind was looked into. */
  readonly isWhole: boolean;
}

export const emptySurvey: Survey = { found: [], isWhole: true };
