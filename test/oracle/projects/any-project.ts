import fc from 'fast-check';
import { envFile } from './env-files.ts';

/** The files of a compose project with one Kestra service or two, as people write them, and as they should not. */
export type Project = Readonly<Record<string, string>>;

const image = 'kestra/kestra:v2.0.0';

/** What stands behind a name: texts with placeholders and without, and what YAML takes for more than a text. */
const value = fc.constantFrom(
  '"plain"',
  "'a b'",
  'word',
  '""',
  '"${V}"',
  '"$V-x"',
  '"${V:-d}"',
  '"${N:-d e}"',
  '"${N-d}"',
  '"${E:-d}"',
  '"${E-d}"',
  '"${V:+r}"',
  '"${N+r}"',
  '"$$V"',
  '"${N:-${V}}"',
  '"${N:-a:b}"',
  '"${V}${W}"',
  '"a$"',
  '"{a}"',
  '"${V}}"',
  '"${N:-$$x}"',
  '"#no"',
  '5432',
  '0042',
  '1.10',
  'yes',
  'true',
  '1_000',
  '1e3',
  '2024-01-02',
  '"${V"',
  '"${1}"',
  '"${N:x}"',
  '|\n        one\n        ${V}\n',
);

const name = fc.constantFrom('SECRET_A', 'SECRET_B', 'SECRET_C', 'V', 'N');

const pairs = fc.uniqueArray(fc.tuple(name, value), { maxLength: 4, selector: ([key]) => key });

const oneLine = /^"[^\n]*"$/;

/** `environment:` as a map or as a list, with names that stand alone. */
const environment: fc.Arbitrary<string> = fc.oneof(
  pairs.map((all) => all.map(([key, text]) => `      ${key}: ${text.trimEnd()}\n`).join('')),
  pairs.map((all) =>
    all
      .filter(([, text]) => oneLine.test(text))
      .map(([key, text]) => `      - "${key}=${text.slice(1)}\n`)
      .join(''),
  ),
  fc.subarray(['SECRET_A', 'SECRET_B', 'V']).map((all) => all.map((key) => `      - ${key}\n`).join('')),
  fc.subarray(['SECRET_A', 'SECRET_B', 'V']).map((all) => all.map((key) => `      ${key}:\n`).join('')),
);

const tag = fc.constantFrom('', '', '', '', ' !override', ' !reset');

const keys: fc.Arbitrary<string> = fc
  .tuple(environment, tag, fc.subarray(['a.env', 'b.env']), tag)
  .map(([entries, first, files, second]) =>
    [
      entries === '' ? '' : `    environment:${first}\n${entries}`,
      files.length === 0 ? '' : `    env_file:${second} [${files.join(', ')}]\n`,
    ].join(''),
  );

function service(id: string, head: string, rest: string): string {
  return head + rest === '' ? `  ${id}: {}\n` : `  ${id}:\n${head}${rest}`;
}

const base = fc
  .tuple(keys, fc.option(keys), fc.constantFrom('', '    profiles: [prod]\n'))
  .map(([first, second, profile]) => {
    const other = second === null ? '' : service('second', `    extends: kestra\n${profile}`, second);
    return `services:\n${service('kestra', `    image: ${image}\n`, first)}${other}`;
  });

const extended = fc.tuple(keys, keys).map(([own, below]) => ({
  'compose.yaml': `services:\n${service('kestra', '    extends: {file: sub/base.yml, service: k}\n', own)}`,
  'sub/base.yml': `services:\n${service('k', `    image: ${image}\n`, below)}`,
}));

const included = fc.tuple(keys, fc.option(keys)).map(([below, own]) => ({
  'compose.yaml': `include: [sub/inner.yml]\n${own === null ? '' : `services:\n${service('kestra', '', own)}`}`,
  'sub/inner.yml': `services:\n${service('kestra', `    image: ${image}\n`, below)}`,
}));

const main: fc.Arbitrary<Project> = fc.oneof(
  { weight: 4, arbitrary: base.map((text) => ({ 'compose.yaml': text })) },
  { weight: 1, arbitrary: base.map((text) => ({ 'docker-compose.yml': text })) },
  { weight: 2, arbitrary: extended },
  { weight: 2, arbitrary: included },
  { weight: 1, arbitrary: fc.tuple(base, keys).map(([text, more]) => documents(text, more)) },
);

function documents(text: string, more: string): Project {
  return { 'compose.yaml': `${text}---\nservices:\n${service('kestra', '', more)}` };
}

const override = fc.tuple(
  fc.constantFrom('compose.override.yaml', 'compose.override.yml', 'docker-compose.override.yml'),
  keys,
  tag,
);

/** A service that is written anew needs its image. */
function overrideFile([path, rest, mark]: readonly [string, string, string]): Project {
  const head = mark === ' !override' ? `    image: ${image}\n` : '';
  const isEmpty = head + rest === '';
  return { [path]: `services:\n  kestra:${mark}${isEmpty ? ' {}\n' : `\n${head}${rest}`}` };
}

/** Any project: its files by their path. Every env file that is named is there. */
export const anyProject: fc.Arbitrary<Project> = fc
  .record({
    main,
    override: fc.option(override),
    dotEnv: fc.option(envFile),
    inner: fc.option(envFile),
    a: envFile,
    b: envFile,
  })
  .map(({ main: files, override: over, dotEnv, inner, a, b }) => ({
    ...files,
    ...(over === null ? {} : overrideFile(over)),
    ...(dotEnv === null ? {} : { '.env': dotEnv }),
    ...(inner === null ? {} : { 'sub/.env': inner }),
    'a.env': a,
    'b.env': b,
    'sub/a.env': b,
    'sub/b.env': a,
  }));
