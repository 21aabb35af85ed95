/** Every command, setting, view and context key of the manifest, typed once; a test holds them against package.json. */

export const commands = {
  refresh: 'kestraSecrets.refresh',
  stopListing: 'kestraSecrets.stopListing',
  search: 'kestraSecrets.search',
  showView: 'kestraSecrets.showView',
  showLog: 'kestraSecrets.showLog',
  copyExpression: 'kestraSecrets.copyExpression',
  insertExpression: 'kestraSecrets.insertExpression',
  findInFiles: 'kestraSecrets.findInFiles',
  readSubkeys: 'kestraSecrets.readSubkeys',
  openConfiguration: 'kestraSecrets.openConfiguration',
  signIn: 'kestraSecrets.signIn',
  approveAddress: 'kestraSecrets.approveAddress',
  connectDifferently: 'kestraSecrets.connectDifferently',
  manageApprovals: 'kestraSecrets.manageApprovals',
  forgetCredential: 'kestraSecrets.forgetCredential',
} as const;
export type Command = (typeof commands)[keyof typeof commands];

/** Settings, without their section. */
export const settingsSection = 'kestraSecrets';
export const settings = {
  environmentFiles: 'environmentFiles',
  secretManagers: 'secretManagers',
  useEnvironment: 'useEnvironment',
  caFile: 'caFile',
  awsProfile: 'aws.profile',
  azureCloud: 'azure.cloud',
  languages: 'languages',
} as const;

export const viewContainer = 'kestraSecrets';
export const treeView = 'kestraSecrets.secrets';

/** Context keys of our own. */
export const contextKeys = {
  /** Whether the view has something to say: `unread`, `empty` (no configuration) or `ready`. */
  state: 'kestraSecrets.state',
  /** Whether the active editor shows a flow, so that an expression can be inserted. */
  flow: 'kestraSecrets.flow',
} as const;
export type ViewState = 'unread' | 'empty' | 'ready';

/** `viewItem` values of the rows, which the menus' `when` clauses name. */
export const rowContexts = {
  backend: 'backend',
  /** A backend behind a network: it can be signed in to and connected differently. */
  remoteBackend: 'backend.remote',
  secret: 'secret',
  /** A secret whose subkeys only its value tells. */
  secretByValue: 'secret.value',
  hiddenSecret: 'hidden',
  subkey: 'subkey',
} as const;

export const completionTriggers = ["'", '"', '(', '=', ',', '{', ' '];
