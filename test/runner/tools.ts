/** Whether a missing tool is a failure: on a machine that is meant to have them all. */
export const everyToolIsThere = process.env.CI === 'true';

/** Thrown where a suite cannot run for want of something that is not the project's. */
export class MissingTool extends Error {
  override readonly name = 'MissingTool';
}

/** Turns a failed installation into a missing tool. */
export async function tool<T>(what: string, ready: Promise<T>): Promise<T> {
  try {
    return await ready;
  } catch (error) {
    throw new MissingTool(`${what}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
