import type { BudgetPlace } from '../budget.ts';
import { withoutCredentials } from '../paths.ts';
import type { Report } from '../report.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';

/** Something that a service reads its configuration from and that no file of the folder shows. */
export interface OutOfSight {
  readonly kind:
    /** A file that is not here. */
    | 'file'
    /** A program in the place of the image's own. */
    | 'script'
    /** A shell that takes the command apart. */
    | 'shell'
    /** A command that sets variables itself. */
    | 'command'
    /** A text that an unfilled variable holds whole. */
    | 'text'
    /** A text in an env file. */
    | 'env-file'
    /** What is mounted at a place that is not known. */
    | 'mount';
  /** The file, the program or the variable; never a value. Empty: it has no name. */
  readonly name: string;
  /** Where that is written; null: it has no place of its own. */
  readonly place: BudgetPlace | null;
  readonly gap: DefinitionsGap;
}

/** Tells what of a service's configuration is out of sight, at the place that says so. */
export function reportOutOfSight(service: string, found: readonly OutOfSight[], report: Report): void {
  for (const { kind, name, place } of found) {
    if (place === null) continue;
    report({
      code: 'configuration-out-of-sight',
      severity: 'information',
      file: place.file,
      range: place.range,
      data: { service, kind, name: withoutCredentials(name) },
    });
  }
}
