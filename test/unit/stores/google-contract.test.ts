import { holdings } from '../../contract/holdings.ts';
import { describeStore } from '../../contract/store-contract.ts';
import { keyOf, nobody, openGoogleStore, project, reader } from '../../fakes/open-google.ts';
import { startGoogle } from '../../servers/google/google.ts';
import type { ProjectSecret } from '../../servers/google/secret-manager.ts';

type Holding = (typeof holdings)[number];

/** Names of letters, digits, `-` and `_`; what is deleted is gone, and labels hold little. */
const isGoogles = ({ name, gone, fields }: Holding) =>
  /^[0-9a-zA-Z_-]+$/.test(name) && gone !== 'deleted' && fields !== null;

function secretOf({ name, fields, tags, gone }: Holding): ProjectSecret {
  return {
    id: name,
    versions: [
      { value: 'VALUE-MARKER-old' },
      { value: JSON.stringify(fields), ...(gone === undefined ? {} : { state: 'DESTROYED' }) },
    ],
    ...(tags === undefined ? {} : { labels: tags }),
  };
}

describeStore(
  "Google's Secret Manager",
  async () => {
    const all = ['secrets.list', 'secrets.get', 'versions.get', 'versions.access'] as const;
    const options = {
      project,
      accounts: [reader, nobody],
      permissions: { [reader.email]: all, [nobody.email]: [] },
      pageSize: 50,
    };
    const google = await startGoogle({ ...options, secrets: holdings.filter(isGoogles).map(secretOf) });
    const emptied = await startGoogle({ ...options, secrets: [] });
    const store = openGoogleStore(google);
    const refused = openGoogleStore(google, { identity: keyOf(nobody) });
    const empty = openGoogleStore(emptied);
    return {
      store,
      refused,
      empty,
      stop: async () => {
        for (const each of [store, refused, empty]) each.close();
        await google.stop();
        await emptied.stop();
      },
    };
  },
  {
    holds: isGoogles,
    byReadingValue: true,
    destroyed: 'no-version',
    readableByLookup: true,
    refusedNames: ['..', '.', '', 'a/../plain', '../plain', 'a//b', '/plain', 'plain/'],
  },
);
