import * as l10n from '@vscode/l10n';
import { credential, filters, rule, unset, type ManagerFacts } from './facts.ts';

export const aws: ManagerFacts = {
  name: 'AWS Secrets Manager',
  spellings: ['aws', 'aws-secrets-manager', 'aws-secretsmanager'],
  keys: [
    credential('access-key-id'),
    credential('secret-key-id'),
    credential('session-token'),
    rule('region'),
    rule('prefix'),
    rule('endpoint-override', 'address'),
    rule('sts-role-arn'),
    rule('sts-role-external-id'),
    rule('sts-role-session-name'),
    rule('sts-role-session-duration', 'duration'),
    rule('sts-endpoint-override', 'address'),
    rule('tags', 'tags'),
    ...filters,
  ],
  missing: (has) => ({ keys: unset(has, ['region']) }),
  ownPlace: 'always',
  canHold: (name) => /^[A-Za-z0-9/_+=.@!-]{1,512}$/.test(name),
  tagFilter: 'nested',
  prefixFilter: true,
  tagWord: 'tag',
  tagsGiveNames: true,
  usualPrefix: 'kestra',
  deletion: 'scheduled',
  expiryBinds: true,
  valuePermission: () =>
    l10n.t(
      'the permission secretsmanager:GetSecretValue, and kms:Decrypt where a key of your own encrypts the secret',
    ),
  variablePrefix: 'AWS_',
  environmentLogin: 'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  signIn: 'own-program',
};
