import { credential, filters, noneNeeded, rule, type ManagerFacts } from './facts.ts';

const permissions = {
  list: ['Secret Manager Viewer', 'secretmanager.secrets.list', 'secretmanager.secrets.get'],
  value: ['Secret Manager Secret Accessor', 'secretmanager.versions.access'],
} as const;

export const google: ManagerFacts = {
  name: 'Google Secret Manager',
  spellings: ['gcp', 'gcp-secret-manager', 'gcp-secrets-manager', 'google', 'google-secrets-manager'],
  keys: [
    rule('project'),
    { ...credential('service-account', 'GOOGLE_SERVICE_ACCOUNT'), kind: 'json' },
    rule('prefix'),
    rule('tags', 'tags'),
    ...filters,
  ],
  missing: (has) => ({ keys: has('project') || has('service-account') ? [] : ['project'] }),
  pairs: [],
  neededCredentials: noneNeeded,
  ownPlace: 'always',
  canHold: (name) => /^[A-Za-z0-9_-]{1,255}$/.test(name),
  heldInstead: null,
  namesInFullName(name) {
    const pattern =
      /^(?:\/\/secretmanager\.googleapis\.com\/)?projects\/[^/]+\/(?:locations\/[^/]+\/)?secrets\/([A-Za-z0-9_-]+)(?:\/versions\/[^/]+)?$/;
    const [, short] = pattern.exec(name) ?? [];
    return short === undefined ? [] : [short];
  },
  hasFolders: false,
  tagFilter: 'nested',
  prefixFilter: true,
  tagWord: 'label',
  tagsGiveNames: true,
  usualPrefix: 'kestra',
  deletion: 'at-once',
  noVersion: 'latest-version-not-enabled',
  wantsPlainText: false,
  expiryBinds: true,
  permissions,
  valuePermission: {
    kind: 'permission-in-role',
    permission: permissions.value[1],
    role: permissions.value[0],
  },
  variablePrefix: 'GOOGLE_',
  terminalLogin: 'run “gcloud auth application-default login”',
  // Kestra has no keys for them: Google answers within a second, and a proxy may take its time to connect.
  waits: { connect: 15_000, answer: 30_000 },
  signIn: 'own-program',
};
