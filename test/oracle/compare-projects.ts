import { differenceFrom } from '../unit/configuration/compose-judgement.ts';
import { askCompose } from './ask-compose.ts';
import { compareDrawn, type DrawnComparison } from './compare-drawn.ts';
import type { Conversation } from './conversation.ts';
import { anyProject, type Project } from './projects/any-project.ts';

export interface ProjectComparison extends DrawnComparison<Project> {
  /** How many of them Compose refuses. */
  readonly refused: number;
}

/** Has `count` projects, which follow from `seed`, judged by Compose and read here, up to the first that differs. */
export async function compareProjects(
  judge: Conversation,
  seed: number,
  count: number,
): Promise<ProjectComparison> {
  let refused = 0;
  const compared = await compareDrawn(
    anyProject,
    seed,
    count,
    async (project) => {
      const judged = await askCompose(judge, project);
      return { judged, what: await differenceFrom(judged, project) };
    },
    ({ judged }) => {
      if (judged.refused !== undefined) refused += 1;
    },
  );
  return { ...compared, refused };
}
