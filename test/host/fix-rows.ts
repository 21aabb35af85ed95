import type { ConfigurationFixKind } from '../../src/configuration/types.ts';
import type { FlowFixKind } from '../../src/language/fixes/types.ts';
import type { ProblemCode } from '../../src/language/types.ts';

/*
 * Each kind of fix, with a mistake that it mends in a window: a kind without a row does not compile, and a code whose fix
 * docs/problems.md names fails a test of its own.
 */

export interface FixRow {
  readonly code: ProblemCode;
  /** The file with the mistake, in a folder of the row's own. */
  readonly file: string;
  readonly text: string;
  /** The offer of the light bulb; FOLDER stands for the row's. */
  readonly title: string;
  readonly after: string;
  /** Which file is changed, where it is another one; `after` is its text. */
  readonly changed?: string;
  /** What stands beside it. */
  readonly others?: Readonly<Record<string, string>>;
}

type Rows = readonly [FixRow, ...FixRow[]];

const flowHead = 'id: scratch\r\nnamespace: orchard.test\r\ntasks:\r\n  - id: t\r\n    type: x\r\n';

/** Of a flow with this line and another one behind it, with the line breaks of Windows. */
function ofFlow(code: ProblemCode, wrong: string, title: string, right: string): FixRow {
  const flow = (line: string) => `${flowHead}    ${line}\r\n    n: "end"\r\n`;
  return { code, file: 'flow.yml', text: flow(wrong), title, after: flow(right) };
}

const ofFlows: Readonly<Record<FlowFixKind, Rows>> = {
  replace: [
    ofFlow(
      'secret-missing',
      `m: "{{ secret('HARVEST_APY') }}"`,
      "Replace 'HARVEST_APY' with 'HARVEST_API'",
      `m: "{{ secret('HARVEST_API') }}"`,
    ),
    ofFlow(
      'subkey-missing',
      `m: '{{ secret("ORCHARD_DB", subkey="HOSTS") }}'`,
      "Replace 'HOSTS' with 'HOST'",
      `m: '{{ secret("ORCHARD_DB", subkey="HOST") }}'`,
    ),
    ofFlow(
      'unknown-argument',
      `m: "{{ secret('ORCHARD_DB', Sub_Key='HOST') }}"`,
      "Replace 'Sub_Key' with 'subkey'",
      `m: "{{ secret('ORCHARD_DB', subkey='HOST') }}"`,
    ),
  ],
  subkey: [
    ofFlow(
      'subkey-as-namespace',
      `m: "{{ secret('ORCHARD_DB', 'HOST') }}"`,
      "Ask for the subkey: subkey='HOST'",
      `m: "{{ secret('ORCHARD_DB', subkey='HOST') }}"`,
    ),
  ],
  remove: [
    ofFlow(
      'full-with-subkey',
      `m: x {{ secret('ORCHARD_DB', subkey='HOST', full=true) }}`,
      "Remove this 'full'",
      `m: x {{ secret('ORCHARD_DB', subkey='HOST') }}`,
    ),
  ],
  write: [
    ofFlow(
      'secret-misspelled',
      `m: "{{ secrets('HARVEST_API') }}"`,
      "Write secret('HARVEST_API')",
      `m: "{{ secret('HARVEST_API') }}"`,
    ),
    ofFlow(
      'secret-misspelled',
      'm: "${{ secrets.HARVEST_API }}"',
      "Write {{ secret('HARVEST_API') }}",
      `m: "{{ secret('HARVEST_API') }}"`,
    ),
    ofFlow(
      'secret-without-braces',
      `m: secret('HARVEST_API')`,
      "Write {{ secret('HARVEST_API') }}",
      `m: "{{ secret('HARVEST_API') }}"`,
    ),
    ofFlow(
      'secret-in-envs',
      'm: "{{ envs.secret_harvest_api }}"',
      "Write secret('HARVEST_API')",
      `m: "{{ secret('HARVEST_API') }}"`,
    ),
  ],
  quotes: [
    ofFlow(
      'yaml-syntax',
      `m: {{ secret('HARVEST_API') }} # why`,
      'Put the value in quotes',
      `m: "{{ secret('HARVEST_API') }}" # why`,
    ),
  ],
  'secret-type': [
    {
      code: 'plain-text-leak',
      file: 'flow.yml',
      text: `${flowHead}inputs:\r\n  - id: i\r\n    type: STRING\r\n    defaults: "{{ secret('HARVEST_API') }}"\r\n`,
      title: 'Give the input the type SECRET in the place of STRING',
      after: `${flowHead}inputs:\r\n  - id: i\r\n    type: SECRET\r\n    defaults: "{{ secret('HARVEST_API') }}"\r\n`,
    },
  ],
};

/** Of an `application.yml`. */
function ofApplication(code: ProblemCode, text: string, title: string, after: string): FixRow {
  return { code, file: 'application.yml', text, title, after };
}

/** Of a Vault's configuration with these lines below it. */
function ofVault(code: ProblemCode, wrong: string, title: string, right: string): FixRow {
  const vault = (lines: string) =>
    `kestra:\n  secret:\n    type: vault\n    read-only: true\n    vault:\n${lines}`;
  return ofApplication(code, vault(wrong), title, vault(right));
}

const reached = '      address: http://127.0.0.1:1\n      token.token: x\n';
const awsHead =
  'kestra.secret:\n  type: aws-secret-manager\n  read-only: true\n  aws-secret-manager:\n    region: x\n';
const kestraService = 'services:\n  kestra:\n    image: kestra/kestra:v2.0.0\n';
const chartHead = 'configurations: {application: {kestra: {}}}\n';

const ofConfigurations: Readonly<Record<ConfigurationFixKind, Rows>> = {
  replace: [
    ofApplication(
      'unknown-type',
      'kestra:\n  secret:\n    type: hashicorp-vault # ours\n',
      "Replace 'hashicorp-vault' with 'vault'",
      'kestra:\n  secret:\n    type: vault # ours\n',
    ),
    ofApplication(
      'type-block-mismatch',
      'kestra.secret:\n  type: vault\n  aws-secret-manager:\n    region: x\n',
      "Replace 'vault' with 'aws-secret-manager'",
      'kestra.secret:\n  type: aws-secret-manager\n  aws-secret-manager:\n    region: x\n',
    ),
    ofApplication(
      'plural-secrets',
      'kestra:\n  secrets:\n    type: vault\n',
      "Replace 'secrets' with 'secret'",
      'kestra:\n  secret:\n    type: vault\n',
    ),
    ofVault(
      'key-unknown',
      '      adress: http://127.0.0.1:1\n      token.token: x\n',
      "Replace 'adress' with 'address'",
      reached,
    ),
    ofApplication(
      'value-invalid',
      'kestra.secret:\n  type: azure-key-vault\n  azure-key-vault:\n    vault-name: https://shop.vault.azure.net/\n',
      "Replace 'vault-name' with 'key-vault-uri'",
      'kestra.secret:\n  type: azure-key-vault\n  azure-key-vault:\n    key-vault-uri: https://shop.vault.azure.net/\n',
    ),
    ofApplication(
      'kestra-key-missing',
      'type: doppler\ndoppler:\n  token: x\n',
      "Replace 'type' with 'kestra.secret.type'",
      'kestra.secret.type: doppler\nkestra.secret.doppler:\n  token: x\n',
    ),
    {
      code: 'helm-not-read',
      file: 'values.yaml',
      text: `${chartHead}common:\n  env: [{name: SECRET_A, value: YQ==}]\n`,
      title: "Replace 'env' with 'extraEnv'",
      after: `${chartHead}common:\n  extraEnv: [{name: SECRET_A, value: YQ==}]\n`,
    },
  ],
  add: [
    ofApplication(
      'block-without-type',
      'kestra:\n  secret:\n    vault:\n      address: http://127.0.0.1:1\n',
      "Add 'type: vault'",
      'kestra:\n  secret:\n    type: vault\n    vault:\n      address: http://127.0.0.1:1\n',
    ),
  ],
  remove: [
    ofApplication(
      'environment-type-invented',
      'kestra:\n  secret:\n    type: env\n    read-only: true\n',
      "Remove this 'type'",
      'kestra:\n  secret:\n    read-only: true\n',
    ),
    ofVault('read-only-differs', `      read-only: false\n${reached}`, "Remove this 'read-only'", reached),
  ],
  'move-out': [
    ofApplication(
      'read-only-inside-block',
      `kestra:\n  secret:\n    type: vault\n    vault:\n      read-only: true\n${reached}`,
      "Move 'read-only' out of the block, beside the type",
      `kestra:\n  secret:\n    type: vault\n    read-only: true\n    vault:\n${reached}`,
    ),
  ],
  'nest-token': [
    ofVault(
      'token-not-nested',
      '      address: http://127.0.0.1:1\n      token: x # ours\n',
      "Put the token one level deeper, below 'token'",
      '      address: http://127.0.0.1:1\n      token:\n        token: x # ours\n',
    ),
  ],
  'nest-tags': [
    ofApplication(
      'filter-shape',
      `${awsHead}    filter-on-tags:\n      team: x\n      stage: y\n`,
      "Put the tags one level deeper, below 'tags'",
      `${awsHead}    filter-on-tags.tags:\n      team: x\n      stage: y\n`,
    ),
  ],
  'flatten-tags': [
    ofVault(
      'filter-shape',
      `${reached}      filter-on-tags:\n        tags:\n          team: x\n`,
      "Take the level 'tags' away",
      `${reached}      filter-on-tags:\n          team: x\n`,
    ),
  ],
  backticks: [
    ofVault(
      'placeholder-default',
      '      address: ${VA:http://127.0.0.1:1}/x\n      token.token: x\n',
      'Put the default in backticks',
      '      address: ${VA:`http://127.0.0.1:1`}/x\n      token.token: x\n',
    ),
  ],
  'drop-hyphen': [
    ofVault(
      'placeholder-default',
      `      root-engine: \${ENGINE:-kv}\n${reached}`,
      'Leave out the hyphen before the default',
      `      root-engine: \${ENGINE:kv}\n${reached}`,
    ),
  ],
  quotes: [
    ofVault(
      'value-unquoted',
      `      root-engine: 1.10\n${reached}`,
      'Put the value in quotes',
      `      root-engine: "1.10"\n${reached}`,
    ),
    {
      code: 'helm-refused',
      file: 'values.yaml',
      text: `${chartHead}common: {extraEnv: [{name: A, value: yes}]}\n`,
      title: 'Put the value in quotes',
      after: `${chartHead}common: {extraEnv: [{name: A, value: "yes"}]}\n`,
    },
  ],
  'double-dollar': [
    {
      code: 'compose-refused',
      file: 'compose.yaml',
      text: `${kestraService}    environment:\n      KESTRA_CONFIGURATION: |\n        a: \${T:vault}\n`,
      title: 'Write the dollar sign twice',
      after: `${kestraService}    environment:\n      KESTRA_CONFIGURATION: |\n        a: $\${T:vault}\n`,
    },
  ],
  join: [
    {
      code: 'compose-refused',
      file: 'k.env',
      text: 'SECRET_A=VkFM\nVUU+/w==\nSECRET_B=Yg==\n',
      title: 'Join the lines of the value',
      after: 'SECRET_A=VkFMVUU+/w==\nSECRET_B=Yg==\n',
      others: { 'compose.yaml': `${kestraService}    env_file: k.env\n` },
    },
  ],
};

const missing = `    m: "{{ secret('NOT_THERE_AT_ALL') }}"\r\n`;
const unused = `    m: "{{ secret('HARVEST_API') }}" # kestra-secrets-ignore secret-missing\r\n`;

/** What is not told with the problem: it stands in another file, holds a value, or is a comment. */
const ofOthers: Rows = [
  {
    code: 'secret-not-loaded',
    file: '.env',
    text: 'SECRET_LEFT_OUT=VkFMVUU=\n',
    title: 'Name this file in env_file of the service kestra in FOLDER/compose.yaml',
    changed: 'compose.yaml',
    after: `${kestraService}    env_file:\n      - .env\n      - k.env\n`,
    others: { 'compose.yaml': `${kestraService}    env_file: k.env\n`, 'k.env': 'SECRET_A=YQ==\n' },
  },
  {
    code: 'secret-not-base64',
    file: 'k.env',
    text: 'SECRET_A=not encoded\n# end\n',
    title: 'Encode the value in Base64',
    after: 'SECRET_A=bm90IGVuY29kZWQ=\n# end\n',
    others: { 'compose.yaml': `${kestraService}    env_file: k.env\n` },
  },
  {
    code: 'secret-missing',
    file: 'flow.yml',
    text: `${flowHead}${missing}`,
    title: 'Ignore secret-missing on this line',
    after: `${flowHead}    # kestra-secrets-ignore secret-missing\r\n${missing}`,
  },
  {
    code: 'secret-missing',
    file: 'flow.yml',
    text: `${flowHead}${missing}`,
    title: 'Ignore secret-missing in this file',
    after: `# kestra-secrets-ignore-file secret-missing\r\n${flowHead}${missing}`,
  },
  {
    code: 'unknown-type',
    file: 'application.yml',
    text: 'kestra:\n  secret:\n    type: post-it\n',
    title: 'Ignore unknown-type on this line',
    after: 'kestra:\n  secret:\n    # kestra-secrets-ignore unknown-type\n    type: post-it\n',
  },
  {
    code: 'suppression-unused',
    file: 'flow.yml',
    text: `${flowHead}${unused}`,
    title: 'Remove this comment',
    after: `${flowHead}${unused.slice(0, unused.indexOf(' #'))}\r\n`,
  },
  {
    code: 'suppression-invalid',
    file: 'flow.yml',
    text: `${flowHead}${missing.replace('\r\n', ' # kestra-secrets-ignore secret-mising\r\n')}`,
    title: "Replace 'secret-mising' with 'secret-missing'",
    after: `${flowHead}${missing.replace('\r\n', ' # kestra-secrets-ignore secret-missing\r\n')}`,
  },
];

export const fixRows: readonly FixRow[] = [
  ...Object.values(ofFlows).flat(),
  ...Object.values(ofConfigurations).flat(),
  ...ofOthers,
];
