import { base64 } from './command.ts';

/** Files by their paths in a folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;
/** Makes of an example, the first text of its cell, the files in which it is meant; `texts`: all of the cell. */
type Place = (text: string, texts: readonly string[]) => Files;
/** Makes of what the page says without an example to copy the files that are meant. */
interface PlacesInWords {
  readonly bad: () => Files;
  readonly good: () => Files;
}

const image = 'image: kestra/kestra:v2.0.0';

/** What the page says that there is. */
export const secretsOfFlows: Files = {
  'compose.yml': [
    `services:\n  kestra:\n    ${image}\n    environment:`,
    `      SECRET_API_TOKEN: ${base64('VALUE-MARKER of a token')}`,
    `      SECRET_DB: ${base64('{"USER":"VALUE-MARKER"}')}`,
    '      SECRET_PLAIN: "not encoded"\n',
  ].join('\n'),
};

const head = 'id: a\nnamespace: company.team\n';
const task = (line: string, type = 'io.kestra.plugin.core.log.Log') =>
  `${head}tasks:\n  - id: t\n    type: ${type}\n    ${line}\n`;

/** Of examples that the page puts in words. */
const flowsInWords: Readonly<Record<string, readonly string[]>> = {
  'a second flow after `---`': [`${task('message: x')}---\n${task('message: y')}`],
  'a file for each flow': [task('message: x'), task('message: y')],
  'the properties at each task': [task('a: b', 'x')],
};

/** The flows in which a cell's example may be meant: an expression in a value, a key of a task or of the flow. */
export function flowsWith(cell: string): readonly string[] {
  const words = flowsInWords[cell];
  if (words !== undefined) return words;
  const [text = ''] = textsIn(cell);
  if (/^\$?\{[{%]/.test(text)) return [task(`message: |\n      ${text}`)];
  const others = text.startsWith('tasks:')
    ? ''
    : 'tasks: [{id: t, type: x, message: "{{ secret(\'DB\') }}"}]\n';
  return [task(text), task(text, 'io.kestra.plugin.core.flow.Pause'), `${head}${text}\n${others}`];
}

const application = (text: string): Files => ({ 'application.yml': `${text}\n` });
const below = (...lines: readonly string[]): Files =>
  application(['kestra:', '  secret:', ...lines.map((line) => `    ${line}`)].join('\n'));

/** What stands below `kestra`, below `kestra.secret`, or is a whole file. */
const anywhere: Place = (text) => {
  if (text.startsWith('kestra:')) return application(text);
  return text.startsWith('secret:') ? application(`kestra:\n  ${text}`) : below(text);
};

const vault = 'address: "https://vault.example.com:8200"';
const inVault: Place = (text) => below('type: vault', 'vault:', `  ${text}`, '  prefix: a');
const besideAddress: Place = (text) => below('type: vault', 'vault:', `  ${vault}`, `  ${text}`);
const inManager =
  (type: string, ...beside: readonly string[]): Place =>
  (text) =>
    below(`type: ${type}`, ...beside, `${type}:`, `  ${text}`);
const compose = (...lines: readonly string[]): Files => ({
  'compose.yml': ['services:', '  kestra:', ...lines.map((line) => `    ${line}`), ''].join('\n'),
});
const variable: Place = (_, texts) =>
  compose(image, 'environment:', ...texts.map((text) => `  ${text.includes(':') ? text : `${text}: YQ==`}`));
const values = (text: string): Files => ({
  'values.yaml': `configurations: {application: {kestra: {queue: {type: memory}}}}\n${text}\n`,
});
const managers = (...entries: readonly string[]): Files => ({
  '.vscode/settings.json': `{"kestraSecrets.secretManagers": [${entries.join(', ')}]}\n`,
});

/** Where the examples of a code are meant, where it is not anywhere in a configuration. */
export const placesOfCodes: Readonly<Record<string, Place>> = {
  'kestra-key-missing': application,
  'token-not-nested': besideAddress,
  'credential-in-file': besideAddress,
  'key-missing': (text) => below('type: vault', text),
  'key-unknown': inVault,
  'value-invalid': inManager('azure-key-vault'),
  'value-not-known': inVault,
  'placeholder-default': (text) => inVault(`address: ${text}`, []),
  'value-unquoted': inVault,
  'key-repeated': (text) => below('type: vault', `vault: ${text}`),
  'filters-without-read-only': inManager('vault'),
  'filter-shape': inManager('aws-secret-manager', 'read-only: true'),
  'keep-prefix-not-set': inManager('aws-secret-manager', 'read-only: true'),
  'read-only-inside-block': (text) => below('type: aws-secret-manager', text),
  'read-only-differs': (text, [, inner]) =>
    below('type: vault', text, ...(inner === undefined ? [] : ['vault:', `  ${inner}`])),
  'secret-not-base64': variable,
  'secret-looks-plain': variable,
  'secret-collision': variable,
  'secret-not-loaded': (text, [, file, ...atService]) => ({
    ...compose(image, ...atService),
    [file ?? '']: `${text}\n`,
  }),
  'variable-name-invalid': (text) => ({ '.env_encoded': `${text}\n` }),
  'compose-refused': variable,
  'backend-needs-enterprise': (text) =>
    compose(text, 'environment:', '  KESTRA_SECRET_TYPE: vault', '  KESTRA_SECRET_VAULT_ADDRESS: http://v:1'),
  'configuration-out-of-sight': (text) => compose(image, text),
  'configuration-not-read': (text) => ({
    ...compose(
      image,
      'volumes: ["./kestra.yml:/app/kestra.yml"]',
      ...(text.startsWith('volumes:') ? [] : [text]),
    ),
    'kestra.yml': `kestra: {secret: {type: vault, vault: {${vault}}}}\n`,
  }),
  'helm-not-read': values,
  'helm-refused': (text) => values(`common: {${text}}`),
  'manager-incomplete': (text) => managers(text),
  'manager-repeated': (text, [, other = text]) =>
    managers(...[text, other].map((scope) => `{"secretType": "vault", ${scope}}`)),
};

const vaultAt = (name: string) =>
  `kestra: {secret: {type: vault, vault: {address: "https://${name}.example.com"}}}\n`;
const limit = 2 * 1024 * 1024;
const largest = `${vaultAt('large')}#`.padEnd(limit, '.');
const applicationAs = (encoding: 'utf16le' | 'utf8'): Files => ({
  'application.yml': Buffer.from(vaultAt('any'), encoding),
});

/** Of the codes whose examples the page puts in words, because they depend on several files or on what cannot be shown. */
export const placesInWords: Readonly<Record<string, PlacesInWords>> = {
  'several-configurations': {
    bad: () => ({ 'live/application.yml': vaultAt('live'), 'trial/application.yml': vaultAt('trial') }),
    good: () => ({ 'live/application.yml': vaultAt('live') }),
  },
  'too-large': {
    bad: () => ({ 'application.yml': `${largest}.` }),
    good: () => ({ 'application.yml': largest }),
  },
  'file-not-read': { bad: () => applicationAs('utf16le'), good: () => applicationAs('utf8') },
};

/** What the page leaves out. */
function whole(text: string): string {
  return text
    .replaceAll('aws-secret-manager: {…}', 'aws-secret-manager: {region: eu-west-1}')
    .replaceAll(
      '"secretConfiguration": {…}',
      '"secretConfiguration": {"address": "https://vault.example.com"}',
    )
    .replaceAll('[…]', '[{name: SECRET_A, value: NDI=}]')
    .replaceAll('{…}', `{${vault}, token: {token: x}}`);
}

/** The texts in a cell of the table, also one between two marks that has such a mark in it. */
export function textsIn(cell: string): readonly string[] {
  return Array.from(cell.matchAll(/`` (.+?) ``|`([^`]+)`/g), ([, long, short = '']) => whole(long ?? short));
}

/** The files that an example of a configuration's problem is meant in. */
export function filesOf(code: string, cell: string): Files {
  const texts = textsIn(cell);
  return (placesOfCodes[code] ?? anywhere)(texts[0] ?? '', texts);
}
