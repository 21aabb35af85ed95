import * as l10n from '@vscode/l10n';
import { secretsLike } from '../find.ts';
import { isStorable } from '../lookup-names.ts';
import { isLabelFor } from '../rules/labels.ts';
import type { BackendSnapshot, VisibleSecret } from '../types.ts';
import { backendInWords } from '../words.ts';

/**
 * Why a name that is in no list is not called missing: something is there that Kestra may take for it, by rules that
 * its documentation does not settle. null: nothing is.
 */
export function undocumentedReason(backend: BackendSnapshot, name: string): string | null {
  return foldersReason(backend, name) ?? alphabetReason(backend, name) ?? likeReason(backend, name);
}

function foldersReason(backend: BackendSnapshot, name: string): string | null {
  if (backend.type !== 'vault' || !name.includes('/')) return null;
  return l10n.t(
    '{0} would be in a folder of {1}, and Kestra does not document the names of secrets in nested folders.',
    name,
    backendInWords(backend),
  );
}

/** Azure's names have letters, digits and hyphens alone: what Kestra makes of others is not documented. */
function alphabetReason(backend: BackendSnapshot, name: string): string | null {
  if (backend.type !== 'azure-key-vault' || isStorable(backend.type, name)) return null;
  const hyphened = name.replace(/[^A-Za-z0-9-]/g, '-').toUpperCase();
  const like = secretsLike(backend, hyphened).find((secret) => secret.name.toUpperCase() === hyphened);
  if (like === undefined) {
    return l10n.t(
      'A name like {0} cannot stand in {1}, and no secret there has it in a tag “key”; Kestra does not document how it would store it.',
      name,
      backendInWords(backend),
    );
  }
  return l10n.t(
    'A name like {0} cannot stand in {1}, which has {2}; Kestra does not document whether it takes that for it, unless its tag “key” says so.',
    name,
    backendInWords(backend),
    like.name,
  );
}

function likeReason(backend: BackendSnapshot, name: string): string | null {
  const like = secretsLike(backend, name).find((secret) => isLike(backend.type, secret, name));
  if (like === undefined) return null;
  if (
    like.nameFrom === 'key-tag' &&
    isLabelFor(like.name, name) &&
    backend.type === 'google-secret-manager'
  ) {
    return l10n.t(
      '{0} has a secret whose label “key” is {1}, and a label cannot hold {2}; Kestra does not document whether it takes one for the other.',
      backendInWords(backend),
      like.name,
      name,
    );
  }
  return l10n.t(
    '{0} has {1}; Kestra does not document whether it takes that for {2}.',
    backendInWords(backend),
    like.name,
    name,
  );
}

function isLike(type: string, secret: VisibleSecret, name: string): boolean {
  if (secret.name.toUpperCase() === name.toUpperCase()) return true;
  if (type === 'google-secret-manager' && secret.nameFrom === 'key-tag') return isLabelFor(secret.name, name);
  // In a Vault's folder, or at AWS without the tag that would give it a name of its own.
  return secret.nameFrom !== 'key-tag' && secret.name.endsWith(`/${name}`);
}
