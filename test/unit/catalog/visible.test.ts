import assert from 'node:assert/strict';
import { environmentSecrets } from '../../../src/catalog/visible.ts';
import type { EnvironmentBackend, EnvironmentDefinition } from '../../../src/configuration/types.ts';

function defined(variable: string, rest: Partial<EnvironmentDefinition> = {}): EnvironmentDefinition {
  const key = variable.slice('SECRET_'.length).toUpperCase();
  return { variable, key, encoding: 'base64', shape: 'object', subkeys: ['a'], origin: null, ...rest };
}

function seen(...definitions: EnvironmentDefinition[]) {
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
    const twice = seen(
      defined('SECRET_API', { encoding: 'not-base64', shape: 'unknown', subkeys: null }),
      defined('SECRET_API'),
    );
    assert.deepEqual(twice, [{ name: 'API', visible: true, subkeys: 'known' }]);
  });

  it('leaves open what is in a secret that two variables define, and skips one that is not Base64', () => {
    const collided = seen(defined('SECRET_api'), defined('SECRET_API', { shape: 'other', subkeys: null }));
    assert.deepEqual(collided, [{ name: 'API', visible: true, subkeys: 'not-read' }]);
    const bad = defined('SECRET_Api', { encoding: 'not-base64', shape: 'unknown', subkeys: null });
    assert.deepEqual(seen(bad, defined('SECRET_API')), [{ name: 'API', visible: true, subkeys: 'known' }]);
    assert.deepEqual(seen(defined('SECRET_API'), bad), [{ name: 'API', visible: true, subkeys: 'known' }]);
  });

  it('hides what is not Base64, and leaves open what is not known here', () => {
    const rest = { shape: 'unknown', subkeys: null } as const;
    assert.deepEqual(
      seen(
        defined('SECRET_A', { encoding: 'not-base64', ...rest }),
        defined('SECRET_B', { encoding: 'not-known', ...rest }),
      ),
      [
        { name: 'A', visible: false, subkeys: 'not-read' },
        { name: 'B', visible: null, subkeys: 'not-read' },
      ],
    );
  });
});
