import { doAtOnce, type Stretches } from '../flow/index.ts';
import type { Comments } from '../ports/comments.ts';

/**
 * The comments of a file of the folder, `isFlow`: its flows are read; else it configures Kestra. null: it has
 * none. Never rejects.
 */
export async function commentsOf(path: string, text: string, isFlow: boolean): Promise<Comments | null> {
  const { commentsIn, flowComments } = await loadComments();
  return doAtOnce(isFlow ? flowComments(path, text) : commentsIn(path, text));
}

/** What reads the comments of a file of flows. Never rejects. */
export async function flowCommentsReader(): Promise<(path: string, text: string) => Stretches<Comments>> {
  return (await loadComments()).flowComments;
}

/** Most of the YAML library comes with it. */
async function loadComments() {
  return import('../configuration/comments/index.ts');
}
