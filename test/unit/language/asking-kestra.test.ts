import assert from 'node:assert/strict';
import { readFlow } from '../../../src/flow/index.ts';
import { kestraActions } from '../../../src/language/code-actions.ts';
import { hoverAt } from '../../../src/language/hover.ts';
import { never } from '../../fakes/never.ts';
import { scriptOf } from '../../fakes/scripted-kestra.ts';
import { connect } from '../catalog/kestra/support.ts';

/** What is offered at a call that stands in a flow, by the hover and by the light bulb. */
async function offeredAt(call: string, { edition = 'open-source', namespace = 'company.team' } = {}) {
  const isOpen = edition === 'open-source';
  const script = scriptOf({
    edition: isOpen ? 'open-source' : 'enterprise',
    names: { [isOpen ? '' : 'company']: ['THERE'] },
  });
  const { catalog, clock } = await connect(script);
  await catalog.refresh(never);
  const text = `id: a\nnamespace: "${namespace}"\ntasks:\n  - id: b\n    type: x\n    message: "{{ ${call} }}"\n`;
  const file = readFlow(text);
  const offset = text.indexOf('secret(') + 9;
  const resolve: typeof catalog.resolve = (question) => catalog.resolve(question);
  const snapshot = catalog.snapshot();
  const hover = hoverAt(file, offset, resolve, { snapshot, now: clock.now(), locale: 'en' });
  return {
    hover: hover?.nextSteps ?? [],
    bulb: kestraActions(file, offset, resolve, snapshot).map(({ step }) => step),
    asked: script.questions.filter((question) => question.startsWith('evaluate')),
  };
}

const asking = (name: string, subkey: string | null = null, namespace: string | null = null) => ({
  kind: 'ask-kestra',
  reference: { name, namespace, subkey, flowNamespace: 'company.team' },
});

describe('asking Kestra', () => {
  it('is offered at a call that nobody can tell of, first, and asks nothing by itself', async () => {
    const { hover, bulb, asked } = await offeredAt("secret('GONE', subkey='S')", { edition: 'enterprise' });
    assert.deepEqual(hover[0], asking('GONE', 'S'));
    assert.deepEqual(bulb, [asking('GONE', 'S')]);
    assert.deepEqual(asked, []);
  });

  it('is offered last at a call that is found, and not in the light bulb', async () => {
    const { hover, bulb } = await offeredAt("secret('THERE')");
    assert.deepEqual(hover.at(-1), asking('THERE'));
    assert.deepEqual(bulb, []);
  });

  it('names what the call names, and the namespace of the flow', async () => {
    const { hover } = await offeredAt("secret('GONE', namespace='company')");
    assert.deepEqual(hover[0], asking('GONE', null, 'company'));
  });

  it('is offered at no call that is not known in full before the flow runs', async () => {
    for (const call of [
      'secret(inputs.key)',
      "secret('A' ~ inputs.b)",
      "secret('GONE', subkey=inputs.s)",
      "secret('GONE', namespace=inputs.n)",
      "secret('GONE', sub='x')",
    ]) {
      const { hover, bulb } = await offeredAt(call);
      assert.ok(
        hover.every(({ kind }) => kind !== 'ask-kestra'),
        call,
      );
      assert.deepEqual(bulb, [], call);
    }
    const { hover } = await offeredAt("secret('GONE')", { namespace: '{{ vars.n }}' });
    assert.ok(hover.every(({ kind }) => kind !== 'ask-kestra'));
  });
});
