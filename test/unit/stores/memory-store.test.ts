import { holdings } from '../../contract/holdings.ts';
import { describeStore } from '../../contract/store-contract.ts';
import { createMemoryStore } from '../../fakes/memory-store.ts';

describeStore('The in-memory fake', () => {
  const secrets = holdings.map(({ name, fields, tags, gone }) => ({
    name,
    fields: fields === null ? null : Object.keys(fields),
    ...(tags === undefined ? {} : { tags }),
    deleted: gone !== undefined,
  }));
  return Promise.resolve({
    store: createMemoryStore({ secrets }),
    refused: createMemoryStore({ secrets, refused: true }),
    empty: createMemoryStore({ secrets: [] }),
    unlisted: createMemoryStore({ secrets, unlisted: true }),
    listOnly: createMemoryStore({ secrets, listOnly: true }),
    stop: () => Promise.resolve(),
  });
});
