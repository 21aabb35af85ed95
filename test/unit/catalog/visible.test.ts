import assert from 'node:assert/strict';
import { environmentSecrets } from '../../../src/catalog/visible.ts';
import type { EnvironmentDefinition } from '../../../src/configuration/environment-definitions.ts';
import type { EnvironmentBackend } from '../../../src/configuration/types.ts';

function definitionOf(variable: string, rest: Partial<EnvironmentDefinition> = {}): EnvironmentDefinition {
  const key = variable.slice('SECRET_'.length).toUpperCase();
  return { variable, key, encoding: 'base64', shape: 'object', subkeys: ['a'], origin: null, ...rest };
}

function secretsOf(...definitions: EnvironmentDefinition[]) {
  const backend: EnvironmentBackend = {
    type: 'env',
    id: 'env',
    level: 'global',
    namespace: null,
    sources: [],
    readOnly: null,
    filters: { filterOnTags: null, excludedTags: null, filterOnPrefix: null },
    definitions: { definitions, gaps: [], notLoaded: [] },
  };
  return environmentSecrets(backend, 0).map(({ name, visible, subkeys }) => ({
    name,
    visible,
    subkeys: subkeys.state,
  }));
}

describe('environmentSecrets', () => {
  it('takes the later definition of one variable', () => {
    const twice = secretsOf(
      definitionOf('SECRET_API', { encoding: 'not-base64', shape: 'unknown', subkeys: null }),
      definitionOf('SECRET_API'),
    );
    assert.deepEqual(twice, [{ name: 'API', visible: true, subkeys: 'known' }]);
  });

  it('leaves open what is in a secret that two variables define, and skips one that is not Base64', () => {
    const collided = secretsOf(
      definitionOf('SECRET_api'),
      definitionOf('SECRET_API', { shape: 'other', subkeys: null }),
    );
    assert.deepEqual(collided, [{ name: 'API', visible: true, subkeys: 'not-read' }]);
    const bad = definitionOf('SECRET_Api', { encoding: 'not-base64', shape: 'unknown', subkeys: null });
    assert.deepEqual(secretsOf(bad, definitionOf('SECRET_API')), [
      { name: 'API', visible: true, subkeys: 'known' },
    ]);
    assert.deepEqual(secretsOf(definitionOf('SECRET_API'), bad), [
      { name: 'API', visible: true, subkeys: 'known' },
    ]);
  });

  it('hides what is not Base64, and leaves open what is not known here', () => {
    const rest = { shape: 'unknown', subkeys: null } as const;
    assert.deepEqual(
      secretsOf(
        definitionOf('SECRET_A', { encoding: 'not-base64', ...rest }),
        definitionOf('SECRET_B', { encoding: 'not-known', ...rest }),
      ),
      [
        { name: 'A', visible: false, subkeys: 'not-read' },
        { name: 'B', visible: null, subkeys: 'not-read' },
      ],
    );
  });
});
