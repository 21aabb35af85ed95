import assert from 'node:assert/strict';
import { holdings } from '../../contract/holdings.ts';
import { describeStore } from '../../contract/store-contract.ts';
import { openVaultStore, token } from '../../fakes/open-vault.ts';
import { known } from '../../fakes/vault-backend.ts';
import { neededBy } from '../../servers/needed.ts';
import {
  createToken,
  installOpenBao,
  seedOpenBao,
  startOpenBao,
  type OpenBao,
} from '../../servers/openbao.ts';

const mount = 'teams/payments';

describe('OpenBao', () => {
  let server: OpenBao | undefined;

  describeStore('A Vault with a nested mount and a folder', async (context) => {
    const { binary } = neededBy(context, await installOpenBao());
    server = await startOpenBao({ binary });
    const secrets = holdings.map(({ name, fields, tags, gone }) => ({
      path: `shop/eu/${name}`,
      ...(fields === null ? {} : { fields }),
      ...(tags === undefined ? {} : { custom_metadata: tags }),
      deleted: gone === 'deleted',
      destroyed: gone === 'destroyed',
    }));
    const least = `path "${mount}/metadata/shop/eu/*" { capabilities = ["list"] }
path "${mount}/subkeys/shop/eu/*" { capabilities = ["read"] }
path "${mount}/metadata/empty/*" { capabilities = ["list"] }`;
    const names = await seedOpenBao(server, { mount, version: 2, secrets }, least);
    const nothing = await createToken(server, 'nothing', 'path "other/*" { capabilities = ["list"] }');
    const open = (text: string, folder: string) =>
      openVaultStore({
        endpoint: server?.url ?? '',
        login: token(text),
        backend: { rootEngine: known(`/${mount}/`), secretPathPrefix: known(folder) },
      });
    return {
      store: await open(names, '/shop//eu/'),
      refused: await open(nothing, 'shop/eu'),
      empty: await open(names, 'empty'),
      stop: () => Promise.resolve(),
    };
  });

  // In a suite of its own, which comes after the one above.
  describe('The audit log', () => {
    it('shows that only names were asked for', async function () {
      if (server === undefined) return this.skip();
      // The root token of the test itself is called "token".
      const asked = (await server.auditLog()).filter(({ auth }) => auth?.display_name?.startsWith('token-'));
      const paths = asked.map(({ request }) => `${request.operation} ${request.path}`);
      assert.ok(paths.length > 500, String(paths.length));
      const identities = new Set(asked.map(({ auth }) => auth?.display_name));
      assert.deepEqual(identities, new Set(['token-names-of-teams-payments', 'token-nothing']));
      const allowed = new RegExp(
        `^(list ${mount}/metadata/|read ${mount}/subkeys/|read sys/internal/ui/mounts/${mount}/)`,
      );
      assert.deepEqual(
        paths.filter((path) => !allowed.test(path)),
        [],
      );
    });
  });

  after(async () => {
    await server?.stop();
  });
});
