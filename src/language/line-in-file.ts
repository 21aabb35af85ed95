import type { Origin } from '../ports/origin.ts';

/** A place as people read it, and terminals and editors make a link of it: `infra/main.tf:12`. */
export function lineInFile({ file, line }: Origin): string {
  return `${file}:${String(line)}`;
}
