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

describe('what lets what runs the tasks read other secrets than the server that answers', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['{enabled: true}', 'isolated'],
    ['{enabled: "${ISOLATED}"}', 'isolated'],
    ['{enabled: "${ISOLATED:false}"}', undefined],
    ['{enabled: false, denied-services: [EXECUTOR]}', undefined],
    ['{denied-services: [EXECUTOR]}', undefined],
    ['{}', undefined],
  ];
  for (const [isolation, way] of cases) {
    it(`is ${way ?? 'nothing'} by isolation: ${isolation}`, async () => {
      const { readsApart } = await read({ 'application.yml': isolated(isolation) });
      assert.equal(readsApart, way);
    });
  }

  it('is a part of Kestra that runs no tasks, and a configuration of which some is out of sight', async () => {
    const compose = (command: string) =>
      `services:\n  kestra:\n    image: kestra/kestra:v2.0.0\n    command: ${command}\n    environment: {SECRET_A: YQ==}\n`;
    const readsApart = async (command: string) =>
      (await read({ 'compose.yml': compose(command) })).readsApart;
    assert.equal(await readsApart('server webserver'), 'in-parts');
    assert.equal(await readsApart('server standalone'), undefined);
    assert.equal(await readsApart('server standalone -c /etc/kestra.yml'), 'isolated');
  });
});
