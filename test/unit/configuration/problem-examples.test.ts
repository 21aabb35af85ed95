import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { read } from './support.ts';

type Files = Readonly<Record<string, string>>;
/** Puts an example, the first of its cell, where it is meant; `texts`: all of the cell. */
type Place = (text: string, texts: readonly string[]) => Files;

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
const inManager =
  (type: string, ...beside: readonly string[]): Place =>
  (text) =>
    below(`type: ${type}`, ...beside, `${type}:`, `  ${text}`);
const compose = (...lines: readonly string[]): Files => ({
  'compose.yml': ['services:', '  kestra:', ...lines.map((line) => `    ${line}`), ''].join('\n'),
});
const image = 'image: kestra/kestra:v1.0';
const variable: Place = (_, texts) =>
  compose(image, 'environment:', ...texts.map((text) => `  ${text.includes(':') ? text : `${text}: YQ==`}`));
const values = (text: string): Files => ({
  'values.yaml': `configurations: {application: {kestra: {queue: {type: memory}}}}\n${text}\n`,
});

const places: Readonly<Record<string, Place>> = {
  'kestra-key-missing': application,
  'token-not-nested': (text) => below('type: vault', 'vault:', `  ${vault}`, `  ${text}`),
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
  'variable-name-invalid': (text) => ({ '.env_encoded': `${text}\n` }),
  'compose-refused': variable,
  'backend-needs-enterprise': (text) =>
    compose(text, 'environment:', '  KESTRA_SECRET_TYPE: vault', '  KESTRA_SECRET_VAULT_ADDRESS: http://v:1'),
  'configuration-out-of-sight': (text) => compose(image, text),
  'helm-not-read': values,
  'helm-refused': (text) => values(`common: {${text}}`),
};

/** What the page leaves out. */
function whole(text: string): string {
  return text
    .replaceAll('aws-secret-manager: {…}', 'aws-secret-manager: {region: eu-west-1}')
    .replaceAll('[…]', '[{name: SECRET_A, value: NDI=}]')
    .replaceAll('{…}', `{${vault}, token: {token: x}}`);
}

/** The texts in a cell of the table, also one between two marks that has such a mark in it. */
function textsIn(cell: string): readonly string[] {
  return Array.from(cell.matchAll(/`` (.+?) ``|`([^`]+)`/g), ([, long, short = '']) => whole(long ?? short));
}

const page = readFileSync('docs/problems.md', 'utf8');
const table = page.slice(
  page.indexOf('In the configuration, in Compose'),
  page.indexOf('## Ignoring a problem'),
);
const rows = Array.from(
  table.matchAll(/^\| `([a-z0-9-]+)` \| (.+) \| (.+) \|$/gm),
  ([, code = '', bad = '', good = '']) => ({
    code,
    bad: textsIn(bad),
    good: textsIn(good),
  }),
);

async function codesOf(code: string, texts: readonly string[]): Promise<readonly string[]> {
  const { problems } = await read((places[code] ?? anywhere)(texts[0] ?? '', texts));
  return problems.map((problem) => problem.code);
}

describe('the examples of problems of a configuration', () => {
  it('are read', () => {
    assert.ok(rows.length >= 30, String(rows.length));
  });

  for (const { code, bad, good } of rows) {
    it(`have the problem, and the better ones have it not: ${code}`, async () => {
      const found = await codesOf(code, bad);
      assert.ok(found.includes(code), found.join());
      const better = await codesOf(code, good);
      assert.ok(!better.includes(code), better.join());
    });
  }
});
