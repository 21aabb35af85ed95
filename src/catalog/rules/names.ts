import type { Backend } from '../../configuration/index.ts';
import type { StoredSecret } from '../../stores/index.ts';
import { prefixNaming } from './prefix-filter.ts';
import { isCloud, isReadOnly } from './read-only.ts';
import type { VisibleSecret } from '../types.ts';

/** A stored secret's name in `secret('…')`, and where it is valid. */
export interface KestraName extends Pick<VisibleSecret, 'name' | 'nameFrom' | 'certainty' | 'namespace'> {
  /** The other spelling that is as likely as the first. */
  readonly otherName: string | null;
}

/** The first rule that applies: `filter-on-prefix`, the tag `key`, the manager's own name or path. */
export function kestraNameOf(backend: Backend, secret: StoredSecret): KestraName {
  if (!isCloud(backend.type)) return (isReadOnly(backend) ? null : managedPath(secret)) ?? path(secret);
  return nameByPrefix(backend, secret) ?? nameByTag(secret) ?? storedName(secret);
}

function nameByPrefix(backend: Backend, secret: StoredSecret): KestraName | null {
  const filter = backend.filters.filterOnPrefix;
  if (filter === null || !isReadOnly(backend)) return null;
  const naming = prefixNaming(filter, secret.name);
  const full = { ...storedName(secret), certainty: 'documented' } as const;
  switch (naming.spelling) {
    case 'full':
      return full;
    case 'stripped':
      return { ...full, name: naming.name, nameFrom: 'prefix-stripped' };
    case 'either':
      return { ...full, otherName: naming.stripped, certainty: 'assumed' };
  }
}

/** Kestra writes these tags itself; its page on AWS has them for secrets of other origin, too. */
function nameByTag({ tags }: StoredSecret): KestraName | null {
  const key = tags?.key ?? '';
  const namespace = tags?.namespace ?? '';
  if (key === '') return null;
  return {
    name: key,
    otherName: null,
    nameFrom: 'key-tag',
    certainty: 'documented',
    namespace: namespace === '' ? null : namespace,
  };
}

/** Kestra's newer documentation asks for tags, so that the manager's own name is an assumption. */
function storedName({ name }: StoredSecret): KestraName {
  return { name, otherName: null, nameFrom: 'stored-name', certainty: 'assumed', namespace: null };
}

function path({ name }: StoredSecret): KestraName {
  return { name, otherName: null, nameFrom: 'path', certainty: 'documented', namespace: null };
}

/** Where Kestra writes in a Vault: `TENANT/NAMESPACE/PARTS/NAME`. null: it does not lie at such a place. */
function managedPath(secret: StoredSecret): KestraName | null {
  const segments = secret.name.split('/');
  const namespace = segments.slice(1, -1).join('.');
  const name = segments.at(-1) ?? '';
  if (namespace === '' || name === '') return null;
  return { ...path(secret), name, certainty: 'assumed', namespace };
}
