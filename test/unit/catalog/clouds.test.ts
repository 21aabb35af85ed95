import assert from 'node:assert/strict';
import { noteClause, ruleClause } from '../../../src/language/messages/index.ts';
import { reasonMessage, stepMessage } from '../../../src/language/messages/index.ts';
import { explain, resolve } from '../../../src/catalog/resolve.ts';
import { withSameNames } from '../../../src/catalog/same-names.ts';
import type { BackendSnapshot, FreshAnswer, Question, VisibleSecret } from '../../../src/catalog/types.ts';
import { visibleSecret } from '../../../src/catalog/visible.ts';
import type { Backend, PrefixFilter, UnsupportedBackend } from '../../../src/configuration/types.ts';
import type { StoredSecret } from '../../../src/stores/contract.ts';
import { catalogOf, environmentOf, fetchedAt, variableNamed, vaultOf } from '../../fakes/catalog-snapshot.ts';
import { awsBackend, azureBackend, googleBackend, noFilters } from '../../fakes/cloud-backend.ts';
import { known } from '../../fakes/vault-backend.ts';
import { namespaceNamed, questionOf } from '../../fakes/question.ts';
import { storedSecret } from './rules/outcomes.ts';

type Stored = Partial<StoredSecret> & { readonly name: string };

type Supported = Exclude<Backend, UnsupportedBackend>;

/** What is known of a backend that listed these secrets and answered "no" for every name in `absent`. */
function snapshotAfter(
  backend: Supported,
  stored: readonly Stored[],
  absent: readonly string[] = [],
): BackendSnapshot {
  const secrets: VisibleSecret[] = stored.map((each) =>
    visibleSecret(backend, storedSecret({ storedName: each.name, ...each }), fetchedAt),
  );
  const { filterOnPrefix } = backend.filters;
  const fresh = absent.map((name): [string, FreshAnswer] => [name, { state: 'absent', at: fetchedAt }]);
  return vaultOf(withSameNames(secrets), {
    id: backend.id,
    type: backend.type,
    readOnly: backend.readOnly?.state === 'known' && backend.readOnly.value,
    location: 'somewhere',
    abilities: {
      lookup: true,
      subkeys: 'by-reading-value',
      listLag: backend.type.startsWith('aws') ? 300 : 0,
    },
    fresh: new Map(fresh),
    ...(filterOnPrefix === null ? {} : { prefixFilter: filterOnPrefix }),
  });
}

function seenDetails({ secrets }: BackendSnapshot): string[] {
  return secrets.flatMap(({ rules }) => rules.map(({ reason }) => ruleClause(reason)));
}

function questionFor(name: string, namespace?: string): Question {
  return questionOf(name, { flowNamespace: namespace === undefined ? null : namespaceNamed(namespace) });
}

function resolution(
  backends: BackendSnapshot | readonly BackendSnapshot[],
  name: string,
  namespace?: string,
) {
  const all = 'id' in backends ? [backends] : backends;
  return resolve(catalogOf(all), questionFor(name, namespace), fetchedAt + 1000);
}

function explanation(backend: BackendSnapshot, name: string, namespace?: string) {
  return explain(catalogOf([backend]), questionFor(name, namespace), fetchedAt + 1000);
}

function verdict(...given: Parameters<typeof resolution>): string {
  const found = resolution(...given);
  return `${found.verdict} ${found.reasonCode}`;
}

const byPrefix = (keepPrefix: PrefixFilter['keepPrefix']) => ({
  filters: { ...noFilters, filterOnPrefix: { prefix: known('prod_'), keepPrefix } },
});

function noteTexts(secret: VisibleSecret | undefined): string {
  return (secret?.notes ?? []).map((note) => noteClause(note, (time) => time)).join('; ');
}

describe('resolve at a cloud: names', () => {
  it('finds the stored name, assumed, and says what gave the name', () => {
    const found = resolution(snapshotAfter(awsBackend(), [{ name: 'API' }]), 'API');
    assert.equal(found.verdict, 'resolvable');
    assert.equal(found.secret?.certainty, 'assumed');
    const steps = explanation(snapshotAfter(awsBackend(), [{ name: 'API' }]), 'API');
    assert.match(
      steps.map(({ rule, reason }) => `${rule}: ${stepMessage(reason)}`).join('\n'),
      /^name: .*does not document that it uses this name/m,
    );
  });

  it('finds the tag key, and tells who asks for the stored name what to ask for', () => {
    const aws = snapshotAfter(awsBackend(), [{ name: 'kestra/x', tags: { key: 'API' } }]);
    assert.equal(verdict(aws, 'API'), 'resolvable found');
    const stored = resolution(aws, 'kestra/x');
    assert.equal(`${stored.verdict} ${stored.reasonCode}`, 'missing not-in-list');
    assert.match(reasonMessage(stored.reason), /flows ask for it as API/);
  });

  it('takes both spellings for "cannot tell" where keep-prefix is not set', () => {
    const aws = snapshotAfter(awsBackend(byPrefix(null)), [{ name: 'prod_API' }], ['OTHER', 'prod_OTHER']);
    assert.equal(verdict(aws, 'API'), 'unknown undocumented-rule');
    assert.equal(verdict(aws, 'prod_API'), 'unknown undocumented-rule');
    assert.equal(verdict(aws, 'OTHER'), 'missing not-in-list');
    assert.deepEqual(aws.secrets[0]?.notes, [{ kind: 'other-name', name: 'API' }]);
  });

  it('asks for the stored name that follows from the key before it says missing', () => {
    const stripped = awsBackend(byPrefix(known(false)));
    assert.equal(verdict(snapshotAfter(stripped, [{ name: 'prod_API' }]), 'API'), 'resolvable found');
    assert.equal(verdict(snapshotAfter(stripped, [], ['OTHER']), 'OTHER'), 'unknown incomplete-list');
    assert.equal(verdict(snapshotAfter(stripped, [], ['prod_OTHER']), 'OTHER'), 'missing not-in-list');
    const kept = awsBackend(byPrefix(known(true)));
    assert.equal(verdict(snapshotAfter(kept, [{ name: 'API' }]), 'API'), 'hidden filter-on-prefix');
    assert.equal(verdict(snapshotAfter(kept, []), 'API'), 'missing not-in-list');
  });

  it('says that a list may lag, where it may', () => {
    assert.match(
      reasonMessage(resolution(snapshotAfter(awsBackend(), [], ['NO']), 'NO').reason),
      /may take 5 minutes/,
    );
    assert.doesNotMatch(
      reasonMessage(resolution(snapshotAfter(googleBackend(), [], ['NO']), 'NO').reason),
      /minutes/,
    );
  });

  it('does not call missing what only lacks a tag: the last part of an untagged path', () => {
    const untagged = snapshotAfter(awsBackend(), [{ name: 'prod/API' }], ['API']);
    assert.equal(verdict(untagged, 'API'), 'unknown undocumented-rule');
    const tagged = snapshotAfter(awsBackend(), [{ name: 'prod/API', tags: { key: 'OTHER' } }], ['API']);
    assert.equal(verdict(tagged, 'API'), 'missing not-in-list');
  });

  it('cannot tell what Azure cannot hold, and names what is like it', () => {
    const azure = snapshotAfter(azureBackend(), [
      { name: 'MY-TOKEN' },
      { name: 'x', tags: { key: 'OUR_TOKEN' } },
    ]);
    const hinted = resolution(azure, 'MY_TOKEN');
    assert.equal(`${hinted.verdict} ${hinted.reasonCode}`, 'unknown undocumented-rule');
    assert.match(reasonMessage(hinted.reason), /MY-TOKEN/);
    assert.deepEqual(hinted.suggestions[0], 'MY-TOKEN');
    assert.equal(verdict(azure, 'A_B'), 'unknown undocumented-rule');
    assert.equal(verdict(azure, 'OUR_TOKEN'), 'resolvable found');
    assert.equal(verdict(snapshotAfter(azureBackend(), [], ['A-B']), 'A-B'), 'missing not-in-list');
  });

  it('cannot tell what a Google label cannot hold, and says so', () => {
    const google = snapshotAfter(
      googleBackend(),
      [{ name: 'x', tags: { key: 'api_token', namespace: 'company_team' } }],
      ['API_TOKEN', 'api_token', 'OTHER'],
    );
    const folded = resolution(google, 'API_TOKEN', 'company.team');
    assert.equal(`${folded.verdict} ${folded.reasonCode}`, 'unknown undocumented-rule');
    assert.match(reasonMessage(folded.reason), /a label cannot hold API_TOKEN/);
    assert.equal(verdict(google, 'api_token', 'company.team'), 'unknown undocumented-rule');
    assert.equal(verdict(google, 'api_token', 'other'), 'hidden namespace');
    assert.equal(verdict(google, 'OTHER', 'company.team'), 'missing not-in-list');
  });
});

describe('resolve at a cloud: who sees it', () => {
  const aws = snapshotAfter(awsBackend(), [{ name: 'x', tags: { key: 'API', namespace: 'company.team' } }]);

  it('shows a secret of a namespace there and below, hides it elsewhere, and cannot tell without one', () => {
    assert.equal(verdict(aws, 'API', 'company.team.sub'), 'resolvable found');
    assert.equal(verdict(aws, 'API', 'company'), 'hidden namespace');
    assert.equal(verdict(aws, 'API'), 'unknown dynamic-namespace');
    const steps = explanation(aws, 'API', 'company');
    assert.ok(steps.some((step) => step.rule === 'namespace' && step.result === 'fail'));
  });

  it('hides in managed mode what Kestra did not create, and calls nothing missing', () => {
    const managed = snapshotAfter(awsBackend({ readOnly: null }), [
      { name: 'x', tags: { key: 'API', namespace: 'company' } },
      { name: 'PLAIN' },
    ]);
    assert.equal(verdict(managed, 'API', 'company'), 'resolvable found');
    assert.equal(verdict(managed, 'PLAIN', 'company'), 'hidden managed');
    assert.equal(verdict(managed, 'NO', 'company'), 'unknown managed');
  });

  it('tells each hiding rule once, in their order, over all backends', () => {
    const filters = { ...noFilters, excludedTags: { state: known('old') } };
    const one = snapshotAfter(awsBackend({ filters }), [{ name: 'API', tags: { state: 'old' } }]);
    const two = snapshotAfter(googleBackend({ filters }), [
      { name: 'API', tags: { state: 'old' }, readable: 'no-version' },
    ]);
    const rules = resolution([one, two], 'API').hiddenBy.map((outcome) => outcome.rule);
    assert.deepEqual(rules, ['no-version', 'excluded-tags']);
  });

  it('finds a name in the environment whatever the cloud says', () => {
    const env = environmentOf([variableNamed('API')]);
    assert.equal(verdict([aws, env], 'api', 'elsewhere'), 'resolvable found');
  });
});

describe('two stored secrets with one name', () => {
  const twice = snapshotAfter(awsBackend(), [
    { name: 'a', tags: { key: 'API' } },
    { name: 'b', tags: { key: 'API' } },
    { name: 'c', tags: { key: 'API', namespace: 'company' } },
  ]);

  it('are told of each other, where they stand at one place', () => {
    assert.deepEqual(
      twice.secrets.map((secret) => secret.sameName),
      [['b'], ['a'], undefined],
    );
    assert.match(noteTexts(twice.secrets[0]), /^b has the same name/);
  });

  it('resolve, the nearest namespace first, but nobody can tell the subkeys', () => {
    assert.equal(resolution(twice, 'API', 'company').secret?.storedName, 'c');
    const [first] = twice.secrets;
    assert.ok(first !== undefined);
    const question = questionOf('API', { subkey: 'TOKEN', flowNamespace: namespaceNamed('other') });
    const { secretVerdict, subkeyVerdict, reasonCode } = resolve(catalogOf([twice]), question, fetchedAt);
    assert.deepEqual(
      [secretVerdict, subkeyVerdict, reasonCode],
      ['resolvable', 'unknown', 'undocumented-rule'],
    );
  });

  it('are not in the way of one that is hidden', () => {
    const filters = { ...noFilters, excludedTags: { state: known('old') } };
    const one = snapshotAfter(awsBackend({ filters }), [
      { name: 'a', tags: { key: 'API' } },
      { name: 'b', tags: { key: 'API', state: 'old' } },
    ]);
    assert.equal(one.secrets[0]?.sameName, undefined);
    assert.equal(verdict(one, 'API'), 'resolvable found');
  });
});

describe('what is worth knowing of a stored secret', () => {
  const notes = (backend: Backend, changes: Partial<StoredSecret>) =>
    noteTexts(visibleSecret(backend, storedSecret(changes), null));

  it('is when it ends, in each manager’s words', () => {
    const deletedAt = '2026-02-01T00:00:00Z';
    assert.equal(notes(awsBackend(), { deletedAt }), `scheduled for deletion on ${deletedAt}`);
    assert.equal(
      notes(azureBackend(), { expiresAt: '2027', startsAt: '2026' }),
      'its expiry date is 2027, which does not keep Kestra from reading it; its activation date is 2026, which does not keep Kestra from reading it',
    );
  });

  it('call what Google keeps with a secret a label, and what the others keep a tag', () => {
    const filters = {
      ...noFilters,
      filterOnTags: { team: known('shop') },
      excludedTags: { old: known('yes') },
    };
    const stored = [
      { name: 'bare', tags: {} },
      { name: 'other', tags: { team: 'quay', old: 'yes' } },
      { name: 'x', tags: { key: 'KEY', prefix: 'another', team: 'shop' } },
    ];
    const told = (backend: Supported) =>
      seenDetails(snapshotAfter(backend, stored)).join('\n') +
      seenDetails(snapshotAfter({ ...backend, readOnly: null }, stored)).join();
    const google = told(googleBackend({ filters }));
    assert.match(
      google,
      /no label team.*its label team is quay.*its label old is yes.*its label prefix is another/s,
    );
    assert.doesNotMatch(google, /its tag|no tag (?!of excluded-tags)/);
    for (const backend of [awsBackend({ filters }), azureBackend({ filters, prefix: known('kestra') })]) {
      assert.match(told(backend), /no tag team.*its tag team is quay.*its tag prefix is another/s);
      assert.doesNotMatch(told(backend), /\blabel\b/);
    }
  });

  it('is that a cloud’s value is a JSON object', () => {
    const subkeys = { state: 'known', names: ['a'] } as const;
    assert.match(notes(awsBackend(), { subkeys }), /wants plain text/);
    assert.match(notes(googleBackend(), { subkeys }), /is a JSON object/);
    assert.equal(notes(googleBackend(), { subkeys: { state: 'none' } }), '');
  });
});
