import pLimit from 'p-limit';

/** How many requests one manager gets at a time: more was slower where it was measured. */
export const requestsAtOnce = 8;

/** The results in the order of the items. After the first failure no further item is begun. */
export async function mapAtOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const limit = pLimit(requestsAtOnce);
  try {
    return await Promise.all(items.map((item) => limit(work, item)));
  } catch (error) {
    limit.clearQueue();
    throw error;
  }
}
