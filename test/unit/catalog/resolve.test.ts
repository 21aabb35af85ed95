import assert from 'node:assert/strict';
import { reasonMessage } from '../../../src/language/messages/index.ts';
import { resolve } from '../../../src/catalog/resolve.ts';
import { worse } from '../../../src/catalog/verdict/worse.ts';
import type { BackendSnapshot, Question, VisibleSecret } from '../../../src/catalog/types.ts';
import type { ExpressionValue } from '../../../src/flow/types.ts';
import {
  catalogOf,
  environmentOf,
  fetchedAt,
  noSubkeys,
  secretNamed,
  secretWith,
  subkeys,
  variableNamed,
  vaultOf,
  type Managed,
} from '../../fakes/catalog-snapshot.ts';

import { anyReason } from '../../fakes/failure-reasons.ts';
import { namespaceNamed, questionOf } from '../../fakes/question.ts';
const text = (value: string): ExpressionValue => ({ kind: 'constant', value });
const second = 1000;

function question(key: Question['key'] | string, rest: Parameters<typeof questionOf>[1] = {}): Question {
  return questionOf(key, { flowNamespace: namespaceNamed('shop.orders'), ...rest });
}

function ask(backends: readonly BackendSnapshot[], asked: Question, now = fetchedAt + second) {
  const { verdict, reasonCode } = resolve(catalogOf(backends), asked, now);
  return `${verdict} ${reasonCode}`;
}

const hiddenSecret = (name: string, rule: 'deleted' | 'filter-on-tags' = 'filter-on-tags'): VisibleSecret =>
  secretNamed(name, { visible: false, rules: [{ rule, result: 'fail', reason: { kind: 'tags-not-read' } }] });
const askable = { lookup: true, subkeys: 'without-value', listLag: 0 } as const;
const absentAt = (name: string, at: number): Partial<Managed> => ({
  abilities: askable,
  fresh: new Map([[name, { state: 'absent', at }]]),
});

describe('resolve: the secret', () => {
  it('finds a visible secret, by its exact name', () => {
    assert.equal(ask([vaultOf([secretNamed('api')])], question('api')), 'resolvable found');
  });
  it('leaves a name open that matches only after upper-casing, but for the environment', () => {
    assert.equal(ask([vaultOf([secretNamed('api')])], question('API')), 'unknown undocumented-rule');
    assert.equal(ask([environmentOf([variableNamed('API')])], question('api')), 'resolvable found');
  });
  it('tells all rules that hide a secret', () => {
    const resolution = resolve(catalogOf([vaultOf([hiddenSecret('api')])]), question('api'), fetchedAt);
    assert.equal(resolution.verdict, 'hidden');
    assert.equal(resolution.reasonCode, 'filter-on-tags');
    assert.deepEqual(
      resolution.hiddenBy.map((rule) => rule.rule),
      ['filter-on-tags'],
    );
  });
  it('leaves names in folders open, seen from either side', () => {
    const vault = vaultOf([secretNamed('partners/carrier')]);
    assert.equal(ask([vault], question('carrier')), 'unknown undocumented-rule');
    assert.equal(ask([vault], question('partners/other')), 'unknown undocumented-rule');
  });
});

describe('resolve: missing', () => {
  it('is said of a complete list where the store answers no single question', () => {
    const abilities = { ...askable, lookup: false };
    assert.equal(ask([vaultOf([], { abilities })], question('api')), 'missing not-in-list');
  });
  it('needs a fresh "no" where the store can be asked', () => {
    assert.equal(ask([vaultOf([], { abilities: askable })], question('api')), 'unknown incomplete-list');
    assert.equal(ask([vaultOf([], absentAt('api', fetchedAt))], question('api')), 'missing not-in-list');
  });
  it('does not rest on a list that was older than 60 seconds when the "no" came', () => {
    const late = absentAt('api', fetchedAt + 61 * second);
    assert.equal(
      ask([vaultOf([], late)], question('api'), fetchedAt + 62 * second),
      'unknown incomplete-list',
    );
  });
  it('is open again once the snapshot is no longer fresh', () => {
    const known = vaultOf([], absentAt('api', fetchedAt));
    assert.equal(ask([known], question('api'), fetchedAt + 301 * second), 'unknown incomplete-list');
  });
  for (const [state, code] of [
    ['incomplete', 'incomplete-list'],
    ['failed', 'backend-failed'],
    ['blocked', 'backend-failed'],
    ['offline', 'offline'],
    ['unsupported', 'unsupported-backend'],
  ] as const) {
    it(`is never said by a backend that is ${state}, nor of a chain with one`, () => {
      const backend = vaultOf([], { state });
      assert.equal(ask([backend], question('api')), `unknown ${code}`);
      assert.equal(
        ask([backend, environmentOf([variableNamed('OTHER')])], question('api')),
        `unknown ${code}`,
      );
    });
  }
  it('is not said where the configuration was read only in part', () => {
    const partial = vaultOf([], { ...absentAt('api', fetchedAt), partial: true });
    assert.equal(ask([partial], question('api')), 'unknown undocumented-rule');
  });
  it('names what blocks a backend', () => {
    const blocked = (kind: 'not-approved' | 'not-trusted') =>
      vaultOf([], { state: 'blocked', failure: { kind, message: anyReason, nextSteps: [] } });
    assert.equal(ask([blocked('not-approved')], question('api')), 'unknown not-approved');
    assert.equal(ask([blocked('not-trusted')], question('api')), 'unknown not-trusted');
  });
  it('is not said of a backend that Kestra manages', () => {
    assert.equal(ask([vaultOf([], { readOnly: false })], question('api')), 'unknown managed');
  });
  it('suggests names that are close, but none that are hidden', () => {
    const vault = vaultOf(
      [secretNamed('newsletter'), hiddenSecret('newslette')],
      absentAt('newsleter', fetchedAt),
    );
    assert.deepEqual(resolve(catalogOf([vault]), question('newsleter'), fetchedAt).suggestions, [
      'newsletter',
    ]);
  });
  it("reminds of the server's own environment where no file defines a variable", () => {
    const { reason } = resolve(
      catalogOf([vaultOf([], absentAt('api', fetchedAt))]),
      question('api'),
      fetchedAt,
    );
    assert.match(reasonMessage(reason), /SECRET_API/);
  });
});

describe('resolve: a chain', () => {
  const failing = vaultOf([], {
    state: 'failed',
    failure: { kind: 'unreachable', message: anyReason, nextSteps: [] },
  });
  it('finds a name in the environment whatever state the other backends are in', () => {
    assert.equal(ask([failing, environmentOf([variableNamed('API')])], question('api')), 'resolvable found');
  });
  it('prefers "hidden" to "missing", and "cannot tell" to both', () => {
    const env = environmentOf([variableNamed('OTHER')]);
    assert.equal(ask([vaultOf([hiddenSecret('api')]), env], question('api')), 'hidden filter-on-tags');
    const open = environmentOf([variableNamed('OTHER')], {
      state: 'incomplete',
      incompleteBecause: { kind: 'stopped' },
    });
    assert.equal(ask([vaultOf([hiddenSecret('api')]), open], question('api')), 'unknown incomplete-list');
  });
  it('says of every backend that was asked that the name is not in it', () => {
    const team = vaultOf([], { id: 'vault@shop', level: 'namespace', namespace: 'shop' });
    const backends = catalogOf([team, vaultOf([]), environmentOf([variableNamed('OTHER')])]);
    assert.equal(
      reasonMessage(resolve(backends, question('api'), fetchedAt).reason),
      'api is not in Vault of shop (http://127.0.0.1:8200 payments).' +
        ' Nor is it in Vault (http://127.0.0.1:8200 payments), Environment variables (compose.yml).',
    );
  });
  it('cannot tell by one of several tenants, and can by the only one', () => {
    const tenant = (id: string) => vaultOf([secretNamed('api')], { id, level: 'tenant' });
    assert.equal(ask([tenant('main:vault')], question('api')), 'resolvable found');
    assert.equal(
      ask([tenant('main:vault'), tenant('test:vault')], question('api')),
      'unknown undocumented-rule',
    );
  });
  it('asks nobody where no backend serves the namespace, or only one that defines nothing', () => {
    const team = vaultOf([secretNamed('api')], { id: 'vault@a', level: 'namespace', namespace: 'a' });
    assert.equal(ask([team], question('api')), 'unknown no-configuration');
    assert.equal(ask([team, environmentOf([])], question('api')), 'unknown no-definitions');
  });
  it("asks a namespace's backend for that namespace and those below it only", () => {
    const team = vaultOf([secretNamed('api')], { id: 'vault@shop', level: 'namespace', namespace: 'shop' });
    const inNamespace = (value: string) => question('api', { namespaceArgument: text(value) });
    const base = environmentOf([variableNamed('OTHER')]);
    assert.equal(ask([team, base], question('api')), 'resolvable found');
    assert.equal(ask([team, base], inNamespace('shopping')), 'missing not-in-list');
    assert.equal(ask([team, base], inNamespace('shop.a.b')), 'resolvable found');
    assert.equal(
      ask([team, base], question('api', { flowNamespace: { kind: 'dynamic' } })),
      'unknown dynamic-namespace',
    );
  });
});

describe('resolve: what nobody can tell', () => {
  const vault = [vaultOf([secretNamed('api')])];
  it('a name that is known only at run time, with what is certain of it', () => {
    assert.equal(ask(vault, question({ kind: 'dynamic' })), 'unknown dynamic-key');
    const choice = resolve(catalogOf(vault), question({ kind: 'choice', candidates: ['a', 'b'] }), fetchedAt);
    assert.equal(choice.reasonCode, 'dynamic-key');
    assert.match(reasonMessage(choice.reason), /a, b/);
  });
  it('a call that fails before it looks anything up', () => {
    assert.equal(ask(vault, question({ kind: 'constant', value: 1 })), 'unknown call-fails');
    assert.equal(ask(vault, question(null)), 'unknown call-fails');
    const callFailure = { code: 'unknown-argument', argument: 'name', range: { start: 0, end: 1 } } as const;
    assert.equal(ask(vault, question('api', { callFailure })), 'unknown call-fails');
  });
  it('a folder without configuration, and one without definitions', () => {
    const none = catalogOf([], { configured: false });
    assert.equal(resolve(none, question('api'), fetchedAt).reasonCode, 'no-configuration');
    assert.equal(ask([environmentOf([])], question('api')), 'unknown no-definitions');
    assert.equal(
      ask([environmentOf([], { state: 'incomplete' })], question('api')),
      'unknown no-definitions',
    );
  });
  it('a variable whose value is not known here', () => {
    assert.equal(
      ask([environmentOf([variableNamed('API', { visible: null })])], question('api')),
      'unknown value-not-known',
    );
  });
});

describe('resolve: the subkey', () => {
  const vault = [
    vaultOf([secretWith('api', subkeys('TOKEN')), secretWith('plain', noSubkeys), secretNamed('new')]),
  ];
  const withSubkey = (key: string, subkey: ExpressionValue) => question(key, { subkey });
  it('is exact and case-sensitive', () => {
    assert.equal(ask(vault, withSubkey('api', text('TOKEN'))), 'resolvable found');
    assert.equal(ask(vault, withSubkey('api', text('token'))), 'missing subkey-not-found');
  });
  it('may be empty or null, which asks for the whole secret', () => {
    for (const value of ['', null]) {
      const resolution = resolve(catalogOf(vault), withSubkey('new', { kind: 'constant', value }), fetchedAt);
      assert.equal(resolution.verdict, 'resolvable');
      assert.equal(resolution.subkeyVerdict, null);
    }
  });
  it('is missing where the value is no object', () => {
    assert.equal(ask(vault, withSubkey('plain', text('TOKEN'))), 'missing value-not-object');
  });
  it('is open where it was not asked, is known at run time only, or was learnt too long ago', () => {
    assert.equal(ask(vault, withSubkey('new', text('TOKEN'))), 'unknown subkeys-not-read');
    assert.equal(ask(vault, withSubkey('api', { kind: 'dynamic' })), 'unknown dynamic-subkey');
    const later = fetchedAt + 301 * second;
    assert.equal(ask(vault, withSubkey('api', text('token')), later), 'unknown subkeys-not-read');
  });
  it('stays known for the environment, whose files are read anew on every change', () => {
    const env = [environmentOf([variableNamed('API', { subkeys: subkeys('TOKEN') })])];
    assert.equal(
      ask(env, withSubkey('api', text('token')), fetchedAt + 3600 * second),
      'missing subkey-not-found',
    );
  });
  it('is not missing where a backend that is asked before cannot tell', () => {
    const env = environmentOf([variableNamed('API', { subkeys: subkeys('TOKEN') })]);
    const open = [vaultOf([], { abilities: askable }), env];
    assert.equal(ask(open, withSubkey('API', text('OTHER'))), 'unknown incomplete-list');
    assert.equal(ask(open, withSubkey('API', text('TOKEN'))), 'resolvable found');
    assert.equal(ask(open, question('API')), 'resolvable found');
  });
  it('is unknown where the secret is not resolvable', () => {
    const resolution = resolve(
      catalogOf([vaultOf([hiddenSecret('api')])]),
      withSubkey('api', text('TOKEN')),
      fetchedAt,
    );
    assert.equal(resolution.subkeyVerdict, 'unknown');
    assert.equal(resolution.verdict, 'hidden');
  });
});

describe('worse', () => {
  it('orders missing, hidden, unknown, resolvable', () => {
    assert.equal(worse('missing', 'hidden'), 'missing');
    assert.equal(worse('unknown', 'hidden'), 'hidden');
    assert.equal(worse('resolvable', 'unknown'), 'unknown');
    assert.equal(worse('resolvable', 'resolvable'), 'resolvable');
  });
});

describe('resolve: beside a server that is not read', () => {
  const backends = [
    vaultOf([
      secretWith('api', subkeys('TOKEN')),
      hiddenSecret('pear'),
      secretNamed('new', { visible: null }),
    ]),
  ];
  const beside = { ...catalogOf(backends), unreadServers: ['ecs/task.json'] };
  const rows: readonly (readonly [string, Question, string])[] = [
    ['a name that is missing', question('gone'), 'unknown unknown null'],
    ['a secret that is hidden', question('pear'), 'unknown unknown null'],
    ['a subkey of one that is hidden', question('pear', { subkey: 'A' }), 'unknown unknown unknown'],
    ['a subkey that is missing', question('api', { subkey: 'A' }), 'unknown resolvable unknown'],
  ];
  for (const [title, asked, expected] of rows) {
    it(`leaves open ${title}`, () => {
      const resolution = resolve(beside, asked, fetchedAt + second);
      const { verdict, secretVerdict, subkeyVerdict, reasonCode, mistake, reservations } = resolution;
      assert.equal(`${verdict} ${secretVerdict} ${String(subkeyVerdict)}`, expected);
      assert.equal(reasonCode, 'incomplete-list');
      assert.deepEqual([mistake, reservations], [null, { serverVariable: null, listLag: 0 }]);
      assert.match(reasonMessage(resolution.reason), /ecs\/task\.json may start another Kestra server/);
    });
  }

  it('says first what is wrong here', () => {
    const { reason } = resolve(beside, question('api', { subkey: 'A' }), fetchedAt + second);
    const alone = resolve(catalogOf(backends), question('api', { subkey: 'A' }), fetchedAt + second);
    assert.ok(reasonMessage(reason).startsWith(`${reasonMessage(alone.reason)} But `));
  });

  it('leaves alone what resolves, and what is open already', () => {
    for (const asked of [question('api', { subkey: 'TOKEN' }), question('new'), question('')]) {
      const { verdict, reasonCode } = resolve(beside, asked, fetchedAt + second);
      assert.equal(`${verdict} ${reasonCode}`, ask(backends, asked));
    }
  });

  it('looks for similar names only where they are shown', () => {
    const resolution = resolve(beside, question('apo'), fetchedAt);
    assert.equal(typeof Object.getOwnPropertyDescriptor(resolution, 'suggestions')?.get, 'function');
    assert.deepEqual(resolution.suggestions, ['api']);
  });
});
