import fc from 'fast-check';
import { settings, style, textOf, variable, type Settings, type Style } from './settings-text.ts';

/** The files of a project with one Kestra service, its whole configuration among them. */
export type WholeProject = Readonly<Record<string, string>>;

const image = 'kestra/kestra-ee:v2.0.0';

const text = fc.tuple(settings, style).map(([all, how]: [Settings, Style]) => textOf(all, how));

/**
 * What stands above other layers. An empty value there is left out: Micronaut takes a lower one's in its place where that
 * spells the key otherwise, and only there, which is a listed difference.
 */
const textAbove = fc.tuple(settings, style).map(([all, how]: [Settings, Style]) =>
  textOf(
    all.filter(([, value]) => value !== '' && value !== '~'),
    how,
  ),
);

/** Variables that placeholders ask for, and secrets; of one name the last counts. */
const others = fc.constantFrom<readonly [string, string]>(
  ['V', 'v'],
  ['V', 'http://w:1'],
  ['W', ''],
  ['E', ''],
  ['M', 'm'],
  ['TYPE', 'vault'],
  ['RO', 'false'],
  ['HOST', 'h'],
  ['VAULT_ADDR', 'https://va:8200'],
  ['SECRET_A', 'b25l'],
  ['SECRET_B', 'not base64!'],
  ['SECRET_C', 'dHdv\n'],
  ['SECRET_D', 'YWI'],
  ['SECRET_lower', 'eA=='],
  ['SECRET_E', '${V:-eQ==}'],
);

const variables = fc.uniqueArray(
  fc.oneof({ weight: 2, arbitrary: others }, { weight: 1, arbitrary: variable }),
  { maxLength: 6, selector: ([name]) => name },
);

/** Of an environment: as a map or a list. Compose is to leave a placeholder of Micronaut's alone, and now and then is not. */
const environment = fc.tuple(variables, fc.boolean(), fc.boolean()).map(([all, isList, isDoubled]) =>
  all
    .map(
      ([name, value]) => [name, isDoubled ? value.replaceAll('$', '$$$$') : doubleForCompose(value)] as const,
    )
    .map(([name, value]) =>
      isList
        ? `      - ${JSON.stringify(`${name}=${value}`)}\n`
        : `      ${name}: ${JSON.stringify(value)}\n`,
    )
    .join(''),
);

/** A placeholder that Compose takes too, or none. */
function doubleForCompose(value: string): string {
  return value.replaceAll(/\$\{(?![A-Za-z_]+(?::?[-+?][^}]*)?\})/g, '$$$${');
}

/** Names in an env file that are none of Compose's stand in `environment:` alone. */
const envFile = variables.map((all) =>
  all.map(([name, value]) => `${name}='${value.replaceAll('\n', '')}'\n`).join(''),
);

interface Layers {
  readonly inline: { readonly text: string; readonly isDoubled: boolean } | null;
  /** The texts of mounted files, by their place in the container. */
  readonly mounted: Readonly<Record<string, string>>;
  readonly listed: readonly string[] | null;
  readonly command: string | null;
}

const files: fc.Arbitrary<Layers> = fc
  .record({
    inline: fc.option(fc.record({ text, isDoubled: fc.boolean() })),
    one: fc.option(text),
    two: fc.option(textAbove),
    usual: fc.option(text),
    config: fc.option(textAbove),
    home: fc.option(textAbove, { freq: 2 }),
    isListed: fc.boolean(),
    isRelative: fc.boolean(),
    form: fc.constantFrom('--config ', '-c ', '--config='),
  })
  .map(({ inline, one, two, usual, config, home, isListed, isRelative, form }) => {
    const listed = [
      ...(one === null ? [] : ['/etc/k/one.yml']),
      ...(two === null ? [] : [isRelative ? 'more/two.yml' : '/app/more/two.yml']),
    ];
    const all: readonly (readonly [string, string | null])[] = [
      ['/etc/k/one.yml', one],
      ['/app/more/two.yml', two],
      ['/app/confs/application.yml', usual],
      ['/app/more/three.yml', config],
      ['/root/.kestra/config.yml', home],
    ];
    const path = isRelative ? 'more/three.yml' : '/app/more/three.yml';
    return {
      inline,
      mounted: Object.fromEntries(all.flatMap(([target, each]) => (each === null ? [] : [[target, each]]))),
      listed: isListed && listed.length > 0 ? listed : null,
      command: config === null ? null : `${form}${path}`,
    };
  });

/** The service; as many of its keys stand in an override as `moved` says. */
export const anyWhole: fc.Arbitrary<WholeProject> = fc
  .record({
    layers: files,
    own: environment,
    over: fc.option(environment),
    env: fc.option(envFile),
    dotEnv: fc.option(envFile),
  })
  .map(({ layers, own, over, env, dotEnv }) => {
    const { inline, mounted, listed, command } = layers;
    const targets = Object.keys(mounted);
    const isList = own.startsWith('      -');
    const added = [
      ...(inline === null ? [] : [inlineLines(inline, isList)]),
      ...(listed === null ? [] : [entry('MICRONAUT_CONFIG_FILES', listed.join(','), isList)]),
    ].join('');
    const lines = [
      `services:\n  kestra:\n    image: ${image}\n`,
      own + added === '' ? '' : `    environment:\n${own}${added}`,
      env === null ? '' : '    env_file: k.env\n',
      targets.length === 0 ? '' : '    volumes:\n',
      ...targets.map((target) => `      - ./${hostOf(target)}:${target}:ro\n`),
      command === null ? '' : `    command: server standalone ${command}\n`,
    ];
    return {
      'compose.yaml': lines.join(''),
      ...(over === null || over === ''
        ? {}
        : { 'compose.override.yaml': `services:\n  kestra:\n    environment:\n${over}` }),
      ...(env === null ? {} : { 'k.env': env }),
      ...(dotEnv === null ? {} : { '.env': dotEnv }),
      ...Object.fromEntries(targets.map((target) => [hostOf(target), mounted[target] ?? ''])),
    };
  });

/** `application.yml` in a folder of its own would be found as such. */
function hostOf(target: string): string {
  return `mounted${target.replaceAll('/', '-').replace('application', 'usual')}`;
}

function entry(name: string, value: string, isList: boolean): string {
  return isList ? `      - ${name}=${value}\n` : `      ${name}: ${value}\n`;
}

function inlineLines({ text: all, isDoubled }: NonNullable<Layers['inline']>, isList: boolean): string {
  const value = isDoubled ? all.replaceAll('$', '$$$$') : doubleForCompose(all);
  const lines = value.replace(/^(?=.)/gm, '          ');
  return isList
    ? `      - |\n          KESTRA_CONFIGURATION=\n${lines}`
    : `      KESTRA_CONFIGURATION: |\n${lines}`;
}
