import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withKestra } from '../../../../src/catalog/kestra/judge.ts';
import type { KestraFacts } from '../../../../src/catalog/kestra/types.ts';
import { resolve } from '../../../../src/catalog/resolve.ts';
import type { CatalogSnapshot, Question, Resolution, VisibleSecret } from '../../../../src/catalog/types.ts';
import type { KestraWord } from '../../../../src/stores/kestra/contract.ts';
import {
  catalogOf,
  environmentOf,
  fetchedAt,
  secretNamed,
  subkeys,
  variableNamed,
  vaultOf,
} from '../../../fakes/catalog-snapshot.ts';
import { namespaceNamed, questionOf } from '../../../fakes/question.ts';

const minute = 60_000;
const names = ['A', 'B', 'a'] as const;
const namespaces = ['company', 'company.team', 'other', null] as const;

const name = fc.constantFrom(...names);
const time = fc.integer({ min: -10, max: 0 }).map((minutes) => fetchedAt + minutes * minute);

const secret: fc.Arbitrary<VisibleSecret> = fc
  .record({ name, visible: fc.constantFrom(true, false, null), known: fc.boolean() })
  .map(({ name: own, visible, known }) =>
    secretNamed(own, { visible, ...(known ? { subkeys: subkeys('s'), subkeysAt: fetchedAt } : {}) }),
  );

const snapshot: fc.Arbitrary<CatalogSnapshot> = fc
  .record({
    secrets: fc.array(secret, { maxLength: 3 }),
    state: fc.constantFrom('complete', 'incomplete', 'failed', 'blocked', 'offline' as const),
    variables: fc.array(name, { maxLength: 2 }),
    kinds: fc.subarray(['vault', 'env'] as const),
    readOnly: fc.boolean(),
  })
  .map(({ secrets, state, variables, kinds, readOnly }) =>
    catalogOf(
      kinds.map((kind) =>
        kind === 'vault'
          ? vaultOf(secrets, { state, readOnly })
          : environmentOf(variables.map((each) => variableNamed(each.toUpperCase()))),
      ),
    ),
  );

const word: fc.Arbitrary<KestraWord> = fc.constantFrom<KestraWord>(
  { state: 'resolves' },
  { state: 'secret-not-found' },
  { state: 'subkey-not-found' },
  { state: 'subkey-not-read' },
  { state: 'not-told', why: 'no-right' },
);

const question: fc.Arbitrary<Question> = fc
  .record({
    name,
    subkey: fc.constantFrom(null, 's', 't', { kind: 'dynamic' as const }),
    namespaceArgument: fc.constantFrom(
      null,
      { kind: 'constant' as const, value: 'other' },
      { kind: 'dynamic' as const },
    ),
    isOfNamespace: fc.boolean(),
  })
  .map(({ name: asked, subkey, namespaceArgument, isOfNamespace }) =>
    questionOf(asked, {
      subkey,
      namespaceArgument,
      flowNamespace: isOfNamespace ? namespaceNamed('company.team') : null,
    }),
  );

const facts: fc.Arbitrary<KestraFacts> = fc
  .record({
    edition: fc.constantFrom('open-source', 'enterprise', 'not-told' as const),
    state: fc.constantFrom('complete', 'incomplete', 'failed', 'blocked', 'offline' as const),
    listed: fc.array(fc.record({ name, namespace: fc.constantFrom(...namespaces) }), { maxLength: 3 }),
    fetchedAt: fc.option(time),
    readsApart: fc.constantFrom(null, 'in-parts', 'isolated' as const),
    absent: fc.array(fc.tuple(name, time), { maxLength: 2 }),
    answers: fc.array(
      fc.record({
        name,
        subkey: fc.constantFrom(null, 's'),
        namespace: fc.constantFrom(null, 'other'),
        word,
        at: time,
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ edition, state, listed, fetchedAt: at, readsApart, absent, answers }) => ({
    endpoint: 'http://127.0.0.1:8080',
    tenant: 'main',
    about: { version: null, edition },
    state,
    failure: null,
    readOnly: null,
    names: listed.map((each) => ({ ...each, tags: null })),
    told: state === 'complete' ? ['company.team', 'other'] : [],
    gaps: [],
    fetchedAt: at,
    listing: false,
    stopped: false,
    readsApart,
    absent: new Map(absent),
    answers: answers.map(({ name: own, subkey, namespace, word: said, at: answeredAt }) => ({
      reference: { name: own, subkey, namespace, flowNamespace: 'company.team' },
      word: said,
      at: answeredAt,
    })),
  }));

/** What of a resolution is the verdict, without what only adds to it. */
function verdictOf(resolution: Resolution) {
  return { ...resolution, answers: null, suggestions: null, kestra: null };
}

/** Holds for whatever the backends and Kestra say. */
function check(
  holds: (own: Resolution, judged: Resolution, kestra: KestraFacts, asked: Question) => void,
): void {
  fc.assert(
    fc.property(snapshot, facts, question, (backends, kestra, asked) => {
      const own = resolve(backends, asked, fetchedAt);
      holds(own, withKestra(kestra, asked, own, fetchedAt, true), kestra, asked);
    }),
    { numRuns: 1000 },
  );
}

const isListed = ({ state }: KestraFacts) => state === 'complete' || state === 'incomplete';

describe('whatever the backends and Kestra say', () => {
  it('a verdict without Kestra is as it was', () => {
    fc.assert(
      fc.property(snapshot, question, (backends, asked) => {
        const own = resolve(backends, asked, fetchedAt);
        assert.equal('kestra' in own, false);
        assert.ok(own.answers.every(({ backend }) => backend !== 'kestra'));
      }),
    );
  });

  it('one that could not be read, and was not asked, changes no verdict', () => {
    check((own, judged, kestra) => {
      if (isListed(kestra) || kestra.answers.length > 0) return;
      assert.deepEqual(verdictOf(judged), verdictOf(own));
    });
  });

  it('what it lists is neither missing nor hidden, unless it answered otherwise since', () => {
    check((own, judged, kestra) => {
      if (
        judged.kestra?.list !== 'there' ||
        kestra.answers.some(({ word: { state } }) => state === 'secret-not-found')
      )
        return;
      const isApart = kestra.about?.edition === 'open-source' && kestra.readsApart === 'in-parts';
      const isOpen = isApart && (own.secretVerdict === 'missing' || own.secretVerdict === 'hidden');
      assert.equal(judged.secretVerdict, isOpen ? 'unknown' : 'resolvable', own.reason.kind);
    });
  });

  it('what Enterprise does not list is as it was', () => {
    check((own, judged, kestra) => {
      if (kestra.about?.edition === 'open-source' || kestra.answers.length > 0) return;
      if (judged.kestra?.list === 'there') return;
      // Where nothing here was looked into, Kestra alone was asked, and the reason is its.
      const isAlone = own.reason.kind.startsWith('no-');
      const { reason } = isAlone ? judged : own;
      assert.deepEqual(verdictOf(judged), verdictOf({ ...own, reason }));
    });
  });

  it('nothing becomes missing but by a whole, young list of open source, or a young answer', () => {
    check((own, judged, kestra, { key }) => {
      if (judged.secretVerdict !== 'missing' || own.secretVerdict === 'missing') return;
      const { edition } = kestra.about ?? {};
      const asked = key?.kind === 'constant' ? String(key.value) : '';
      const isWhole =
        edition === 'open-source' && kestra.state === 'complete' && kestra.readsApart !== 'in-parts';
      const at = kestra.fetchedAt ?? -Infinity;
      const noted = kestra.absent.get(asked.toUpperCase()) ?? -Infinity;
      const isYoung = fetchedAt - at <= minute || (noted - at <= minute && fetchedAt - noted <= 5 * minute);
      const isApart =
        kestra.readsApart === 'in-parts' || (kestra.readsApart === 'isolated' && edition !== 'open-source');
      const isAnswered = kestra.answers.some(
        ({ word: { state }, at: answeredAt, reference }) =>
          state === 'secret-not-found' && fetchedAt - answeredAt <= minute && reference.name === asked,
      );
      assert.ok((isWhole && isYoung && own.secretVerdict === 'unknown') || (isAnswered && !isApart));
    });
  });

  it('the whole is the worse of its parts, and says what it is', () => {
    check((_, judged) => {
      const { verdict, secretVerdict, subkeyVerdict } = judged;
      assert.ok(verdict === secretVerdict || verdict === subkeyVerdict);
      if (secretVerdict !== 'resolvable' && subkeyVerdict !== null) assert.equal(subkeyVerdict, 'unknown');
      if (verdict === 'missing') assert.notEqual(judged.mistake, null);
      if (verdict === 'resolvable') assert.equal(judged.reasonCode, 'found');
    });
  });
});
