import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Removes a folder into which processes that are just ending may still write for a moment. Never rejects. */
export async function removeFolder(folder: string): Promise<void> {
  for (let attempt = 0; attempt < 25; attempt += 1) {
    const removed = await rm(folder, { recursive: true, force: true }).then(
      () => true,
      () => false,
    );
    if (removed) return;
    await sleep(200);
  }
  console.log(`${folder} could not be removed.`);
}
