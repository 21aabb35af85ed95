import { readFileSync } from 'node:fs';
import type { JudgedProject } from './compose-judgement.ts';

/** A project as Compose's own loader judged it (compose-go 2.16.2). */
export interface ProjectRow extends JudgedProject {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

export function readProjects(): readonly ProjectRow[] {
  return readFileSync(new URL('compose-projects.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ProjectRow);
}
