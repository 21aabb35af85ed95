import fc from 'fast-check';

/** What stands behind a key: what YAML, Go and JSON take for more than a text among it. */
const scalar = fc.constantFrom(
  'orchard',
  'orchard',
  '"plum"',
  "'fig'",
  '0042',
  '0o17',
  '0x1F',
  '1.10',
  '1.0',
  '.5',
  '-0',
  '+5',
  '1e3',
  '1_000',
  '1000000',
  '123456789',
  '12345678901234567890',
  '1e21',
  '1e-7',
  'yes',
  'on',
  'true',
  'True',
  '2024-01-02',
  '12:30',
  'null',
  '~',
  '""',
  '!!str 12',
  '"{{ .Values.engine }}"',
  '"a\\tb"',
  '.inf',
);

const vaultKeys = ['address', 'root-engine', 'engine-version', 'namespace'] as const;

type Entries = readonly (readonly [string, string])[];

/** A map in block or in flow form, at an indentation; with no entries it is the empty one. */
function mapText(entries: Entries, indent: string, isFlow: boolean): string {
  if (entries.length === 0 || isFlow) {
    return ` {${entries.map(([key, text]) => `${key}: ${text}`).join(', ')}}\n`;
  }
  return `\n${entries.map(([key, text]) => `${indent}${key}: ${text}\n`).join('')}`;
}

const vault = fc
  .tuple(fc.array(fc.tuple(fc.constantFrom(...vaultKeys), scalar), { maxLength: 4 }), fc.boolean())
  .map(([entries, isFlow]) => `        vault:${mapText(once(entries), '          ', isFlow)}`);

/** Helm's YAML lets the later of two keys win; here that is another matter. */
function once(entries: Entries): Entries {
  return [...new Map(entries)];
}

const secret = fc
  .record({
    type: fc.constantFrom('        type: vault\n', '        type: vault\n', '        type: "vault"\n', ''),
    vault: fc.oneof(
      { weight: 8, arbitrary: vault },
      { weight: 1, arbitrary: fc.constantFrom('        vault: null\n', '        vault: {}\n', '') },
    ),
  })
  .map(({ type, vault: inner }) => (type + inner === '' ? '' : `      secret:\n${type}${inner}`));

const application = fc.oneof(
  {
    weight: 8,
    arbitrary: secret.map((text) => (text === '' ? '    kestra: {}\n' : `    kestra:\n${text}`)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('    kestra: null\n', '    kestra: {secret: null}\n', '    other: {}\n'),
  },
);

const configurations = application.map((text) => `configurations:\n  application:\n${text}`);

const variable = fc.tuple(
  fc.constantFrom('SECRET_FIG', 'SECRET_PLUM', 'SECRET_PEAR', 'KESTRA_SECRET_VAULT_NAMESPACE', 'OTHER'),
  fc.constantFrom('Zmln', '"cGx1bQ=="', "'cGVhcg=='", '""', '"plain!"'),
);

function variables(key: string, indent: string): fc.Arbitrary<string> {
  return fc
    .array(variable, { maxLength: 3 })
    .map((all) =>
      all.length === 0
        ? `${indent}${key}: []\n`
        : `${indent}${key}:\n${all.map(([name, value]) => `${indent}  - name: ${name}\n${indent}    value: ${value}\n`).join('')}`,
    );
}

const common = variables('extraEnv', '  ').map((text) => `common:\n${text}`);
const standalone = variables('extraEnv', '    ').map((text) => `deployments:\n  standalone:\n${text}`);

/** What takes something of other values away, or stands beside them. */
const odd = fc.constantFrom(
  'common: null\n',
  'common: {}\n',
  'deployments: null\n',
  'configurations: null\n',
  'configurations: {application: null}\n',
  'global: {orchard: 1}\n',
  'replicas: 3\n',
);

/** A text of values for the chart, of some of its parts in any order; now and then of none. */
export const anyValues: fc.Arbitrary<string> = fc
  .record({
    configurations: fc.option(configurations, { freq: 4 }),
    common: fc.option(common, { freq: 2 }),
    standalone: fc.option(standalone, { freq: 2 }),
    odd: fc.option(odd, { freq: 2 }),
    isTurned: fc.boolean(),
  })
  .map(({ isTurned, odd: extra, ...parts }) => {
    const texts = Object.values(parts).flatMap((text) => (text === null ? [] : [text]));
    const key = extra === null ? '' : extra.slice(0, extra.indexOf(':'));
    const all =
      extra === null || texts.some((text) => text.startsWith(`${key}:`)) ? texts : [...texts, extra];
    return (isTurned ? all.toReversed() : all).join('');
  });

/** The text below a key. */
export function below(key: string, text: string): string {
  const inner = text.replace(/^(?=.)/gm, '  ');
  return inner === '' ? `${key}: {}\n` : `${key}:\n${inner}`;
}
