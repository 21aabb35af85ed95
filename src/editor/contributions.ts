/** Every command, setting, view and context key of the manifest, typed once; a test holds them against package.json. */

export const commands = {
  refresh: 'kestraSecrets.refresh',
  hideHidden: 'kestraSecrets.hideHidden',
  showHidden: 'kestraSecrets.showHidden',
  stopListing: 'kestraSecrets.stopListing',
  search: 'kestraSecrets.search',
  showView: 'kestraSecrets.showView',
  showLog: 'kestraSecrets.showLog',
  connectManager: 'kestraSecrets.connectManager',
  openWalkthrough: 'kestraSecrets.openWalkthrough',
  openDocumentation: 'kestraSecrets.openDocumentation',
  openSettings: 'kestraSecrets.openSettings',
  reportIssue: 'kestraSecrets.reportIssue',
  copyExpression: 'kestraSecrets.copyExpression',
  copyName: 'kestraSecrets.copyName',
  insertExpression: 'kestraSecrets.insertExpression',
  findReferences: 'kestraSecrets.findReferences',
  findInFiles: 'kestraSecrets.findInFiles',
  checkFlows: 'kestraSecrets.checkFlows',
  readSubkeys: 'kestraSecrets.readSubkeys',
  openConfiguration: 'kestraSecrets.openConfiguration',
  chooseConfiguration: 'kestraSecrets.chooseConfiguration',
  signIn: 'kestraSecrets.signIn',
  approveAddress: 'kestraSecrets.approveAddress',
  connectDifferently: 'kestraSecrets.connectDifferently',
  manageApprovals: 'kestraSecrets.manageApprovals',
  forgetCredential: 'kestraSecrets.forgetCredential',
  connectKestra: 'kestraSecrets.connectKestra',
  disconnectKestra: 'kestraSecrets.disconnectKestra',
  askKestra: 'kestraSecrets.askKestra',
  compareKestra: 'kestraSecrets.compareKestra',
} as const;
export type CommandId = (typeof commands)[keyof typeof commands];

/** What the view's keybindings call on the row that has the focus; nobody calls them by name. */
export const rowCommands = {
  insert: 'kestraSecrets.row.insert',
  copy: 'kestraSecrets.row.copy',
} as const;
export type RowCommand = (typeof rowCommands)[keyof typeof rowCommands];

/** What actions of the light bulb call, which say where; nobody calls them by name. */
export const fixCommands = { encodeValue: 'kestraSecrets.fix.encodeValue' } as const;

/** Settings, without their section. */
export const settingsSection = 'kestraSecrets';
export const settings = {
  environmentFiles: 'environmentFiles',
  secretManagers: 'secretManagers',
  useEnvironment: 'useEnvironment',
  caFile: 'caFile',
  awsProfile: 'aws.profile',
  azureCloud: 'azure.cloud',
  kestraUrl: 'kestra.url',
  kestraTenant: 'kestra.tenant',
  languages: 'languages',
  problemSeverity: 'problems.severity',
  problemsScope: 'problems.scope',
  codeLens: 'codeLens',
} as const;

/** The languages of Terraform's files, by the ids of the extensions that bring them. */
export const terraformLanguages = ['terraform', 'hcl', 'opentofu'] as const;

export const treeView = 'kestraSecrets.secrets';

/** Context keys of our own. */
export const contextKeys = {
  /** Whether the view has something to say: `unread`, `empty` (no configuration) or `ready`. */
  state: 'kestraSecrets.state',
  /** Whether the active editor shows a flow, so that an expression can be inserted. */
  flow: 'kestraSecrets.flow',
  /** Whether the secrets that are hidden from Kestra have no rows. */
  hidesHidden: 'kestraSecrets.hidesHidden',
  /** Whether a folder has a running Kestra. */
  connected: 'kestraSecrets.connected',
} as const;
export type ViewState = 'unread' | 'empty' | 'ready';

/** `viewItem` values of the rows, which the menus' `when` clauses name. */
export const rowContexts = {
  secret: 'secret',
  /** A secret whose subkeys only its value tells. */
  secretByValue: 'secret.value',
  hiddenSecret: 'hidden',
  subkey: 'subkey',
  rule: 'rule',
  /** The group of what Kestra does not find. */
  notFound: 'notFound',
  /** A secret in the group of those that no flow uses. */
  unused: 'unused',
  /** A secret that a running Kestra lists. */
  kestraSecret: 'kestra-secret',
} as const;

/** What a backend's row may have after `backend` in its `viewItem`, in this order, each after a dot. */
export const backendMarks = {
  /** Behind a network: it can be signed in to and connected differently. */
  remote: 'remote',
  /** Waits for the approval of its address. */
  approve: 'approve',
  /** Waits for a login. */
  signIn: 'signIn',
  /** Its list takes long, and can be stopped. */
  listing: 'listing',
} as const;
export type BackendMark = (typeof backendMarks)[keyof typeof backendMarks];

/** The `viewItem` of a backend's row. */
export function backendContext(marks: readonly BackendMark[]): string {
  return markedContext('backend', marks);
}

/** The `viewItem` of the row of a running Kestra. */
export function kestraContext(marks: readonly Extract<BackendMark, 'signIn' | 'listing'>[]): string {
  return markedContext('kestra', marks);
}

function markedContext(row: string, marks: readonly BackendMark[]): string {
  return [row, ...Object.values(backendMarks).filter((mark) => marks.includes(mark))].join('.');
}

/** The type under which a row of the tree is dragged. */
export const dragType = 'application/vnd.kestra-secrets.row';

export const completionTriggers = ["'", '"', '(', '=', ',', '{', ' '];
