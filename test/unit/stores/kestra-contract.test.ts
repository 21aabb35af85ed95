import { describeKestra } from '../../contract/kestra-contract.ts';
import { allowedUser, kestraHoldings, nobody, teamUser } from '../../contract/kestra-holdings.ts';
import { memoryKestra } from '../../fakes/memory-kestra.ts';
import { kestraLogin, openKestraAt } from '../../fakes/open-kestra.ts';
import { kestraGenerations, type KestraHoldings, type KestraUser } from '../../servers/kestra/holdings.ts';
import { startKestra } from '../../servers/kestra/kestra.ts';

async function overNetwork(holdings: KestraHoldings) {
  const server = await startKestra(holdings);
  const openAs = (user: KestraUser) => openKestraAt(server.url, kestraLogin(user));
  const allowed = openAs(allowedUser);
  const team = openAs(teamUser);
  const refused = openAs(nobody);
  const stranger = openKestraAt(server.url, { kind: 'token', token: 'VALUE-MARKER-of-a-stranger' });
  return {
    allowed,
    team,
    refused,
    stranger,
    stop: async () => {
      for (const each of [allowed, team, refused, stranger]) each.close();
      await server.stop();
    },
  };
}

for (const generation of kestraGenerations) {
  for (const edition of ['open-source', 'enterprise'] as const) {
    const holdings = kestraHoldings(generation, edition);
    describeKestra('A running Kestra', generation, edition, () => overNetwork(holdings));
    describeKestra('A Kestra in memory', generation, edition, () =>
      Promise.resolve({
        allowed: memoryKestra(holdings, allowedUser),
        team: memoryKestra(holdings, teamUser),
        refused: memoryKestra(holdings, nobody),
        stranger: memoryKestra(holdings, null),
        stop: () => Promise.resolve(),
      }),
    );
  }
}

describeKestra('A Kestra that leaves the namespace itself out of what it inherits', '1.3', 'enterprise', () =>
  overNetwork({ ...kestraHoldings('1.3', 'enterprise'), ownLeftOut: true }),
);
