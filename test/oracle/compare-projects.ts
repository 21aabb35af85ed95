import fc from 'fast-check';
import { differenceFrom } from '../unit/configuration/compose-judgement.ts';
import { askCompose } from './ask-compose.ts';
import type { Conversation } from './conversation.ts';
import { anyProject, type Project } from './projects/any-project.ts';

export interface ProjectComparison {
  /** How many projects in a row were read alike, and how many of them Compose refuses. */
  readonly agreed: number;
  readonly refused: number;
  /** The smallest project found that is read otherwise, and what is said of it; null where there was none. */
  readonly difference: { readonly project: Project; readonly what: string } | null;
}

/** Has `count` projects, which follow from `seed`, judged by Compose and read here, up to the first that differs. */
export async function compareProjects(
  judge: Conversation,
  seed: number,
  count: number,
): Promise<ProjectComparison> {
  let agreed = 0;
  let refused = 0;
  const differences: { readonly project: Project; readonly what: string }[] = [];
  const property = fc.asyncProperty(anyProject, async (project) => {
    const judged = await askCompose(judge, project);
    const what = await differenceFrom(judged, project);
    if (what !== null) {
      differences.push({ project, what });
      throw new Error(what);
    }
    // From the first difference on the projects are those of its shrinking.
    if (differences.length > 0) return;
    agreed += 1;
    if (judged.refused !== undefined) refused += 1;
  });
  const details = await fc.check(property, { seed, numRuns: count });
  const difference = differences.at(-1) ?? null;
  if (details.failed && difference === null) throw details.errorInstance;
  return { agreed, refused, difference };
}
