import assert from 'node:assert/strict';
import { scriptOf } from '../../../fakes/scripted-kestra.ts';
import type { Question } from '../../../../src/catalog/index.ts';
import { resolve } from '../../../../src/catalog/resolve.ts';
import { stepMessage } from '../../../../src/language/messages/index.ts';
import { catalogOf, vaultOf } from '../../../fakes/catalog-snapshot.ts';
import { never } from '../../../fakes/never.ts';
import { anyReason } from '../../../fakes/failure-reasons.ts';
import { base64 } from '../../configuration/support.ts';
import { asking, connect, sentenceOn, vault, verdictNow, verdictOn } from './support.ts';

const compose = (variables: string) =>
  `services:\n  kestra:\n    image: kestra/kestra:v2.0.0\n    environment:\n${variables}`;
const defined = compose(`      SECRET_API: ${base64('VALUE-MARKER')}\n`);
const denied = { kind: 'denied', message: anyReason, nextSteps: [] } as const;

describe('a verdict with open-source Kestra connected', () => {
  const openSource = (...names: string[]) => scriptOf({ names: { '': names } });

  it('is found or missing where no file defines anything', async () => {
    const { catalog } = await connect(openSource('API'));
    assert.equal(verdictNow(catalog, asking('API')), 'unknown no-configuration');
    assert.equal(await verdictOn(catalog, asking('API')), 'resolvable found kestra');
    assert.equal(await verdictOn(catalog, asking('api')), 'resolvable found kestra');
    assert.equal(await verdictOn(catalog, asking('GONE')), 'missing not-in-list');
    assert.equal(sentenceOn(catalog, asking('API')), 'Kestra (http://127.0.0.1:8080) lists API.');
    const { answers, mistake, suggestions } = catalog.resolve(asking('APJ'));
    assert.deepEqual(mistake, { kind: 'not-found', name: 'APJ' });
    assert.deepEqual(suggestions, ['API']);
    assert.deepEqual(
      answers.map(({ backend, secretVerdict, reasonCode }) => [backend, secretVerdict, reasonCode]),
      [['kestra', 'missing', 'not-in-list']],
    );
  });

  it('is found for a variable whose value no file tells, and for one that is not Base64 here', async () => {
    const files = {
      'compose.yml': compose('      SECRET_OPEN: ${OPEN}\n      SECRET_PLAIN: "not base64!"\n'),
    };
    const { catalog } = await connect(openSource('OPEN', 'PLAIN'), files);
    assert.equal(verdictNow(catalog, asking('PLAIN')), 'hidden not-base64 env');
    assert.equal(await verdictOn(catalog, asking('OPEN')), 'resolvable found kestra');
    assert.equal(await verdictOn(catalog, asking('PLAIN')), 'resolvable found kestra');
    assert.match(sentenceOn(catalog, asking('PLAIN')), /lists PLAIN\. .* otherwise: SECRET_PLAIN is there/);
    assert.deepEqual(catalog.resolve(asking('PLAIN')).hiddenBy, []);
  });

  it('is no longer found where the server does not list what a file defines', async () => {
    const { catalog } = await connect(openSource('OTHER'), { 'compose.yml': defined });
    assert.equal(verdictNow(catalog, asking('API')), 'resolvable found env');
    assert.equal(await verdictOn(catalog, asking('API')), 'unknown not-in-list env');
    assert.match(sentenceOn(catalog, asking('API')), /the files here and that server differ\. Restart it/);
    assert.equal(catalog.resolve(asking('API', { subkey: 'a' })).subkeyVerdict, 'unknown');
  });

  it('is missing without reserve, since the server itself was asked', async () => {
    const files = { 'application.yml': vault() };
    const { catalog } = await connect(openSource('OTHER'), files, [{ name: 'there', fields: [] }]);
    assert.equal(await verdictOn(catalog, asking('GONE')), 'missing not-in-list');
    assert.equal(catalog.resolve(asking('GONE')).reservations.serverVariable, null);
    assert.match(
      sentenceOn(catalog, asking('GONE')),
      /^GONE is not in Vault\. Nor does Kestra .* list it\.$/,
    );
  });

  it('stays missing for five minutes by a list that was young then, and not by one that was old', async () => {
    const { catalog, clock } = await connect(openSource('API'));
    await catalog.refresh(never);
    await clock.pass(61_000);
    assert.equal(verdictNow(catalog, asking('GONE')), 'unknown no-configuration');
    assert.equal(await verdictOn(catalog, asking('GONE')), 'missing not-in-list');
    await clock.pass(4 * 60_000);
    assert.equal(verdictNow(catalog, asking('GONE')), 'missing not-in-list');
    await clock.pass(61_000);
    assert.equal(verdictNow(catalog, asking('GONE')), 'unknown no-configuration');
  });

  it('does not become missing by a list that is not whole, failed, is blocked or was not read', async () => {
    const partly = scriptOf({ names: { '': ['API'] }, gaps: [{ kind: 'too-long' }] });
    const cut = await connect(partly);
    assert.equal(await verdictOn(cut.catalog, asking('GONE')), 'unknown no-configuration');
    assert.equal(await verdictOn(cut.catalog, asking('API')), 'resolvable found kestra');

    const failing = openSource('API');
    const { catalog, clock } = await connect(failing);
    await catalog.refresh(never);
    failing.failure = denied;
    await clock.pass(61_000);
    assert.equal(await verdictOn(catalog, asking('GONE')), 'unknown no-configuration');
    assert.equal(verdictNow(catalog, asking('API')), 'unknown no-configuration');
    const { kestra } = catalog.snapshot();
    assert.equal(kestra?.state, 'failed');
    assert.deepEqual(
      kestra.names.map(({ name }) => name),
      ['API'],
    );
    assert.equal(catalog.resolve(asking('API')).answers[0]?.reasonCode, 'backend-failed');

    const blocked = await connect(openSource('API'));
    blocked.connection.opened = { state: 'blocked', failure: { ...denied, kind: 'not-trusted' } };
    assert.equal(await verdictOn(blocked.catalog, asking('API')), 'unknown no-configuration');
    assert.equal(blocked.catalog.resolve(asking('API')).answers[0]?.reasonCode, 'not-trusted');

    const script = openSource('API');
    const offline = await connect(script, {}, [], { offline: true });
    assert.equal(await verdictOn(offline.catalog, asking('API')), 'unknown no-configuration');
    assert.equal(offline.catalog.snapshot().kestra?.state, 'offline');
    assert.deepEqual(script.questions, []);
  });

  describe('where Kestra stands in parts', () => {
    const variables = (...names: string[]) =>
      `    environment:\n${names.map((name) => `      SECRET_${name}: ${base64('VALUE-MARKER')}\n`).join('')}`;
    const parts = `services:
  web:
    image: kestra/kestra:v2.0.0
    command: server webserver
${variables('WEB')}  worker:
    image: kestra/kestra:v2.0.0
    command: server worker
${variables('WORK')}      SECRET_PLAIN: "not base64!"
`;

    it('is not missing, and what its web server has alone is not found, listed or evaluated', async () => {
      const script = { ...openSource('WEB'), answers: () => ({ state: 'resolves' }) as const };
      const { catalog } = await connect(script, { 'compose.yml': parts });
      assert.equal(await verdictOn(catalog, asking('WORK')), 'resolvable found env');
      for (const isAsked of [false, true]) {
        if (isAsked) await catalog.askKestra(asking('WEB'), never);
        assert.equal(await verdictOn(catalog, asking('WEB')), 'unknown value-not-known env');
        assert.match(sentenceOn(catalog, asking('WEB')), /^Only web has SECRET_WEB, and it runs no tasks/);
      }
    });

    it('is open for what its web server has and the variables of its workers have not', async () => {
      const script = { ...openSource('NEW', 'PLAIN'), answers: () => ({ state: 'resolves' }) as const };
      const { catalog } = await connect(script, { 'compose.yml': parts });
      for (const name of ['NEW', 'PLAIN']) {
        assert.match(await verdictOn(catalog, asking(name)), /^unknown incomplete-list/);
        assert.match(
          sentenceOn(catalog, asking(name)),
          /SECRET_.* lists .*, but what runs the tasks may read/,
        );
        await catalog.askKestra(asking(name), never);
        assert.match(await verdictOn(catalog, asking(name)), /^unknown incomplete-list/);
        assert.match(sentenceOn(catalog, asking(name)), /answers that it finds .*, but what runs the tasks/);
      }
      assert.deepEqual(catalog.resolve(asking('PLAIN')).hiddenBy, []);
      const { mistake } = catalog.resolve(asking('NEW'));
      assert.equal(mistake, null);
    });

    it('has the subkeys of the variables of its workers', async () => {
      const script = { ...openSource('WORK'), answers: () => ({ state: 'resolves' }) as const };
      const { catalog } = await connect(script, { 'compose.yml': parts });
      await catalog.askKestra(asking('WORK', { subkey: 'port' }), never);
      assert.equal(catalog.resolve(asking('WORK', { subkey: 'port' })).subkeyVerdict, 'missing');
    });
  });
});

describe('a verdict where Kestra may be one of several servers', () => {
  const openSource = (...names: string[]) => scriptOf({ names: { '': names } });

  it('stays open where they differ: it speaks for one of them', async () => {
    const server = (name: string) => compose(`      SECRET_${name}: ${base64('VALUE-MARKER')}\n`);
    const files = { 'dev/compose.yml': server('DEV'), 'prod/compose.yml': server('PROD') };
    const { catalog } = await connect(openSource('DEV', 'NEW'), files);
    assert.equal(await verdictOn(catalog, asking('DEV')), 'unknown several-configurations');
    assert.equal(await verdictOn(catalog, asking('PROD')), 'unknown several-configurations');
    assert.equal(catalog.resolve(asking('DEV')).kestra?.list, 'there');
    assert.equal(catalog.resolve(asking('DEV')).kestra?.decides, false);
    assert.equal(await verdictOn(catalog, asking('NEW')), 'resolvable found kestra');
    assert.equal(await verdictOn(catalog, asking('GONE')), 'missing not-in-list');
  });

  it('is not missing by its list where a file of another one could not be read', async () => {
    const { catalog } = await connect(openSource('A'));
    await catalog.refresh(never);
    const { kestra } = catalog.snapshot();
    assert.ok(kestra !== undefined);
    const unsure = { ...catalogOf([vaultOf([], { state: 'failed' })]), kestra };
    const now = kestra.fetchedAt ?? 0;
    assert.equal(resolve(unsure, asking('GONE'), now).verdict, 'missing');
    for (const several of [
      { unreadServers: ['ecs/task.json'] },
      { configurations: ['a/application.yml', 'b/application.yml'] },
    ]) {
      const { verdict, reasonCode } = resolve({ ...unsure, ...several }, asking('GONE'), now);
      assert.deepEqual([verdict, reasonCode], ['unknown', 'backend-failed']);
    }
  });
});

describe('a verdict with Kestra Enterprise connected', () => {
  const enterprise = (names: Readonly<Record<string, readonly string[]>>) =>
    scriptOf({ edition: 'enterprise', names });

  it('is found by what is listed in its namespace or above it, and by nothing else', async () => {
    const { catalog } = await connect(
      enterprise({ company: ['UP'], 'company.team': ['OWN'], 'company.team.sub': ['DOWN'], comp: ['SIDE'] }),
    );
    assert.equal(await verdictOn(catalog, asking('UP')), 'resolvable found kestra');
    assert.equal(await verdictOn(catalog, asking('OWN')), 'resolvable found kestra');
    assert.equal(await verdictOn(catalog, asking('own')), 'unknown no-configuration');
    assert.equal(await verdictOn(catalog, asking('DOWN')), 'unknown no-configuration');
    assert.equal(await verdictOn(catalog, asking('SIDE')), 'unknown no-configuration');
    const sub = { kind: 'constant', value: 'company.team.sub' } as const;
    assert.equal(
      await verdictOn(catalog, asking('DOWN', { namespaceArgument: sub })),
      'resolvable found kestra',
    );
    const dynamic = { kind: 'dynamic' } as const;
    assert.equal(
      await verdictOn(catalog, asking('OWN', { namespaceArgument: dynamic })),
      'unknown no-configuration',
    );
  });

  it('is told by Kestra where no backend is configured, with what to do next', async () => {
    const { catalog } = await connect(enterprise({ company: ['UP'], other: ['A', 'B'], 'other.sub': ['A'] }));
    const told = async (question: Question) => {
      assert.equal(await verdictOn(catalog, question), 'unknown no-configuration');
      return sentenceOn(catalog, question).replace('Kestra (http://127.0.0.1:8080)', 'It');
    };
    const ask = 'Use Ask Kestra to find out (in a terminal: explain --ask-kestra).';
    assert.equal(
      await told(asking('GONE')),
      `It does not list GONE, which alone does not prove that it is missing. ${ask}`,
    );
    assert.equal(
      await told(asking('A')),
      `It lists A in other, other.sub, and not for the namespace of this flow. ${ask}`,
    );
    assert.equal(
      await told({ ...asking('UP'), flowNamespace: null }),
      'It lists UP in company, and in which namespace the flow looks is not known here (in a terminal: --namespace).',
    );
    const undefinedHere = { 'compose.yml': 'services: {kestra: {image: "kestra/kestra-ee:v2.0.0"}}\n' };
    const other = await connect(enterprise({ company: ['UP'] }), undefinedHere);
    assert.equal(await verdictOn(other.catalog, asking('GONE')), 'unknown no-definitions');
    assert.match(
      sentenceOn(other.catalog, asking('GONE')),
      /^Kestra .* does not list GONE, .* Use Ask Kestra/,
    );
    const [step] = catalog.explain(asking('A'));
    assert.deepEqual([step?.rule, step?.result], ['not-in-list', 'unknown']);
    assert.ok(
      step !== undefined && /^Kestra .* lists A in other, other\.sub, and not/.test(stepMessage(step.reason)),
    );
  });

  it('is found though a rule here hides it, and never missing because it is not listed', async () => {
    const files = { 'application.yml': vault('filter-on-tags: {team: a}, ') };
    const secrets = [{ name: 'tagged', fields: [], tags: { team: 'b' } }];
    const { catalog } = await connect(enterprise({ company: ['tagged'] }), files, secrets);
    assert.equal(await verdictOn(catalog, asking('tagged')), 'resolvable found kestra');
    assert.match(sentenceOn(catalog, asking('tagged')), /otherwise: Secret tagged is hidden from Kestra: /);
    const managed = { 'application.yml': vault().replace('read-only: true', 'read-only: false') };
    const other = await connect(enterprise({ company: ['A'] }), managed);
    assert.equal(await verdictOn(other.catalog, asking('A')), 'resolvable found kestra');
    assert.equal(await verdictOn(other.catalog, asking('B')), 'unknown managed');
    assert.deepEqual(
      other.catalog
        .resolve(asking('B'))
        .answers.map(({ backend, secretVerdict }) => `${backend} ${secretVerdict}`),
      ['vault unknown', 'kestra unknown'],
    );
  });

  it('leaves the subkey open until Kestra is asked for it', async () => {
    const { catalog } = await connect(enterprise({ company: ['A'] }));
    assert.equal(await verdictOn(catalog, asking('A', { subkey: 's' })), 'unknown subkeys-not-read kestra');
    const { secretVerdict, subkeyVerdict } = catalog.resolve(asking('A', { subkey: 's' }));
    assert.deepEqual([secretVerdict, subkeyVerdict], ['resolvable', 'unknown']);
    assert.equal(
      await verdictOn(catalog, asking('A', { subkey: { kind: 'dynamic' } })),
      'unknown dynamic-subkey kestra',
    );
  });

  it('lists one namespace more for a question of another one', async () => {
    const script = enterprise({ company: ['A'] });
    const { catalog } = await connect(script);
    await catalog.ask(asking('A'), { readValues: false }, never);
    await catalog.ask(asking('A'), { readValues: false }, never);
    await catalog.ask(
      asking('A', { namespaceArgument: { kind: 'constant', value: 'other' } }),
      { readValues: false },
      never,
    );
    assert.deepEqual(
      script.questions.filter((question) => question.startsWith('list')),
      ['list company.team', 'list only other'],
    );
    assert.deepEqual(catalog.snapshot().kestra?.told, ['company.team', 'other']);
  });
});

describe('a question that asks for nothing certain', () => {
  it('is judged as without Kestra', async () => {
    const { catalog } = await connect(scriptOf({ names: { '': ['A'] } }));
    await catalog.refresh(never);
    const questions = [
      asking('A', { callFailure: { code: 'no-key', range: { start: 0, end: 1 } } }),
      { ...asking('A'), key: { kind: 'dynamic' as const } },
      { ...asking('A'), key: { kind: 'choice' as const, candidates: ['A'] } },
      asking(''),
    ];
    const codes = ['call-fails', 'dynamic-key', 'dynamic-key', 'no-configuration'];
    for (const [index, question] of questions.entries()) {
      const { verdict, reasonCode, kestra } = catalog.resolve(question);
      assert.deepEqual([verdict, reasonCode, kestra], ['unknown', codes[index], undefined]);
      assert.deepEqual(catalog.explain(question), []);
    }
  });
});
