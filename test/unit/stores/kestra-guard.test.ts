import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { readRenderedFile } from '../../../src/flow/rendered-files.ts';
import { isFailureError } from '../../../src/ports/failure.ts';
import type { EvaluatedReference } from '../../../src/stores/kestra/contract.ts';
import { isExpression, writeExpression } from '../../../src/stores/kestra/expression.ts';
import { mayAskKestra } from '../../../src/stores/kestra/guard.ts';
import * as ask from '../../../src/stores/kestra/questions.ts';
import { kestraSettings, kestraTimeouts } from '../../../src/stores/kestra/settings.ts';
import { allowedUser, kestraHoldings } from '../../contract/kestra-holdings.ts';
import { kestraLogin, openKestraAt } from '../../fakes/open-kestra.ts';
import { never } from '../../fakes/never.ts';
import { randomFrom, type Random } from '../../fuzz/random.ts';
import { startKestra } from '../../servers/kestra/kestra.ts';

const place = { steps: [], isKey: false };
const settings = kestraSettings('https://kestra.example/base/', 'main', kestraTimeouts);
const root = 'https://kestra.example/base/api/v1';
const reference: EvaluatedReference = {
  name: 'KEY',
  namespace: null,
  subkey: null,
  flowNamespace: 'company.team',
};

describe('The allow-list of what is asked of a Kestra', () => {
  it('has the questions that are made here', () => {
    const expression = writeExpression(reference) ?? '';
    const questions = [
      ask.aboutQuestion(settings),
      ask.listQuestion(settings, null, 1),
      ask.listQuestion(settings, 'company.team', 12),
      ask.oldListQuestion(settings, 'company.team', 2),
      ask.inheritedQuestion(settings, 'company.team'),
      ask.expressionsQuestion(settings, 'company.team'),
      ask.executionQuestion(settings, 'company.team'),
      ask.evaluationQuestion(settings, '2TLGqHrXC9k8BczKJe5djX', expression, false),
      ask.evaluationQuestion(settings, '2TLGqHrXC9k8BczKJe5djX', expression, true),
    ];
    for (const question of questions) {
      assert.ok(mayAskKestra(question, settings), inspect(question));
    }
  });

  const refused: readonly (readonly [string, string, string?])[] = [
    ['GET', `${root}/main/flows/company.team/hello`],
    ['GET', `${root}/main/executions/ID`],
    ['GET', `${root}/main/logs/search`],
    ['GET', `${root}/other/secrets`],
    ['GET', `${root}/main/secrets`, 'a body'],
    ['GET', `${root}/configs?a=b`],
    ['GET', `${root}/main/namespaces/../secrets`],
    ['GET', `${root}/main/namespaces/%2e%2e/secrets`],
    ['GET', `${root}/main/namespaces/a%2Fb/secrets`],
    ['GET', `${root}/main/namespaces//secrets`],
    ['GET', `${root}/main\\secrets`],
    ['GET', 'https://kestra.example/api/v1/main/secrets'],
    ['GET', 'https://kestra.example.evil.example/base/api/v1/main/secrets'],
    ['GET', 'http://kestra.example/base/api/v1/main/secrets'],
    ['GET', 'https://user@kestra.example/base/api/v1/main/secrets'],
    ['PUT', `${root}/main/namespaces/company/secrets`, '{}'],
    ['POST', `${root}/main/namespaces/company/secrets`, '{}'],
    ['DELETE', `${root}/main/namespaces/company/secrets/KEY`],
    ['POST', `${root}/main/executions/company.team/hello`, ''],
    ['POST', `${root}/main/executions/ID/actions/eval`],
    ['POST', `${root}/main/executions/ID/actions/eval`, '{{ envs }}'],
    ['POST', `${root}/main/executions/ID/actions/eval`, "{{ secret('KEY') | upper }}"],
    ['POST', `${root}/main/executions/ID/actions/eval`, "{{ secret('KEY') }}{{ secret('KEY') }}"],
    ['POST', `${root}/main/executions/ID/actions/eval`, '{{ secret("KEY") }}'],
    ['POST', `${root}/main/executions/ID/actions/eval`, "{{ secret('KEY', full=true) }}"],
    ['POST', `${root}/main/executions/ID/actions/eval`, "{{ secret('a' ~ 'b') }}"],
    ['POST', `${root}/main/executions/ID/actions/eval?a=b`, "{{ secret('KEY') }}"],
    ['POST', `${root}/main/executions/ID/actions/eval/TASK`, "{{ secret('KEY') }}"],
    ['POST', `${root}/main/executions/ID/actions/kill`, "{{ secret('KEY') }}"],
    ['POST', `${root}/main/flows/expressions`, 'id: another'],
    ['POST', `${root}/main/flows`, ask.smallestFlow('company')],
  ];
  for (const [method, url, body] of refused) {
    it(`has no ${method} ${url} ${JSON.stringify(body ?? null)}`, () => {
      const question = { method: method as 'GET', url, headers: {}, ...(body === undefined ? {} : { body }) };
      assert.equal(mayAskKestra(question, settings), false);
    });
  }
});

describe('The expression that is evaluated', () => {
  const pieces = [
    "'",
    '"',
    '\\',
    '{',
    '}',
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '#}',
    '#{',
    '#',
    '|',
    ',',
    ')',
    '(',
    '=',
    '~',
    ' ',
    '\n',
    '\r',
    '\t',
    '\0',
    '\u2028',
    '\ud800',
    'KEY',
    'a',
    'é',
    '🔑',
    "') }}",
    "', full=true",
    'raw',
    'endraw',
  ] as const;

  function textFrom(random: Random): string {
    let text = '';
    for (let left = 1 + random.below(6); left > 0; left--) text += random.oneOf(pieces);
    return text;
  }

  it('is one call with exactly these constants, whatever they hold, or is not written', () => {
    const seed = Date.now() % 1_000_000;
    const random = randomFrom(seed);
    let written = 0;
    for (let round = 0; round < 5000; round++) {
      const wanted: EvaluatedReference = {
        name: textFrom(random),
        namespace: random.once(3) ? textFrom(random) : null,
        subkey: random.once(3) ? textFrom(random) : null,
        flowNamespace: 'company',
      };
      const expression = writeExpression(wanted);
      if (expression === null) continue;
      written += 1;
      const why = `${inspect(wanted)} ${expression} (seed ${String(seed)})`;
      assert.ok(isExpression(expression), why);
      const [document] = readRenderedFile(expression, { kind: 'dynamic' }, place).documents;
      const { references = [], problems = ['no document'] } = document ?? {};
      assert.deepEqual([references.length, problems], [1, []], why);
      const [call] = references;
      assert.deepEqual(call?.range, { start: 3, end: expression.length - 3 }, why);
      const valueOf = (name: 'key' | 'namespace' | 'subkey' | 'full') => {
        const value = call.arguments[name]?.value;
        return value === undefined ? null : value.kind === 'constant' ? value.value : value;
      };
      assert.deepEqual(
        [valueOf('key'), valueOf('namespace'), valueOf('subkey'), valueOf('full')],
        [wanted.name, wanted.namespace, wanted.subkey, null],
        why,
      );
    }
    assert.ok(written > 500, `${String(written)} were written`);
  });

  it('is all that a server gets of a reference', async () => {
    const server = await startKestra(kestraHoldings('2.0', 'open-source'));
    const kestra = openKestraAt(server.url, kestraLogin(allowedUser));
    try {
      for (const name of ['KEY', "it's", 'a"b', "x') }}{{ envs", 'a\\b', 'two\nlines', '{{ envs }}', '']) {
        await kestra.evaluate({ ...reference, name }, never);
      }
      assert.deepEqual(server.bodies, [
        "{{ secret('KEY') }}",
        "{{ secret('it\\'s') }}",
        `{{ secret('a"b') }}`,
      ]);
    } finally {
      kestra.close();
      await server.stop();
    }
  });
});

describe('A place that leads elsewhere', () => {
  for (const tenant of ['../x', '..', '.', '', 'a/b', 'a%2fb', 'a?b', 'a b', '\\']) {
    it(`is refused as the tenant ${inspect(tenant)}, before anything is sent`, () => {
      assert.throws(
        () => openKestraAt('http://localhost:8080', { kind: 'none' }, { tenant }),
        (error) => isFailureError(error) && error.failure.message.kind === 'kestra-tenant-invalid',
      );
    });
  }

  it('is not asked for as a namespace', async () => {
    const server = await startKestra(kestraHoldings('2.0', 'enterprise'));
    const kestra = openKestraAt(server.url, kestraLogin(allowedUser));
    try {
      const strange = ['..', '../..', 'a/b', 'a b', 'a?b', '{{ envs.x }}', ''];
      const { told, gaps } = await kestra.list(['company', ...strange], never);
      assert.deepEqual(told, ['company']);
      assert.deepEqual(
        gaps,
        strange.map((namespace) => ({ kind: 'not-asked', namespace })),
      );
      assert.ok(
        server.asked.every((each) => /^(?:GET|POST) \/api\/v1\/[\w./?=&%:-]+$/.test(each)),
        inspect(server.asked),
      );
      for (const flowNamespace of strange) {
        const word = await kestra.evaluate({ ...reference, flowNamespace }, never);
        assert.deepEqual(word, { state: 'not-told', why: 'no-execution' });
      }
    } finally {
      kestra.close();
      await server.stop();
    }
  });
});

describe('A login for a Kestra', () => {
  const kindOf = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      assert.ok(isFailureError(error), inspect(error));
      assert.doesNotMatch(inspect(error, { depth: 9 }), /VALUE-MARKER/);
      return error.failure.message.kind;
    }
    return 'sent';
  };

  it('goes over plain http to this machine alone', () => {
    const token = { kind: 'token', token: 'VALUE-MARKER' } as const;
    const basic = { kind: 'basic', user: 'admin', password: 'VALUE-MARKER' } as const;
    for (const login of [token, basic]) {
      for (const own of [
        'http://localhost:8080',
        'http://127.0.0.1:8080',
        'http://[::1]:8080',
        'https://kestra.example',
      ]) {
        assert.equal(
          kindOf(() => openKestraAt(own, login).close()),
          'sent',
          own,
        );
      }
      for (const other of [
        'http://kestra.example',
        'http://10.0.0.1',
        'http://localhost.example',
        'http://kestra.localhost:8080',
        'http://kestra:8080',
      ]) {
        assert.equal(
          kindOf(() => openKestraAt(other, login)),
          'kestra-plain-http',
          other,
        );
      }
    }
    assert.equal(
      kindOf(() => openKestraAt('http://kestra.example', { kind: 'none' }).close()),
      'sent',
    );
  });

  it('is not sent where it would be another header, or another user', () => {
    const url = 'https://kestra.example';
    assert.equal(
      kindOf(() => openKestraAt(url, { kind: 'token', token: 'VALUE-MARKER\r\nX: y' })),
      'kestra-login-unusable',
    );
    assert.equal(
      kindOf(() => openKestraAt(url, { kind: 'token', token: '' })),
      'kestra-login-unusable',
    );
    const basic = { kind: 'basic', user: 'a:b', password: 'VALUE-MARKER' } as const;
    assert.equal(
      kindOf(() => openKestraAt(url, basic)),
      'kestra-login-unusable',
    );
  });

  for (const address of [
    'ftp://kestra.example',
    'https://user:x@kestra.example',
    'https://kestra.example?a=b',
    'kestra',
  ]) {
    it(`goes to no ${address}`, () => {
      assert.equal(
        kindOf(() => openKestraAt(address, { kind: 'none' })),
        'kestra-address-invalid',
      );
    });
  }
});
