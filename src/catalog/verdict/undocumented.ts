import { secretsLike } from '../find.ts';
import { isStorable } from '../lookup-names.ts';
import { hasLabels, isLabelFor } from '../rules/labels.ts';
import { placedBackend } from '../placed-backend.ts';
import type { Reason } from '../reasons.ts';
import { fullNamesOf, secretMeant } from '../full-names.ts';
import { factsOfType, type BackendType } from '../../managers/table.ts';
import type { BackendSnapshot, VisibleSecret } from '../types.ts';

/**
 * Why a name that is in no list is not called missing: something is there that Kestra may use in its place, by rules that
 * its documentation does not settle. null: nothing is.
 */
export function undocumentedReason(backend: BackendSnapshot, name: string): Reason | null {
  return (
    fullNameReason(backend, name) ??
    foldersReason(backend, name) ??
    alphabetReason(backend, name) ??
    likeReason(backend, name)
  );
}

/** What the manager's own pages call a secret by, an ARN say: whether Kestra finds one so is not documented. */
function fullNameReason(backend: BackendSnapshot, name: string): Reason | null {
  const meant = fullNamesOf(backend.type, name);
  const [short] = meant;
  if (short === undefined) return null;
  const place = placedBackend(backend);
  const like = secretMeant(backend, meant);
  return like === null
    ? { kind: 'full-name', backend: place, name, short }
    : { kind: 'like-name', backend: place, name, like: like.name };
}

function foldersReason(backend: BackendSnapshot, name: string): Reason | null {
  if (factsOfType(backend.type)?.hasFolders !== true || !name.includes('/')) return null;
  return { kind: 'name-in-folder', backend: placedBackend(backend), name };
}

/**
 * A name that the manager cannot hold, where something may be held in its place: what Kestra makes of one is not
 * documented.
 */
function alphabetReason(backend: BackendSnapshot, name: string): Reason | null {
  const heldInstead = factsOfType(backend.type)?.heldInstead ?? null;
  if (heldInstead === null || isStorable(backend.type, name)) return null;
  const wanted = heldInstead(name).toUpperCase();
  const like = secretsLike(backend, wanted).find((secret) => secret.name.toUpperCase() === wanted);
  return { kind: 'name-not-storable', backend: placedBackend(backend), name, like: like?.name ?? null };
}

function likeReason(backend: BackendSnapshot, name: string): Reason | null {
  const like = secretsLike(backend, name).find((secret) => isLike(backend.type, secret, name));
  if (like === undefined) return null;
  const isLabel = hasLabels(backend.type) && like.nameFrom === 'key-tag' && isLabelFor(like.name, name);
  return isLabel
    ? { kind: 'label-like-name', backend: placedBackend(backend), name, label: like.name }
    : { kind: 'like-name', backend: placedBackend(backend), name, like: like.name };
}

function isLike(type: BackendType, secret: VisibleSecret, name: string): boolean {
  if (secret.name.toUpperCase() === name.toUpperCase()) return true;
  if (hasLabels(type) && secret.nameFrom === 'key-tag') return isLabelFor(secret.name, name);
  // In a Vault's folder, or at AWS without the tag that would give it a name of its own.
  return secret.nameFrom !== 'key-tag' && secret.name.endsWith(`/${name}`);
}
