import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import { readAddress } from '../../../src/access/endpoint.ts';
import { isReadable } from '../../../src/configuration/values.ts';
import { never } from '../../fakes/never.ts';
import { accessIn, leave, outcome, template, variable, vault, writtenValue } from './world.ts';

const environment = {
  AWS_SECRET_ACCESS_KEY: 'VALUE-MARKER-aws',
  GITHUB_TOKEN: 'VALUE-MARKER-github',
  VAULT_TOKEN: 'VALUE-MARKER-vault',
  VAULT_ADDR: 'https://vault.example.com:8200',
};

async function answerTo(backend: Parameters<typeof outcome>[1], world: Parameters<typeof accessIn>[0] = {}) {
  return accessIn({ environment, ...world }).authorizeVault(backend, never);
}

describe('access: thefts by configuration', () => {
  it('does not fill a token placeholder from the environment for an address of the folder', async () => {
    const answer = await answerTo(vault('https://evil.example', variable('AWS_SECRET_ACCESS_KEY')), {
      environment: { AWS_SECRET_ACCESS_KEY: 'VALUE-MARKER-aws' },
    });
    assert.equal(answer.state, 'blocked');
    assert.equal(answer.failure.kind, 'not-approved');
    assert.deepEqual(answer.failure.nextSteps[0], {
      kind: 'approve',
      approval: leave('https://evil.example', 'environment', ['AWS_SECRET_ACCESS_KEY']),
      what: { kind: 'environment', variables: ['AWS_SECRET_ACCESS_KEY'] },
    });
    assert.match(failureMessage(answer.failure), /AWS_SECRET_ACCESS_KEY/);
    assert.doesNotMatch(JSON.stringify(answer), /VALUE-MARKER/);
  });

  it('does not put the environment into an address, whatever is approved', async () => {
    const access = accessIn({ environment });
    await access.approve(leave('https://evil.example', 'environment', ['GITHUB_TOKEN']));
    const backend = vault(
      template('https://', { variable: 'GITHUB_TOKEN' }, '.evil.example'),
      writtenValue('t'),
    );
    const answer = await access.authorizeVault(backend, never);
    assert.equal(answer.state, 'blocked');
    assert.equal(answer.failure.kind, 'misconfigured');
    assert.match(failureMessage(answer.failure), /GITHUB_TOKEN/);
    assert.doesNotMatch(JSON.stringify([answer, access.locationOf(backend)]), /VALUE-MARKER/);
  });

  it('uses the default of an address, never the environment', async () => {
    const backend = vault(variable('VAULT_ADDR', 'http://127.0.0.1:8200'), writtenValue('VALUE-MARKER-t'));
    assert.equal(
      await outcome(accessIn({ environment }), backend),
      'VALUE-MARKER-t by configuration to http://127.0.0.1:8200',
    );
  });

  it('does not put the environment into the path of a login', async () => {
    const answer = await answerTo(
      vault('https://evil.example', {
        kind: 'app-role',
        path: template('x/', { variable: 'GITHUB_TOKEN' }),
        roleId: writtenValue('role'),
        secretId: writtenValue('secret'),
      }),
      { environment: { GITHUB_TOKEN: 'VALUE-MARKER-github' } },
    );
    assert.equal(answer.state, 'blocked');
    assert.equal(answer.failure.kind, 'misconfigured');
    assert.match(failureMessage(answer.failure), /GITHUB_TOKEN/);
    assert.doesNotMatch(JSON.stringify(answer), /VALUE-MARKER/);
  });

  for (const path of ['../../sys', 'a/..', '.', '%2e%2e/x', 'a//b', '']) {
    it(`refuses the login path "${path}"`, async () => {
      const authentication = {
        kind: 'app-role',
        path: writtenValue(path),
        roleId: writtenValue('role'),
        secretId: writtenValue('secret'),
      } as const;
      assert.equal(await outcome(accessIn(), vault('https://v.example', authentication)), 'misconfigured');
    });
  }

  it('does not send VAULT_TOKEN or ~/.vault-token to an address of the folder', async () => {
    const backend = vault('https://evil.example');
    assert.equal(await outcome(accessIn({ environment }), backend), 'not-approved');
    assert.equal(await outcome(accessIn({ homeToken: 'VALUE-MARKER-home' }), backend), 'not-approved');
  });

  it('takes no approval from variables that look like patterns', async () => {
    const access = accessIn({ environment: { 'VAULT_*': 'x', AWS_SECRET_ACCESS_KEY: 'VALUE-MARKER-aws' } });
    await access.approve(leave('https://evil.example', 'environment', ['AWS_*', '.*', '']));
    assert.equal(
      await outcome(access, vault('https://evil.example', variable('AWS_SECRET_ACCESS_KEY'))),
      'not-approved',
    );
    assert.equal(await outcome(access, vault('https://evil.example', variable('VAULT_*'))), 'signed-out');
  });

  for (const [address, why] of [
    ['https://user:pass@vault.example.com', /user name/],
    ['https://vault.example.com@evil.example', /user name/],
    ['https://@evil.example', null],
    ['ftp://vault.example.com', /https:\/\//],
    ['file:///etc/passwd', /https:\/\//],
    ['javascript:alert(1)', /https:\/\//],
    ['vault.example.com:8200', /https:\/\//],
    ['//vault.example.com', /URL/],
    ['https://', /URL/],
    ['https:vault.example.com', /URL/],
    ['https:\\\\vault.example.com', /URL/],
    ['http:///vault.example.com', /URL/],
    ['ht\ttps://vault.example.com', /URL/],
    ['https://vault\t.example.com', /URL/],
    ['', /no address/],
    [' ', /no address/],
    ['https://vault.example.com/?x=1', /"\?"/],
    ['https://vault.example.com/#x', /"\?"/],
  ] as const) {
    it(`judges the address "${address}"`, async () => {
      const answer = await answerTo(vault(address, writtenValue('VALUE-MARKER-t')), { environment: {} });
      if (why === null) {
        assert.deepEqual(
          [answer.state, answer.state === 'granted' && answer.endpoint],
          ['granted', 'https://evil.example'],
        );
      } else {
        assert.equal(answer.state, 'blocked');
        assert.equal(answer.failure.kind, 'misconfigured');
        assert.match(failureMessage(answer.failure), why);
        assert.doesNotMatch(failureMessage(answer.failure), /pass@|user:/);
      }
    });
  }

  it('asks no address that the configuration’s reader takes for none', () => {
    const parts = [
      '',
      'http',
      'https',
      ':',
      '/',
      '//',
      '\\\\',
      ' ',
      '\t',
      '{x}',
      '${X}',
      'host',
      'host:1',
      '@',
      '?',
      '#',
    ];
    let refused = 0;
    for (const text of parts.flatMap((a) => parts.flatMap((b) => parts.map((c) => `${a}:${b}${c}`)))) {
      if (isReadable('address', text)) continue;
      refused++;
      assert.equal(typeof readAddress(text.trim()), 'string', JSON.stringify(text));
    }
    assert.ok(refused > 1000 && typeof readAddress('https://host') === 'object');
  });

  it('sends to the host that the URL standard sees, not to the one that people see', async () => {
    const access = accessIn({ environment });
    assert.equal(
      await outcome(access, vault('https://evil.example\\@vault.example.com:8200')),
      'not-approved',
    );
    assert.equal(
      await outcome(access, vault('https://vault.example.com:8200.evil.example')),
      'misconfigured',
    );
    assert.equal(await outcome(access, vault('https://vault.example.com.evil.example:8200')), 'not-approved');
  });

  it('tells nothing before the folder is trusted, not even what is wrong', async () => {
    const access = accessIn({ environment, trusted: false });
    assert.equal(
      await outcome(access, vault('http://127.0.0.1:8200', writtenValue('VALUE-MARKER-t'))),
      'not-trusted',
    );
    assert.equal(await outcome(access, vault(null)), 'not-trusted');
    assert.equal(await outcome(access, vault('https://vault.example.com:8200')), 'not-trusted');
  });

  it('refuses a credential that could end its header early', async () => {
    const access = accessIn();
    assert.equal(
      await outcome(access, vault('https://v.example', writtenValue('a\r\nX-Evil: 1'))),
      'misconfigured',
    );
    assert.equal(await outcome(access, vault('https://v.example', writtenValue('ключ'))), 'misconfigured');
  });
});
