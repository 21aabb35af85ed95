import type { KestraFacts } from '../catalog/index.ts';
import { failureMessage } from '../language/messages/index.ts';
import { kestraBackend } from '../managers/kestra.ts';
import type { JsonBackend, JsonSecret } from './document.ts';
import { isoTime } from './json-backends.ts';
import { nextWordsFor } from './next-words.ts';

/** The running Kestra of a folder as one of the document's backends, without the names that it lists. */
export function jsonKestra(kestra: KestraFacts): JsonBackend {
  const { id, kestraType: type, level, namespace } = kestraBackend;
  const { endpoint, tenant, readOnly, state, failure, fetchedAt } = kestra;
  return {
    id,
    type,
    level,
    namespace,
    // Open source has read-only secrets alone; what is not told is not taken for writable.
    readOnly: readOnly ?? true,
    location: `${endpoint} ${tenant}`,
    sources: [],
    state,
    failure:
      failure === null
        ? null
        : {
            kind: failure.kind,
            message: failureMessage(failure, nextWordsFor({ id, type: 'unsupported' })),
          },
    fetchedAt: isoTime(fetchedAt),
  };
}

/** The names that it lists: all of them visible, and of none it tells a subkey. */
export function jsonKestraSecrets({ names, readOnly }: KestraFacts): JsonSecret[] {
  return names.map(({ name, namespace, tags }) => ({
    name,
    nameFrom: 'stored-name',
    certainty: 'documented',
    storedName: name,
    namespace,
    tags,
    readOnly: readOnly ?? true,
    visible: true,
    hiddenBy: [],
    value: 'unknown',
    subkeys: null,
    notes: [],
  }));
}
