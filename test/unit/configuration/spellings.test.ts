import assert from 'node:assert/strict';
import fc from 'fast-check';
import { read } from './support.ts';

/** Keys below `kestra.secret` with a value each; a tag's name is written as it is. */
const keys: readonly (readonly [readonly string[], string])[] = [
  [['type'], 'vault'],
  [['read-only'], 'true'],
  [['vault', 'address'], 'http://vault.example:8200'],
  [['vault', 'token', 'token'], 'VALUE-MARKER'],
  [['vault', 'root-engine'], 'kv'],
  [['vault', 'engine-version'], '1'],
  [['vault', 'secret-path-prefix'], 'team/app'],
  [['vault', 'connect-timeout'], 'PT5S'],
  [['vault', 'filter-on-tags', 'used-by'], 'shop'],
  [['vault', 'excluded-tags', 'draft'], 'maybe'],
];

interface Spelling {
  /** How each part of a key is written. */
  readonly part: readonly ('kebab' | 'camel' | 'snake')[];
  /** Whether what is below a part is nested, or written behind a dot. */
  readonly nested: readonly boolean[];
  /** Where a key stands. */
  readonly place: 'text' | 'environment' | 'env file';
  readonly variable: 'upper' | 'lower' | 'dotted';
}

const spelling: fc.Arbitrary<Spelling> = fc.record({
  part: fc.array(fc.constantFrom('kebab' as const, 'camel', 'snake'), { minLength: 5, maxLength: 5 }),
  nested: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  place: fc.constantFrom('text' as const, 'text', 'environment', 'env file'),
  variable: fc.constantFrom('upper' as const, 'lower', 'dotted'),
});

const project = fc.record({
  spellings: fc.array(spelling, { minLength: keys.length, maxLength: keys.length }),
  isList: fc.boolean(),
  text: fc.constantFrom('KESTRA_CONFIGURATION' as const, 'file'),
});

function spell(name: string, as: Spelling['part'][number] = 'kebab'): string {
  if (as === 'snake') return name.replaceAll('-', '_');
  return as === 'camel' ? name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) : name;
}

function variableOf(path: readonly string[], { variable }: Spelling): string {
  const property = ['kestra', 'secret', ...path].join('.');
  if (variable === 'dotted') return property;
  const name = property.replaceAll(/[.-]/g, '_');
  return variable === 'upper' ? name.toUpperCase() : name;
}

/** The lines of one key, nested or with dots; keys share no line, so that each map is written with flow braces. */
function linesOf(path: readonly string[], value: string, { part, nested }: Spelling): string {
  const parts = ['kestra', 'secret', ...path];
  const isTag = parts.some((each) => each.endsWith('-tags'));
  const written = parts.map((name, index) =>
    isTag && index === parts.length - 1 ? name : spell(name, part[index]),
  );
  return written.reduceRight(
    (below, name, index) =>
      index === written.length - 1
        ? `${name}: ${JSON.stringify(value)}`
        : nested[index] === true
          ? `${name}: {${below}}`
          : `${name}.${below}`,
    '',
  );
}

/** Each key in a file of its own, since of equal keys of one map only the last counts. */
function filesOf({ spellings, isList, text }: typeof project extends fc.Arbitrary<infer T> ? T : never) {
  const files: Record<string, string> = {};
  const environment: [string, string][] = [];
  const envFile: string[] = [];
  const mounted: string[] = [];
  for (const [index, [path, value]] of keys.entries()) {
    const how = spellings[index];
    assert.ok(how !== undefined);
    if (how.place === 'environment') environment.push([variableOf(path, how), value]);
    else if (how.place === 'env file') {
      envFile.push(
        `${variableOf(path, { ...how, variable: how.variable === 'dotted' ? 'upper' : how.variable })}=${value}`,
      );
    } else {
      const file = `conf/${index}.yml`;
      files[file] = `${linesOf(path, value, how)}\n`;
      mounted.push(file);
    }
  }
  // One text has room for one key that is written its own way.
  const [inner] = text === 'KESTRA_CONFIGURATION' && mounted.length === 1 ? mounted : [];
  if (inner !== undefined) {
    environment.push(['KESTRA_CONFIGURATION', (files[inner] ?? '').trim()]);
  } else {
    environment.push(['MICRONAUT_CONFIG_FILES', mounted.map((file) => `/app/${file}`).join(',')]);
  }
  const lines = environment.map(([name, value]) =>
    isList ? `      - ${JSON.stringify(`${name}=${value}`)}` : `      ${name}: ${JSON.stringify(value)}`,
  );
  files['k.env'] = `${envFile.join('\n')}\n`;
  files['compose.yaml'] = [
    'services:',
    '  kestra:',
    '    image: registry.kestra.io/docker/kestra-ee:v1.0.0',
    '    env_file: k.env',
    '    volumes: [./conf:/app/conf]',
    '    environment:',
    ...lines,
  ].join('\n');
  return files;
}

/** What was read, but for where it stands. */
async function meaningOf(files: Readonly<Record<string, string>>): Promise<unknown> {
  const { backends, entries, problems } = await read(files);
  const places = [
    'origins',
    'origin',
    'sources',
    'pieces',
    'places',
    'replaced',
    'writtenAt',
    'range',
    'file',
  ];
  const strip = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (key, each: unknown) => (places.includes(key) ? undefined : each)));
  return {
    backends: strip(backends.filter(({ type }) => type !== 'env')),
    entries: strip(entries.map((entry) => JSON.stringify(strip(entry))).sort()),
    problems: problems.map(({ code }) => code),
  };
}

describe('the spellings of one configuration', () => {
  it('give one result, wherever its keys stand and however they are written', async () => {
    const plain = keys.map((): Spelling => ({
      part: [],
      nested: [true, true, true, true, true],
      place: 'text',
      variable: 'upper',
    }));
    const expected = await meaningOf(filesOf({ spellings: plain, isList: false, text: 'file' }));
    assert.match(JSON.stringify(expected), /vault\.example.*"type":"vault"|"type":"vault".*vault\.example/);
    const variables = { part: [], nested: [], place: 'environment', variable: 'upper' } as const;
    const withoutFile = filesOf({ spellings: keys.map(() => variables), isList: false, text: 'file' });
    assert.deepEqual(await meaningOf(withoutFile), expected);
    await fc.assert(
      fc.asyncProperty(project, async (drawn) => {
        assert.deepEqual(await meaningOf(filesOf(drawn)), expected);
      }),
      { numRuns: 150 },
    );
  });
});
