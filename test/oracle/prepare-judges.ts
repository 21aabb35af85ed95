import { compose, installCompose } from './install-compose.ts';
import { installJudge } from './install-judge.ts';
import { judges } from './judges.ts';

/** How the preparing of one judge came out; `missing` is why it is not there, in one sentence, or null. */
export interface Prepared {
  readonly name: string;
  readonly title: string;
  readonly missing: string | null;
}

/** Fetches and builds all judges, one after the other, each for `limit` milliseconds at the most. */
export async function prepareJudges(limit: number): Promise<readonly Prepared[]> {
  const all: Prepared[] = [];
  for (const judge of judges) {
    const { name, title } = judge;
    const installed = await installJudge(judge, limit);
    all.push({ name, title, missing: 'missing' in installed ? installed.missing : null });
  }
  const installed = await installCompose(limit);
  all.push({ ...compose, missing: 'missing' in installed ? installed.missing : null });
  return all;
}
