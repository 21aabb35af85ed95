import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { KestraInstance } from '../../../src/stores/kestra/contract.ts';
import { allowedUser, kestraHoldings } from '../../contract/kestra-holdings.ts';
import { never } from '../../fakes/never.ts';
import { kestraLogin, openKestraAt } from '../../fakes/open-kestra.ts';
import type { KestraHoldings } from '../../servers/kestra/holdings.ts';
import { startKestra } from '../../servers/kestra/kestra.ts';
import { sendJson, type Request } from '../../servers/listening.ts';
import { failure } from './asking.ts';

type Instead = (request: Request, response: ServerResponse) => boolean;

/** Answers so what the pattern matches. */
function answerAt(pattern: RegExp, status: number, body: unknown = { message: 'no' }, headers = {}): Instead {
  return ({ url }, response) => {
    if (!pattern.test(url.pathname)) return false;
    sendJson(response, status, body, headers);
    return true;
  };
}

async function askKestra<T>(
  holdings: KestraHoldings,
  instead: Instead,
  ask: (kestra: KestraInstance) => Promise<T>,
): Promise<T> {
  const server = await startKestra({ ...holdings, instead });
  const kestra = openKestraAt(server.url, kestraLogin(allowedUser));
  try {
    return await ask(kestra);
  } finally {
    kestra.close();
    await server.stop();
  }
}

describe('The names of a Kestra that has not every question', () => {
  const enterprise = kestraHoldings('2.0', 'enterprise');
  const listTeam = (kestra: KestraInstance) => kestra.list(['company.team'], never);
  const namesOf = (names: Awaited<ReturnType<typeof listTeam>>['names']) => names.map(({ name }) => name);

  it('are those of the namespace by the old question, where the new one is not there', async () => {
    const old = kestraHoldings('1.3', 'enterprise');
    const list = await askKestra(old, answerAt(/\/main\/secrets$/, 404), listTeam);
    assert.deepEqual(list.told, ['company.team']);
    assert.deepEqual(list.gaps, [{ kind: 'not-asked', namespace: null }]);
    assert.ok(namesOf(list.names).includes('TEAM_KEY') && namesOf(list.names).includes('COMPANY_KEY'));
    assert.ok(!namesOf(list.names).includes('OTHER_KEY'));
    assert.equal(list.names.find(({ name }) => name === 'TEAM_KEY')?.namespace, 'company.team');
  });

  for (const status of [403, 404]) {
    it(`are those that a flow may write, where what is inherited is not told (${String(status)})`, async () => {
      const list = await askKestra(enterprise, answerAt(/inherited-secrets$/, status), listTeam);
      assert.deepEqual([list.told, list.gaps], [['company.team'], []]);
      const found = list.names.filter(({ name }) => name === 'COMPANY_KEY');
      assert.ok(found.some(({ namespace }) => namespace === 'company.team'));
    });
  }

  for (const [what, secrets] of [
    ['left out, which is no empty one', {}],
    ['empty, as where Kestra failed to read it', { secrets: [] }],
  ] as const) {
    it(`are not told where the category is ${what}`, async () => {
      const noInherited = answerAt(/inherited-secrets$/, 403);
      const noSecrets = answerAt(/flows\/expressions$/, 200, { functions: [], ...secrets });
      const instead: Instead = (...both) => noInherited(...both) || noSecrets(...both);
      const list = await askKestra(enterprise, instead, listTeam);
      assert.deepEqual([list.told, list.gaps], [[], [{ kind: 'no-right', namespace: 'company.team' }]]);
    });
  }

  it('are none where no question is known there: another server, tenant, or version', async () => {
    for (const edition of ['enterprise', 'open-source'] as const) {
      const ask = (kestra: KestraInstance) => failure(listTeam(kestra));
      const failed = await askKestra(kestraHoldings('1.3', edition), answerAt(/\/main\//, 404), ask);
      assert.deepEqual([failed.kind, failed.message.kind], ['missing', 'kestra-not-there']);
    }
  });

  it('are not told where the list moves between two pages: one that moved up is on neither', async () => {
    const keys = Array.from({ length: 150 }, (_, index) => ({ key: `K${String(1000 + index)}` }));
    const instead: Instead = ({ url }, response) => {
      if (!url.pathname.endsWith('/main/secrets')) return false;
      const isFirst = url.searchParams.get('page') === '1';
      // The first one is deleted after the first page.
      const results = isFirst ? keys.slice(0, 100) : keys.slice(101);
      sendJson(response, 200, { readOnly: true, results, total: isFirst ? 150 : 149 });
      return true;
    };
    const list = await askKestra(kestraHoldings('2.0', 'open-source'), instead, listTeam);
    assert.deepEqual([list.told, list.gaps, list.names.length], [[], [{ kind: 'changed' }], 149]);
  });

  for (const total of [0, 1]) {
    it(`are not told where Kestra counts fewer than it shows (${String(total)})`, async () => {
      const page = { readOnly: true, results: [{ key: 'A' }, { key: 'B' }], total };
      const kestra = kestraHoldings('2.0', 'open-source');
      const list = await askKestra(kestra, answerAt(/\/main\/secrets$/, 200, page), listTeam);
      assert.deepEqual([namesOf(list.names), list.told, list.gaps], [['A', 'B'], [], [{ kind: 'changed' }]]);
    });
  }

  it('are asked of a namespace more without the tenant’s list', async () => {
    const asked: string[] = [];
    const note: Instead = ({ url }) => {
      asked.push(`${url.pathname} ${url.searchParams.get('filters[namespace][EQUALS]') ?? ''}`.trim());
      return false;
    };
    const list = await askKestra(enterprise, note, (kestra) =>
      kestra.listNamespaces(['company.team'], never),
    );
    assert.ok(namesOf(list.names).includes('COMPANY_KEY'));
    assert.deepEqual(asked, [
      '/api/v1/main/secrets company.team',
      '/api/v1/main/namespaces/company.team/inherited-secrets',
    ]);
  });

  it('belong to no flow where Enterprise tells one without its namespace', async () => {
    const page = { readOnly: false, results: [{ key: 'WHOSE' }, { key: 'A', namespace: 'a' }], total: 2 };
    const list = await askKestra(enterprise, answerAt(/\/main\/secrets$/, 200, page), (kestra) =>
      kestra.list([], never),
    );
    assert.deepEqual(list.names, [{ name: 'A', namespace: 'a', tags: null }]);
    assert.deepEqual([list.readOnly, list.gaps], [false, [{ kind: 'not-asked', namespace: null }]]);
  });
});

describe('Which Kestra it is', () => {
  it('is asked once, and again where that failed', async () => {
    let times = 0;
    const instead: Instead = ({ url }, response) => {
      if (!url.pathname.endsWith('/configs')) return false;
      times += 1;
      if (times === 1) sendJson(response, 500, {});
      return times === 1;
    };
    await askKestra(kestraHoldings('2.0', 'enterprise'), instead, async (kestra) => {
      await failure(kestra.about(never));
      await kestra.about(never);
      await kestra.list([], never);
      assert.equal((await kestra.about(never)).edition, 'enterprise');
    });
    assert.equal(times, 2);
  });

  it('is told by a header where its configuration is not there', async () => {
    const instead = answerAt(/configs$/, 404, {}, { 'x-kestra-edition': 'OSS' });
    const about = await askKestra(kestraHoldings('2.0', 'open-source'), instead, (kestra) =>
      kestra.about(never),
    );
    assert.deepEqual(about, { version: null, edition: 'open-source' });
  });

  it('is not told where what stands there is nothing that Kestra says', async () => {
    const body = { version: 'VALUE-MARKER', edition: 'VALUE-MARKER' };
    const instead = answerAt(/configs$/, 200, body);
    const about = await askKestra(kestraHoldings('2.0', 'open-source'), instead, (kestra) =>
      kestra.about(never),
    );
    assert.deepEqual(about, { version: null, edition: 'not-told' });
  });
});
