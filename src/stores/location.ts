import * as l10n from '@vscode/l10n';
import type { Backend, ConfiguredValue, TemplatePart } from '../configuration/types.ts';
import { segmentsOf } from './vault/paths.ts';

/**
 * Where a backend is, in words, such as `http://127.0.0.1:8200 payments/storefront`. Never a credential: a user or
 * a query in an address is left out, and a placeholder stays one.
 */
export function locationOf(backend: Backend): string {
  switch (backend.type) {
    case 'vault': {
      const engine = segmentsOf(shown(backend.rootEngine) ?? 'secret');
      const path = [...engine, ...segmentsOf(shown(backend.secretPathPrefix) ?? '')].join('/');
      return `${address(backend.address) ?? l10n.t('no address')} ${path}`;
    }
    case 'aws-secret-manager':
      return address(backend.endpointOverride) ?? shown(backend.region) ?? l10n.t('no region');
    case 'azure-key-vault':
      return address(backend.keyVaultUri) ?? shown(backend.vaultName) ?? l10n.t('no vault-name');
    case 'google-secret-manager':
      return shown(backend.project) ?? l10n.t('no project');
    case 'env':
      return l10n.t('SECRET_* variables');
    case 'unsupported':
      return backend.kestraType;
  }
}

function shown(value: ConfiguredValue<string> | null): string | null {
  if (value === null) return null;
  return value.state === 'known' ? value.value : value.parts.map(partText).join('');
}

function partText(part: TemplatePart): string {
  return 'text' in part ? part.text : `\${${part.variable}}`;
}

function address(value: ConfiguredValue<string> | null): string | null {
  const text = shown(value)?.trim();
  if (text === undefined) return null;
  if (!text.includes('${') && URL.canParse(text) && new URL(text).host !== '') {
    const url = new URL(text);
    return `${url.protocol}//${url.host}${url.pathname}`.replace(/\/+$/, '');
  }
  // A placeholder would be taken for a host and lower-cased. Whatever stands before an @ may be a password.
  return text.replace(/[?#].*$/s, '').replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1');
}
