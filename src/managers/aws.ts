import { credential, credentialName, filters, noneNeeded, rule, unset, type ManagerFacts } from './facts.ts';

/** The actions of its policies. */
export const awsPermissions = {
  list: 'secretsmanager:ListSecrets',
  describe: 'secretsmanager:DescribeSecret',
  value: 'secretsmanager:GetSecretValue',
  decrypt: 'kms:Decrypt',
} as const;

/** For how long a role is taken where `sts-role-session-duration` is not set (Kestra's page), in ms. */
export const roleSessionDuration = 15 * 60_000;

export const aws: ManagerFacts = {
  name: 'AWS Secrets Manager',
  spellings: ['aws', 'aws-secrets-manager', 'aws-secretsmanager'],
  keys: [
    credentialName('access-key-id'),
    credential('secret-key-id', 'AWS_SECRET_ACCESS_KEY'),
    credential('session-token', 'AWS_SESSION_TOKEN'),
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
  pairs: [['access-key-id', 'secret-key-id']],
  neededCredentials: noneNeeded,
  ownPlace: 'always',
  canHold: (name) => /^[A-Za-z0-9/_+=.@!-]{1,512}$/.test(name),
  heldInstead: null,
  namesInFullName(name) {
    const [, full] = /^arn:aws[\w-]*:secretsmanager:[\w-]*:\d*:secret:(.+)$/.exec(name) ?? [];
    if (full === undefined) return [];
    // Six random characters end a whole ARN, and may be left out.
    const [, short = full] = /^(.+)-[A-Za-z0-9]{6}$/.exec(full) ?? [];
    return [...new Set([short, full])];
  },
  hasFolders: false,
  tagFilter: 'nested',
  prefixFilter: true,
  tagWord: 'tag',
  tagsGiveNames: true,
  usualPrefix: 'kestra',
  deletion: 'scheduled',
  noVersion: 'no-readable-version',
  wantsPlainText: true,
  expiryBinds: true,
  permissions: {
    list: [awsPermissions.list, awsPermissions.describe],
    value: [awsPermissions.value, awsPermissions.decrypt],
  },
  valuePermission: {
    kind: 'permission-with-key',
    permission: awsPermissions.value,
    decrypt: awsPermissions.decrypt,
  },
  variablePrefix: 'AWS_',
  terminalLogin: 'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  // Of a whole question: where AWS throttles, its client waits and asks again.
  waits: { connect: 15_000, answer: 60_000 },
  signIn: 'own-program',
};
