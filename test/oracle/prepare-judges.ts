import type { Installed } from '../servers/needed.ts';
import { installGoJudge } from './install-go-judge.ts';
import { installJudge } from './install-judge.ts';
import { goJudges, judges } from './judges.ts';

/** How the preparing of one judge came out; `missing` is why it is not there, in one sentence, or null. */
export interface Prepared {
  readonly name: string;
  readonly title: string;
  readonly missing: string | null;
}

/** Fetches and builds all judges, one after the other, each for `limit` milliseconds at the most. */
export async function prepareJudges(limit: number): Promise<readonly Prepared[]> {
  const all: Prepared[] = [];
  const add = ({ name, title }: Omit<Prepared, 'missing'>, installed: Installed<object>) =>
    all.push({ name, title, missing: 'missing' in installed ? installed.missing : null });
  for (const judge of judges) add(judge, await installJudge(judge, limit));
  for (const judge of goJudges) add(judge, await installGoJudge(judge, limit));
  return all;
}
