import * as l10n from '@vscode/l10n';
import { credential, filters, rule, type ManagerFacts } from './facts.ts';

export const google: ManagerFacts = {
  name: 'Google Secret Manager',
  spellings: ['gcp', 'gcp-secret-manager', 'gcp-secrets-manager', 'google', 'google-secrets-manager'],
  keys: [rule('project'), credential('service-account'), rule('prefix'), rule('tags', 'tags'), ...filters],
  missing: (has) => ({ keys: has('project') || has('service-account') ? [] : ['project'] }),
  ownPlace: 'always',
  canHold: (name) => /^[A-Za-z0-9_-]{1,255}$/.test(name),
  tagFilter: 'nested',
  prefixFilter: true,
  tagWord: 'label',
  tagsGiveNames: true,
  usualPrefix: 'kestra',
  deletion: 'at-once',
  expiryBinds: true,
  valuePermission: () =>
    l10n.t('the permission secretmanager.versions.access, as in the role Secret Manager Secret Accessor'),
  variablePrefix: 'GOOGLE_',
  environmentLogin: null,
  signIn: 'own-program',
};
