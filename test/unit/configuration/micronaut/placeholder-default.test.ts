import assert from 'node:assert/strict';
import { mended, read, readVault, plain, yaml } from '../support.ts';

function vaultAt(address: string): Readonly<Record<string, string>> {
  return {
    'application.yml': yaml`
      kestra:
        secret:
          type: vault
          vault:
            address: ${address}
            token: { token: x }
    `,
  };
}

async function defaultsTold(files: Readonly<Record<string, string>>) {
  const { problems } = await read(files);
  return problems.filter(({ code }) => code === 'placeholder-default');
}

describe('a default that Micronaut takes for another text', () => {
  const fixed: readonly (readonly [string, string, string, string])[] = [
    ['${VA:http://v:8200}', 'cut', '${VA:`http://v:8200`}', 'http://v:8200'],
    ['"${VA:http://v:8200}/x"', 'cut', '"${VA:`http://v:8200`}/x"', 'http://v:8200/x'],
    ['${VA:vault.example.com:8200}', 'cut', '${VA:`vault.example.com:8200`}', 'vault.example.com:8200'],
    ['${VA:-v}', 'hyphen', '${VA:v}', 'v'],
    [
      '${VA:https://me:VALUE-MARKER-@v}',
      'cut',
      '${VA:`https://me:VALUE-MARKER-@v`}',
      'https://me:VALUE-MARKER-@v',
    ],
    ['${VA:-http://v:8200}', 'hyphen', '${VA:`http://v:8200`}', 'http://v:8200'],
  ];
  for (const [written, mistake, right, value] of fixed) {
    it(`is told, and mended: ${written}`, async () => {
      const files = vaultAt(written);
      const [problem, ...others] = await defaultsTold(files);
      assert.deepEqual(others, []);
      assert.equal(problem?.data.mistake, mistake);
      assert.equal(problem.severity, 'warning');
      const after = mended(files, problem);
      assert.deepEqual(after, vaultAt(right));
      assert.deepEqual(await defaultsTold(after), []);
      assert.equal(plain((await readVault(after)).address), value);
    });
  }

  it('is the one mistake, where what is left of it is no address', async () => {
    const { problems } = await read(vaultAt('${VA:http://v:8200}'));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['placeholder-default'],
    );
  });

  for (const [written, mistake] of [
    ['${VA:${OTHER:http://v}}', 'nested'],
    ['${VA:${OTHER}}', 'nested'],
    ['${VA:OTHER:`http://v`}', 'names'],
  ] as const) {
    it(`is told without a fix: ${written}`, async () => {
      const [problem, ...others] = await defaultsTold(vaultAt(written));
      assert.deepEqual(others, []);
      assert.deepEqual([problem?.data.mistake, problem?.fix], [mistake, undefined]);
    });
  }

  for (const written of [
    '${VA:`http://v:8200`}',
    '${VA:v}',
    '${VA:OTHER:v}',
    '${VA}',
    '"${:$}{VA}"',
    '${VA:}',
  ]) {
    it(`is not told where there is none: ${written}`, async () => {
      assert.deepEqual(await defaultsTold(vaultAt(written)), []);
    });
  }

  it('stands at the default, also in the text of a Compose file', async () => {
    const files = {
      'docker-compose.yml': yaml`
        services:
          kestra:
            image: kestra/kestra:latest
            environment:
              KESTRA_CONFIGURATION: |
                kestra:
                  secret:
                    type: vault
                    vault:
                      address: "$\${VA:http://v:8200}"
                      token: { token: x }
      `,
    };
    const [problem] = await defaultsTold(files);
    assert.ok(problem !== undefined);
    assert.equal(
      files[problem.file as keyof typeof files].slice(problem.range.start, problem.range.end),
      'http://v:8200',
    );
  });

  it('copies no credential', async () => {
    const [problem] = await defaultsTold({
      'application.yml': yaml`
        kestra:
          secret:
            type: vault
            vault:
              address: http://v:8200
              token: { token: "\${TOKEN:VALUE-MARKER:x}" }
      `,
    });
    assert.ok(problem !== undefined);
    assert.doesNotMatch(JSON.stringify(problem), /VALUE-MARKER/);
  });
});
