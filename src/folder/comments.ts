import type { Comments } from '../ports/comments.ts';

/**
 * The comments of a file of the folder, `isFlow`: its flows are read; else it configures Kestra. null: it has
 * none. Never rejects.
 */
export async function commentsOf(path: string, text: string, isFlow: boolean): Promise<Comments | null> {
  // Most of the YAML library comes with it.
  const { commentsIn, flowComments } = await import('../configuration/comments/index.ts');
  const reading = isFlow ? flowComments(path, text) : commentsIn(path, text);
  for (;;) {
    const stretch = reading.next();
    if (stretch.done === true) return stretch.value;
  }
}
