import assert from 'node:assert/strict';
import { proxyFor } from '../../../src/stores/transport/proxy.ts';

describe('proxyFor', () => {
  const proxy = 'http://proxy.test:3128';
  const cases: readonly (readonly [url: string, noProxy: string, isProxied: boolean])[] = [
    ['https://vault.test', '', true],
    ['https://vault.test', '*', false],
    ['https://vault.test', 'vault.test', false],
    ['https://VAULT.test', 'Vault.Test', false],
    ['https://vault.test', 'test', false],
    ['https://vault.test', '.test', false],
    ['https://vault.test', '*.test', false],
    ['https://vault.test', 'ault.test', true],
    ['https://vault.test', 'other.test , ,vault.test', false],
    ['https://vault.test:8200', 'vault.test:8200', false],
    ['https://vault.test', 'vault.test:8200', true],
    ['https://vault.test', 'vault.test:443', false],
    ['https://10.1.2.3', '10.0.0.0/8', false],
    ['https://11.1.2.3', '10.0.0.0/8', true],
    ['https://10.1.2.3', '10.1.2.3', false],
    ['https://10.1.2.3', '2.3', true],
    ['https://vault.test', '10.0.0.0/8', true],
    ['https://10.1.2.3', '10.0.0.0/99', true],
    ['https://[fd00::1]', 'fd00::/8', false],
    ['https://[fd00::1]', 'fd00::1', false],
    ['https://[fd00::1]', '[fd00::1]:443', false],
    ['https://[fd00::1]', 'fd00::2', true],
    ['http://localhost:8200', '', false],
    ['http://vault.localhost:8200', '', false],
    ['https://127.0.0.1:8200', '', false],
    ['https://[::1]:8200', '', false],
  ];
  for (const [url, noProxy, isProxied] of cases) {
    it(`${url} ${isProxied ? 'by' : 'without'} the proxy, exempt: ${JSON.stringify(noProxy)}`, () => {
      const found = proxyFor(new URL(url), { extraCertificates: [], proxy, noProxy });
      assert.equal(found?.href ?? null, isProxied ? `${proxy}/` : null);
    });
  }

  it('takes a proxy without a scheme for http', () => {
    const network = { extraCertificates: [], proxy: 'proxy.test:3128' };
    assert.equal(proxyFor(new URL('https://vault.test'), network)?.href, `${proxy}/`);
  });

  it('has none where none is set', () => {
    for (const network of [{ extraCertificates: [] }, { extraCertificates: [], proxy: '' }]) {
      assert.equal(proxyFor(new URL('https://vault.test'), network), null);
    }
  });
});
