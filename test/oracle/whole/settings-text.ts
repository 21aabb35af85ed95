import fc from 'fast-check';

/** What may be set below `kestra.secret`, with the values that people give it. */
const texts = ['plain', '"two words"', "'x'", '0042', '1.10', 'yes', '1_000', '', '~', '12:30:45'];
const filled = [
  '${V}',
  '"${V}-x"',
  '${N:d}',
  '${N:}',
  '${N:V:d}',
  '${N:M:d}',
  '"${N:d e}"',
  '${N:`a:b`}',
  '${N:a:b}',
  '${N:-d}',
  '"${V}${W}"',
  '${E:d}',
  '${v}',
  '${kestra.secret.vault.prefix:p}',
  '${NOT_SET}',
  '"${:$}x"',
];
const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...texts) },
  { weight: 4, arbitrary: fc.constantFrom(...filled) },
);
const address = fc.constantFrom(
  'http://v:8200',
  '"https://vault.example:8200/base"',
  '${VAULT_ADDR}',
  '${N:http://v:8200}',
  '${N:`http://v:8200`}',
  '${N:-http://v:8200}',
  'http://${HOST:localhost}:8200',
);
const type = fc.constantFrom(
  'vault',
  'vault',
  'vault',
  '"vault"',
  '${TYPE}',
  '${N:vault}',
  'aws-secret-manager',
);
const flag = fc.constantFrom('true', 'false', 'yes', '"true"', '${RO:true}', '${N:off}');
const word = fc.constantFrom('a', '"b c"', '1.10', '${V}', 'no');

/** Each key with what it may be set to. */
const valuesOf: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'read-only': flag,
  'vault.address': address,
  'vault.token.token': anyText,
  'vault.root-engine': anyText,
  'vault.secret-path-prefix': anyText,
  'vault.prefix': anyText,
  'vault.namespace': anyText,
  'vault.engine-version': fc.constantFrom('1', '2', '"2"', '${N:1}'),
  'vault.filter-on-tags.team': word,
  'vault.filter-on-tags.stage': word,
  'vault.excluded-tags.old': word,
  'aws-secret-manager.region': anyText,
  'aws-secret-manager.prefix': anyText,
};

/** Keys below `kestra.secret` with their values, as they stand in YAML; each key once. */
export type Settings = readonly (readonly [string, string])[];

const setting = fc
  .constantFrom(...Object.keys(valuesOf))
  .chain((key) => fc.tuple(fc.constant(key), valuesOf[key] ?? fc.constant('')));

export const settings: fc.Arbitrary<Settings> = fc
  .tuple(fc.option(type, { freq: 5 }), fc.uniqueArray(setting, { maxLength: 6, selector: ([key]) => key }))
  .map(([kind, rest]) => (kind === null ? rest : [['type', kind], ...rest]));

export interface Style {
  readonly camel: boolean;
  /** How many parts of a key are levels of their own; the rest is dotted. */
  readonly levels: number;
}

export const style: fc.Arbitrary<Style> = fc.record({
  camel: fc.boolean(),
  levels: fc.integer({ min: 0, max: 5 }),
});

type Tree = Map<string, Tree | string>;

/** A configuration's text. A key of which a part is dotted stands there whole, so that no map is given twice. */
export function textOf(all: Settings, { camel, levels }: Style): string {
  const root: Tree = new Map();
  for (const [key, value] of all) {
    // A tag's name is no key of Kestra's.
    const parts = ['kestra', 'secret', ...key.split('.')].map((part) => (camel ? camelCase(part) : part));
    const above = Math.min(levels, parts.length - 1);
    let tree = root;
    for (const part of parts.slice(0, above)) {
      const below = tree.get(part);
      const next =
        below === undefined || typeof below === 'string' ? new Map<string, Tree | string>() : below;
      tree.set(part, next);
      tree = next;
    }
    tree.set(parts.slice(above).join('.'), value);
  }
  return linesOf(root, '').join('');
}

function linesOf(tree: Tree, indent: string): readonly string[] {
  return [...tree].flatMap(([key, value]) =>
    typeof value !== 'string'
      ? [`${indent}${key}:\n`, ...linesOf(value, `${indent}  `)]
      : [`${indent}${key}: ${value}`.trimEnd() + '\n'],
  );
}

function camelCase(key: string): string {
  return key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

const variableKeys = ['type', ...Object.keys(valuesOf).filter((key) => !key.includes('tags'))];

/**
 * A variable that sets a key, in one of the spellings that Micronaut takes; each key has one of its own, for of two that set
 * the same key either may win.
 */
export const variable: fc.Arbitrary<readonly [string, string]> = fc
  .tuple(
    fc.nat({ max: variableKeys.length - 1 }),
    fc.constantFrom('plain', 'vault', 'true', '2', 'http://e:1', '', '${V}', '${N:d}', '${N:`a:b`}'),
  )
  .map(([index, value]) => {
    const property = `kestra.secret.${variableKeys[index] ?? ''}`;
    const name = property.replace(/[.-]/g, '_');
    const spellings = [name.toUpperCase(), name, property];
    return [spellings[index % spellings.length] ?? name, value] as const;
  });
