import type { EnvironmentBackend } from '../configuration/index.ts';
import type { BackendSnapshot } from './types.ts';
import { environmentSecrets } from './visible.ts';

/** The environment backend needs no network: its snapshot follows from the configuration alone. `now` in ms. */
export function environmentSnapshot(backend: EnvironmentBackend, now: number): BackendSnapshot {
  const { definitions, gaps, notLoaded } = backend.definitions;
  const files = [...new Set(definitions.flatMap(({ origin }) => (origin === null ? [] : [origin.file])))];
  return {
    id: backend.id,
    type: 'env',
    level: backend.level,
    namespace: backend.namespace,
    ...(backend.configuration === undefined ? {} : { configuration: backend.configuration }),
    readOnly: true,
    location: files.join(', '),
    sources: backend.sources,
    state: gaps.length === 0 ? 'complete' : 'incomplete',
    failure: null,
    incompleteBecause: gaps[0] === undefined ? null : { kind: 'definitions', gap: gaps[0] },
    fetchedAt: now,
    ...(backend.unsavedIn === undefined ? {} : { unsavedIn: backend.unsavedIn }),
    secrets: environmentSecrets(backend, now),
    notLoaded: new Map(
      notLoaded.map(({ variable, origin }) => [
        variable.replace(/^SECRET_/, '').toUpperCase(),
        { variable, file: origin.file },
      ]),
    ),
  };
}
