import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { isCancellation } from '../../src/ports/cancellation.ts';
import { isFailureError } from '../../src/ports/failure.ts';
import type { EvaluatedReference, KestraInstance } from '../../src/stores/kestra/contract.ts';
import { never } from '../fakes/never.ts';
import type { KestraEdition, KestraGeneration } from '../servers/kestra/holdings.ts';
import { kestraSecrets } from './kestra-holdings.ts';

/** One Kestra with `kestraHoldings`, asked by several. */
export interface KestrasUnderTest {
  /** Somebody who may see everything. */
  readonly allowed: KestraInstance;
  /** Somebody who sees `company.team` alone, where rights are asked for. */
  readonly team: KestraInstance;
  /** Somebody who is known, and sees nothing. */
  readonly refused: KestraInstance;
  /** Somebody whose login is not accepted. */
  readonly stranger: KestraInstance;
  stop(): Promise<void>;
}

/** What every Kestra must do, whichever it is. Each answer is kept, and none may hold a value. */
export function describeKestra(
  name: string,
  generation: KestraGeneration,
  edition: KestraEdition,
  setUp: () => Promise<KestrasUnderTest>,
): void {
  const isOpenSource = edition === 'open-source';

  describe(`${name}, ${generation}, ${edition}`, () => {
    let kestras: KestrasUnderTest;
    const seen: unknown[] = [];
    const keep = <T>(value: T): T => {
      seen.push(value);
      return value;
    };
    const failureOf = async (work: Promise<unknown>) => {
      const error: unknown = await work.then(
        () => assert.fail('it did not fail'),
        (reason: unknown) => reason,
      );
      assert.ok(isFailureError(error), inspect(error));
      return keep(error.failure);
    };
    const evaluate = (
      reference: Partial<EvaluatedReference> & Pick<EvaluatedReference, 'name'>,
      instance = kestras.allowed,
    ) =>
      instance
        .evaluate({ namespace: null, subkey: null, flowNamespace: 'company.team', ...reference }, never)
        .then(keep);

    before(async () => {
      kestras = await setUp();
    });
    after(() => kestras.stop());

    it('says which it is', async () => {
      const about = keep(await kestras.allowed.about(never));
      assert.equal(about.version?.startsWith(generation), true, inspect(about));
      assert.equal(about.edition, generation === '0.22' ? 'not-told' : edition);
    });

    it('lists every name once, with its namespace where it has one', async () => {
      const list = keep(await kestras.allowed.list(['company.team', 'other.one'], never));
      const expected = kestraSecrets.map(({ key, namespace }) => `${isOpenSource ? '' : namespace} ${key}`);
      const names = list.names.map((each) => `${each.namespace ?? ''} ${each.name}`);
      assert.deepEqual([...names].sort(), expected.sort());
      assert.deepEqual(list.gaps, []);
      assert.deepEqual([...list.told].sort(), ['company.team', 'other.one']);
      assert.equal(list.readOnly, true);
      const tagged = list.names.find((each) => each.name === 'JSON_KEY');
      assert.deepEqual(tagged?.tags, isOpenSource ? null : { owner: 'accounts', 'cost-centre': '' });
    });

    it('lists the tenant where no namespace is asked for', async () => {
      const list = keep(await kestras.allowed.list([], never));
      assert.equal(list.names.length, kestraSecrets.length);
      assert.deepEqual([list.told, list.gaps], [[], []]);
    });

    it('tells of one whom it shows less that this is not all', async () => {
      if (isOpenSource) return;
      const list = keep(await kestras.team.list(['company.team', 'other'], never));
      const names = list.names.map((each) => each.name);
      assert.ok(names.includes('TEAM_KEY') && names.includes('COMPANY_KEY'), 'own and inherited');
      assert.ok(!names.includes('OTHER_KEY'));
      assert.deepEqual(list.told, ['company.team']);
      assert.deepEqual(list.gaps, [
        { kind: 'no-right', namespace: null },
        { kind: 'no-right', namespace: 'other' },
      ]);
    });

    it('lists namespaces alone, with what they inherit, and says which are not told', async () => {
      if (isOpenSource) return;
      const list = keep(await kestras.team.listNamespaces(['company.team', 'other'], never));
      const names = list.names.map((each) => each.name);
      assert.ok(names.includes('TEAM_KEY') && names.includes('COMPANY_KEY'), 'own and inherited');
      assert.ok(!names.includes('OTHER_KEY'));
      assert.deepEqual(list.told, ['company.team']);
      assert.deepEqual(list.gaps, [{ kind: 'no-right', namespace: 'other' }]);
      const nothing = keep(await kestras.refused.listNamespaces(['company.team'], never));
      assert.deepEqual([nothing.names, nothing.told, nothing.gaps.length], [[], [], 1]);
    });

    it('fails where it shows nothing at all', async () => {
      if (isOpenSource) return;
      const failure = await failureOf(kestras.refused.list(['company.team'], never));
      assert.equal(failure.kind, 'denied');
    });

    it('evaluates what resolves, own and inherited, and in another namespace', async () => {
      if (generation === '0.22') {
        assert.deepEqual(await evaluate({ name: 'TEAM_KEY' }), { state: 'not-told', why: 'not-asked' });
        return;
      }
      for (const reference of [
        { name: 'TEAM_KEY' },
        { name: 'COMPANY_KEY' },
        { name: `IT'S_A"KEY` },
        { name: 'JSON_KEY', subkey: 'user' },
        { name: 'JSON_KEY', subkey: "it's" },
        { name: 'OTHER_KEY', namespace: 'other' },
      ]) {
        assert.deepEqual(await evaluate(reference), { state: 'resolves' }, inspect(reference));
      }
    });

    it('evaluates what does not resolve, and says why', async () => {
      if (generation === '0.22') return;
      const said = async (reference: Parameters<typeof evaluate>[0]) => (await evaluate(reference)).state;
      assert.equal(await said({ name: 'NO_SUCH' }), 'secret-not-found');
      assert.equal(await said({ name: "no'such" }), 'secret-not-found');
      assert.equal(await said({ name: 'NO_SUCH', subkey: 'user', namespace: 'company' }), 'secret-not-found');
      assert.equal(await said({ name: 'JSON_KEY', subkey: 'nobody' }), 'subkey-not-found');
      assert.equal(await said({ name: 'TEAM_KEY', subkey: 'user' }), 'subkey-not-read');
      if (isOpenSource) return;
      assert.equal(await said({ name: 'OTHER_KEY' }), 'secret-not-found');
      assert.equal(await said({ name: 'TEAM_KEY', namespace: 'company' }), 'secret-not-found');
    });

    it('does not tell where there is no execution, no right, or no constant', async () => {
      assert.deepEqual(await evaluate({ name: 'OTHER_KEY', flowNamespace: 'other' }), {
        state: 'not-told',
        why: 'no-execution',
      });
      if (generation === '0.22') return;
      assert.deepEqual(await evaluate({ name: 'TEAM_KEY' }, kestras.team), {
        state: 'not-told',
        why: 'no-right',
      });
      for (const strange of ['back\\slash', "end\\'", 'two\nlines']) {
        assert.deepEqual(
          await evaluate({ name: strange }),
          { state: 'not-told', why: 'not-constant' },
          strange,
        );
      }
    });

    it('fails for a login that it does not know', async () => {
      const failure = await failureOf(kestras.stranger.list([], never));
      assert.deepEqual([failure.kind, failure.ofLogin], ['denied', true]);
    });

    it('rejects with a cancellation, and is of use to others all the same', async () => {
      const controller = new AbortController();
      const work = kestras.allowed.list(['company.team'], controller.signal);
      controller.abort();
      await assert.rejects(work, isCancellation);
      await assert.rejects(kestras.allowed.about(controller.signal), isCancellation);
      assert.equal((await kestras.allowed.list([], never)).names.length, kestraSecrets.length);
    });

    it('never tells a value or a login', () => {
      assert.doesNotMatch(inspect(seen, { depth: Infinity, maxArrayLength: null }), /VALUE-MARKER/);
    });
  });
}
