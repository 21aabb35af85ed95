import assert from 'node:assert/strict';
import { jsonBackend, jsonSecret } from '../../../../src/cli/json-backends.ts';
import { backendBeside, backendOf, listedSecret } from '../../../../src/catalog/kestra/as-backend.ts';
import { anyReason } from '../../../fakes/failure-reasons.ts';
import { never } from '../../../fakes/never.ts';
import { scriptOf } from '../../../fakes/scripted-kestra.ts';
import { connect, vault } from './support.ts';

describe('the JSON of a running Kestra', () => {
  it('is a global backend with the names that it lists, in their namespaces', async () => {
    const script = scriptOf({ edition: 'enterprise', names: { company: ['A'] } });
    const { catalog } = await connect(script);
    await catalog.refresh(never);
    const { kestra } = catalog.snapshot();
    assert.ok(kestra !== undefined);
    assert.deepEqual(jsonBackend(backendOf(kestra)), {
      id: 'kestra',
      type: 'kestra',
      level: 'global',
      namespace: null,
      readOnly: false,
      location: 'http://127.0.0.1:8080',
      sources: [],
      state: 'complete',
      failure: null,
      fetchedAt: '2026-01-01T00:00:00Z',
    });
    const [first, ...others] = kestra.names.map((listed) => jsonSecret(listedSecret(listed, kestra), true));
    assert.deepEqual(others, []);
    assert.deepEqual(
      [first?.name, first?.namespace, first?.visible, first?.value, first?.subkeys],
      ['A', 'company', true, 'unknown', null],
    );
  });

  it('says why it could not be read', async () => {
    const { catalog } = await connect(
      scriptOf({ failure: { kind: 'denied', message: anyReason, nextSteps: [] } }),
    );
    await catalog.refresh(never);
    const { kestra } = catalog.snapshot();
    assert.ok(kestra !== undefined);
    const { state, failure, fetchedAt } = jsonBackend(backendOf(kestra));
    assert.deepEqual([state, failure?.kind, fetchedAt], ['failed', 'denied', null]);
  });

  it('has beside the backends the names that none of them has', async () => {
    const script = scriptOf({ edition: 'enterprise', names: { company: ['both', 'theirs'] } });
    const secrets = [{ name: 'both', fields: ['x'], tags: {} }];
    const { catalog } = await connect(script, { 'application.yml': vault() }, secrets);
    await catalog.refresh(never);
    const [beside] = backendBeside(catalog.snapshot());
    assert.deepEqual(
      beside?.secrets.map(({ name, namespace }) => [name, namespace]),
      [['theirs', 'company']],
    );
  });
});
