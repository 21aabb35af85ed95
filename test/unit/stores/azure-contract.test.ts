import { holdings } from '../../contract/holdings.ts';
import { describeStore } from '../../contract/store-contract.ts';
import { nobody, openAzureStore, reader, secretOf } from '../../fakes/open-azure.ts';
import { startAzure } from '../../servers/azure/azure.ts';

/** Names of letters, digits and hyphens; what is deleted is in no list, and a secret has a version at least. */
const isAzures = (holding: (typeof holdings)[number]) =>
  /^[0-9a-zA-Z-]+$/.test(holding.name) && holding.fields !== null && holding.gone === undefined;

describeStore(
  'An Azure Key Vault',
  async () => {
    const secrets = holdings.filter(isAzures).map(({ name, fields, tags }) => ({
      name,
      versions: [
        { value: 'VALUE-MARKER-old', tags: { application: 'old' } },
        { value: JSON.stringify(fields), ...(tags === undefined ? {} : { tags }) },
      ],
    }));
    const permissions = { [reader.id]: ['list', 'get'], [nobody.id]: [] } as const;
    const applications = [reader, nobody];
    const azure = await startAzure({ secrets, applications, permissions });
    const empty = await startAzure({ secrets: [], applications, permissions });
    const store = openAzureStore(azure);
    const refused = openAzureStore(azure, { login: { identities: [secretOf(nobody)] } });
    const emptyStore = openAzureStore(empty);
    return {
      store,
      refused,
      empty: emptyStore,
      stop: async () => {
        for (const each of [store, refused, emptyStore]) each.close();
        await azure.stop();
        await empty.stop();
      },
    };
  },
  {
    holds: isAzures,
    byReadingValue: true,
    refusedNames: ['..', '.', '', 'a/../plain', '../plain', 'a//b', '/plain', 'plain/'],
  },
);
