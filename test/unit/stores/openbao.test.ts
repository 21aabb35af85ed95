import assert from 'node:assert/strict';
import { holdings } from '../../contract/holdings.ts';
import { describeStore } from '../../contract/store-contract.ts';
import { openVaultStore, token } from '../../fakes/open-vault.ts';
import { known } from '../../fakes/vault-backend.ts';
import { skipWithout } from '../../servers/needed.ts';
import {
  createToken,
  installOpenBao,
  seedOpenBao,
  startOpenBao,
  type OpenBao,
} from '../../servers/openbao.ts';

const mount = 'teams/payments';
const namespace = 'org/eu';

describe('OpenBao', () => {
  let server: OpenBao | undefined;

  describeStore('A Vault with a nested namespace, a nested mount and a folder', async (context) => {
    const { binary } = skipWithout(context, await installOpenBao());
    server = await startOpenBao({ binary });
    await server.request('POST', 'sys/namespaces/org', {});
    await server.request('POST', 'org/sys/namespaces/eu', {});
    const inside = within(server, namespace);
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
    const names = await seedOpenBao(inside, { mount, version: 2, secrets }, least);
    const nothing = await createToken(inside, 'nothing', 'path "other/*" { capabilities = ["list"] }');
    const [list = '', read = ''] = least.split('\n');
    const listOnly = await createToken(inside, 'list-only', list);
    const unlisted = await createToken(inside, 'unlisted', read);
    const open = (text: string, folder: string) =>
      openVaultStore({
        endpoint: server?.url ?? '',
        login: token(text),
        backend: {
          vaultNamespace: known(`/${namespace}/`),
          rootEngine: known(`/${mount}/`),
          secretPathPrefix: known(folder),
        },
      });
    return {
      store: await open(names, '/shop//eu/'),
      refused: await open(nothing, 'shop/eu'),
      empty: await open(names, 'empty'),
      unlisted: await open(unlisted, 'shop/eu'),
      listOnly: await open(listOnly, 'shop/eu'),
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
      assert.deepEqual([...identities].sort(), [
        'token-list-only',
        'token-names-of-teams-payments',
        'token-nothing',
        'token-unlisted',
      ]);
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

/** The same server, asked in a namespace. */
function within(server: OpenBao, inside: string): OpenBao {
  return {
    ...server,
    request: (method, path, ...rest) => server.request(method, `${inside}/${path}`, ...rest),
  };
}
