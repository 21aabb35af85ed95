import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import path from 'node:path';
import { readCertificates } from '../../../src/host/index.ts';
import { never } from '../../fakes/never.ts';
import { certificateFor, type Certificate } from '../../servers/certificates.ts';
import { temporaryFolder } from '../workspace/support.ts';

describe('a file of certificates', () => {
  let one: Certificate;
  let other: Certificate;
  before(async () => {
    one = await certificateFor('one.example');
    other = await certificateFor('other.example');
  });

  const plain = (pem: string) => new X509Certificate(pem).toString();
  async function read(content: string | Uint8Array) {
    const folder = temporaryFolder({ 'ca.crt': content });
    try {
      return await readCertificates(folder.path('ca.crt'), never);
    } finally {
      folder.remove();
    }
  }

  it('is read as PEM, with all that it holds', async () => {
    const text = `One\n${one.cert}\nOther\n${other.cert}`;
    assert.deepEqual(await read(text), { pem: plain(one.cert) + plain(other.cert) });
  });

  it('is read in UTF-16 with a byte order mark', async () => {
    const little = Buffer.from(`\uFEFF${one.cert.replaceAll('\n', '\r\n')}`, 'utf16le');
    assert.deepEqual(await read(little), { pem: plain(one.cert) });
    assert.deepEqual(await read(Buffer.from(little).swap16()), { pem: plain(one.cert) });
  });

  it('is read as DER', async () => {
    assert.deepEqual(await read(new X509Certificate(one.cert).raw), { pem: plain(one.cert) });
  });

  it('gives its certificates alone, and not a key beside them', async () => {
    assert.deepEqual(await read(one.key + one.cert), { pem: plain(one.cert) });
  });

  it('is told from one that holds none, or cannot be read', async () => {
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    for (const text of ['', 'no certificate', broken, one.key]) {
      assert.deepEqual(await read(text), { problem: 'no-certificate' });
    }
    assert.deepEqual(await read(broken + one.cert), { pem: plain(one.cert) });
    const absent = path.join(import.meta.dirname, 'absent.crt');
    assert.deepEqual(await readCertificates(absent, never), { problem: 'unreadable' });
  });
});
