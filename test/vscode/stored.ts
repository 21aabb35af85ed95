import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** Searches the databases of the page, in which VS Code keeps what a workspace and its user remember. */
const isStored = (text: string) => `(async () => {
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    try {
      for (const table of database.objectStoreNames) {
        const rows = await answer(database.transaction(table).objectStore(table).getAll());
        if (JSON.stringify(rows).includes(${JSON.stringify(text)})) return true;
      }
    } finally {
      database.close();
    }
  }
  return false;
})()`;

/** Waits until VS Code has written down a text: it does so every few seconds, and not when the page goes. */
export async function untilStored(page: Page, text: string): Promise<void> {
  await until(`"${text}" is stored`, () => page.evaluate<boolean>(isStored(text)));
}
