import assert from 'node:assert/strict';
import { read } from './support.ts';

const isolated = (isolation: string) =>
  `kestra:\n  secret:\n    type: vault\n    vault: {address: "http://127.0.0.1:8200"}\n    isolation: ${isolation}\n`;

describe('the services that may not resolve secrets', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['{enabled: true, denied-services: [EXECUTOR, SCHEDULER]}', ['EXECUTOR', 'SCHEDULER']],
    ['{enabled: true, deniedServices: executor}', ['EXECUTOR']],
    ['{enabled: "true", denied_services: "webserver, worker"}', ['WEBSERVER', 'WORKER']],
    ['{enabled: false, denied-services: [EXECUTOR]}', []],
    ['{denied-services: [EXECUTOR]}', []],
    ['{enabled: "${ISOLATED}", denied-services: [EXECUTOR]}', []],
    ['{enabled: true}', []],
    ['true', []],
    ['[EXECUTOR]', []],
  ];
  for (const [isolation, services] of cases) {
    it(`are ${services.join(' and ') || 'none'} by isolation: ${isolation}`, async () => {
      const { deniedServices } = await read({ 'application.yml': isolated(isolation) });
      assert.deepEqual(deniedServices, services);
    });
  }

  it('can be named by variables of the Kestra service', async () => {
    const { deniedServices } = await read({
      'compose.yml': `services:\n  kestra:\n    image: kestra/kestra:v2.0.0\n    environment:\n      KESTRA_SECRET_ISOLATION_ENABLED: "true"\n      KESTRA_SECRET_ISOLATION_DENIED_SERVICES: EXECUTOR\n`,
    });
    assert.deepEqual(deniedServices, ['EXECUTOR']);
  });

  it('are filled from the folder, as any value is', async () => {
    const { deniedServices } = await read({
      'application.yml': isolated('{enabled: "${ISOLATED:false}", denied-services: "${DENIED:EXECUTOR}"}'),
      '.env': 'ISOLATED=true\nDENIED=SCHEDULER\n',
    });
    assert.deepEqual(deniedServices, ['SCHEDULER']);
  });
});
