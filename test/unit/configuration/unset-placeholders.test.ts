import assert from 'node:assert/strict';
import { plain, readVault, yaml } from './support.ts';

/** A service with an env file that sets V, which Compose never asks when it fills a placeholder. */
function serviceWith(rest: string): Readonly<Record<string, string>> {
  return {
    'compose.yaml': `services:\n  kestra:\n    image: kestra/kestra-ee:v2.0.0\n    env_file: k.env\n${rest}`,
    'k.env': "V='http://inside:8200'\n",
  };
}

describe('a placeholder of Compose that no file sets', () => {
  const block = (address: string) =>
    yaml`
    environment:
      KESTRA_CONFIGURATION: |
        kestra.secret:
          type: vault
          vault.address: ${address}
  `.replace(/^(?=.)/gm, '    ');

  it('is not filled from the variables of the service, which Kestra alone reads', async () => {
    const vault = await readVault(serviceWith(block('${V}')));
    assert.equal(plain(vault.address), '?placeholder ${V}');
  });

  it('is left to Kestra where it is written for it', async () => {
    const vault = await readVault(serviceWith(block('$${V}')));
    assert.equal(plain(vault.address), 'http://inside:8200');
  });

  it('is not filled in a variable either', async () => {
    const vault = await readVault(
      serviceWith(
        '    environment:\n      KESTRA_SECRET_TYPE: vault\n      KESTRA_SECRET_VAULT_ADDRESS: "${V}"\n',
      ),
    );
    assert.equal(plain(vault.address), '?placeholder ${V}');
  });
});

describe('a placeholder that names a key of the secrets', () => {
  it('is filled with what counts, also where a variable sets it too', async () => {
    const files = {
      'compose.yaml': yaml`
        services:
          kestra:
            image: kestra/kestra-ee:v2.0.0
            environment: { KESTRA_SECRET_VAULT_PREFIX: below }
            volumes: ["./k.yml:/app/k.yml"]
            command: server standalone --config /app/k.yml
      `,
      'k.yml': yaml`
        kestra.secret:
          type: vault
          vault:
            prefix: above
            root-engine: "${'$'}{kestra.secret.vault.prefix}"
      `,
    };
    assert.equal(plain((await readVault(files)).rootEngine), 'above');
  });
});
