import type { CliCommand } from './invocation.ts';

/** Every option of the command line, for reading the arguments and for the help. */
export interface OptionRow {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** What stands for its value in the help. */
  readonly value?: string;
  readonly help: string;
}

export const commandNames = [
  'list',
  'check',
  'explain',
  'unused',
  'compare',
  'config',
] as const satisfies CliCommand['name'][];

export const commandHelp: Readonly<Record<CliCommand['name'], { usage: string; help: string }>> = {
  list: { usage: 'list', help: 'what Kestra sees: every backend with its secrets' },
  check: {
    usage: 'check [PATH…]',
    help: 'secret() calls that are not found, and every problem, in PATH: a file, a folder or a pattern such as "flows/**/*.yml"',
  },
  explain: { usage: 'explain NAME', help: 'why a name does or does not resolve' },
  unused: { usage: 'unused', help: 'secrets that no flow of the folder asks for' },
  compare: {
    usage: 'compare',
    help: 'where a running Kestra and the rules here disagree on which secrets there are',
  },
  config: { usage: 'config', help: 'where the configuration is, and what it says' },
};

export const commonOptions: Readonly<Record<string, OptionRow>> = {
  folder: { type: 'string', value: 'DIR', help: 'the workspace folder (default: the current folder)' },
  json: { type: 'boolean', help: 'one JSON document on standard output' },
  offline: { type: 'boolean', help: 'use no network' },
  timeout: { type: 'string', value: 'SECONDS', help: 'for the whole run (default: 120)' },
  namespace: { type: 'string', value: 'N', help: 'the flow’s namespace, where a flow names none' },
  'allow-endpoint': {
    type: 'string',
    value: 'URL',
    help: 'let this machine’s credentials for the manager at that address, and what other files fill, go there (repeatable)',
  },
  'allow-variable': {
    type: 'string',
    value: 'NAME',
    help: 'let this variable go to the allowed addresses (repeatable)',
  },
  address: {
    type: 'string',
    value: 'BACKEND=URL',
    help: 'reach the backend of this id in “config --json” at another address (repeatable)',
  },
  configuration: {
    type: 'string',
    value: 'FILE',
    help: 'judge all flows by this one of the folder’s configurations',
  },
  'use-environment': {
    type: 'boolean',
    help: 'count the SECRET_* variables of this environment as the server’s',
  },
  help: { type: 'boolean', short: 'h', help: 'show help' },
  version: { type: 'boolean', help: 'show the version' },
};

/** What of the environment counts besides a manager's own variables. */
export const environmentHelp: readonly (readonly [string, string])[] = [
  ['HTTPS_PROXY, NO_PROXY', 'the proxy, and the hosts that are reached without it'],
  ['NODE_EXTRA_CA_CERTS', 'a file with certificates (PEM, or one as DER) to trust besides the system’s'],
  [
    'KESTRA_API_TOKEN',
    'the login for a running Kestra, or KESTRA_USERNAME and KESTRA_PASSWORD; beside one of them KESTRA_URL and KESTRA_TENANT_ID count as --kestra and --kestra-tenant',
  ],
  ['KESTRA_SECRETS_ALLOW_ENDPOINTS', 'as --allow-endpoint: addresses with commas between them'],
  [
    'KESTRA_SECRETS_AZURE_CLOUD',
    'the cloud of the vaults that vault-name names: public (default), china or usGovernment',
  ],
  ['GITHUB_STEP_SUMMARY', 'the file to which check adds a summary in Markdown, as GitHub sets it'],
];

const readValues: OptionRow = {
  type: 'boolean',
  help: 'read values where only they show the subkeys; they are dropped at once',
};

const runningKestra: Readonly<Record<string, OptionRow>> = {
  kestra: {
    type: 'string',
    value: 'URL',
    help: 'ask the Kestra that runs there which secrets it has; the login of the environment may go there',
  },
  'kestra-tenant': { type: 'string', value: 'TENANT', help: 'its tenant (default: main)' },
};

export const ownOptions: Readonly<Record<CliCommand['name'], Readonly<Record<string, OptionRow>>>> = {
  list: {
    hidden: { type: 'boolean', help: 'also secrets that Kestra does not see, with the rules that hide them' },
    subkeys: { type: 'boolean', help: 'also subkeys, where no value has to be read' },
    'read-values-for-subkeys': readValues,
    ...runningKestra,
  },
  check: {
    format: { type: 'string', value: 'FORMAT', help: 'text (default), json, sarif, github, gitlab or junit' },
    'fail-on': {
      type: 'string',
      value: 'WHAT',
      help: 'missing, hidden, unknown, error, warning or none (repeatable; default: missing hidden error)',
    },
    since: {
      type: 'string',
      value: 'REF',
      help: 'check only the files that changed since this branch, tag or commit, by git',
    },
    baseline: {
      type: 'string',
      value: 'FILE',
      help: 'leave out the findings that this file knows, wherever they have moved in their file',
    },
    'update-baseline': { type: 'boolean', help: 'write what is found into the file of --baseline' },
    fix: {
      type: 'boolean',
      help: 'first fix in the flows what is beyond doubt (never a name, a value or a type), and say what was changed',
    },
    'read-values-for-subkeys': readValues,
    ...runningKestra,
  },
  explain: {
    subkey: { type: 'string', value: 'S', help: 'the subkey to look for' },
    'namespace-argument': { type: 'string', value: 'N', help: 'the call’s own namespace argument' },
    'read-values-for-subkeys': readValues,
    ...runningKestra,
    'ask-kestra': {
      type: 'boolean',
      help: 'have the running Kestra evaluate it in --namespace: its server reads the secret, and may log that it did',
    },
  },
  unused: { ...runningKestra },
  compare: { ...runningKestra },
  config: {},
};

export function isCommandName(name: string): name is CliCommand['name'] {
  return Object.hasOwn(commandHelp, name);
}
