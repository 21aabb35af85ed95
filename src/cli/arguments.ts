import { parseArgs } from 'node:util';
import { addressProblem, type KestraOfRun } from '../access/index.ts';
import { kestraOfRunFault, kestraVariables, readKestraOfRun } from '../access/kestra/run.ts';
import { readFailOn } from './fail-on.ts';
import { commandNames, commonOptions, isCommandName, ownOptions } from './options.ts';
import { formats, type CliCommand, type Format, type Invocation, type Options } from './invocation.ts';
import { addressFaultClause } from '../language/messages/index.ts';

/** Wrong usage, with one line that says what is wrong. */
class UsageError extends Error {}

type Values = Readonly<Record<string, readonly string[]>>;

/**
 * Reads the command line's arguments. `environment` gives KESTRA_SECRETS_ALLOW_ENDPOINTS, and a running Kestra with its login;
 * nothing else of it counts here. `platform`: where they were typed. Never throws: wrong usage is a result.
 */
export function readArguments(
  args: readonly string[],
  environment: (name: string) => string | undefined,
  platform: NodeJS.Platform = process.platform,
): Invocation {
  try {
    return invocation(args, environment, platform);
  } catch (error) {
    if (error instanceof UsageError) return { kind: 'usage', message: error.message };
    throw error;
  }
}

function invocation(
  args: readonly string[],
  environment: (name: string) => string | undefined,
  platform: NodeJS.Platform,
): Invocation {
  const { words, values } = split(args);
  const [name, ...rest] = words;
  if (values.version !== undefined) return { kind: 'version' };
  if (values.help !== undefined || name === 'help') {
    const about = name === 'help' ? rest[0] : name;
    return { kind: 'help', command: about !== undefined && isCommandName(about) ? about : null };
  }
  if (name === undefined) throw new UsageError(`a command is missing: ${commandNames.join(', ')}`);
  if (!isCommandName(name)) throw new UsageError(`there is no command ${name}`);
  for (const option of Object.keys(values)) {
    if (!Object.hasOwn(commonOptions, option) && !Object.hasOwn(ownOptions[name], option)) {
      throw new UsageError(`--${option} does not go with ${name}`);
    }
  }
  const options = readOptions(values, environment);
  const command = readCommand(name, rest, values, platform);
  const kestra = Object.hasOwn(ownOptions[name], 'kestra') ? readKestra(values, environment) : null;
  checkNeedsKestra(command, kestra, options.namespace, environment);
  return {
    kind: 'run',
    options: {
      ...options,
      kestra,
      folder: pathAsMeant(options.folder, platform),
      configuration: options.configuration === null ? null : pathAsMeant(options.configuration, platform),
    },
    command,
  };
}

/** Words and options, each option with all it was given; a flag counts as given once, with an empty text. */
function split(args: readonly string[]): { words: readonly string[]; values: Values } {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string }> = { ...commonOptions };
  for (const own of Object.values(ownOptions)) Object.assign(options, own);
  const { tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const words: string[] = [];
  const values: Record<string, string[]> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) throw new UsageError(`there is no option ${token.rawName}`);
    if (option.type === 'boolean' && token.value !== undefined) {
      throw new UsageError(`${token.rawName} takes no value`);
    }
    const isForgotten = token.value === undefined || (!token.inlineValue && /^-./.test(token.value));
    if (option.type === 'string' && isForgotten) throw new UsageError(`${token.rawName} needs a value`);
    (values[token.name] ??= []).push(token.value ?? '');
  }
  return { words, values };
}

function readOptions(
  values: Values,
  environment: (name: string) => string | undefined,
): Omit<Options, 'kestra'> {
  const fromEnvironment = (environment('KESTRA_SECRETS_ALLOW_ENDPOINTS') ?? '')
    .split(',')
    .map((endpoint) => endpoint.trim())
    .filter((endpoint) => endpoint !== '');
  return {
    folder: last(values, 'folder') ?? '.',
    format: readFormat(values),
    offline: values.offline !== undefined,
    timeout: readTimeout(last(values, 'timeout')),
    namespace: last(values, 'namespace') ?? null,
    allowEndpoints: [
      ...(values['allow-endpoint'] ?? []).map((endpoint) => checkAddress('--allow-endpoint', endpoint)),
      ...fromEnvironment.map((endpoint) => checkAddress('KESTRA_SECRETS_ALLOW_ENDPOINTS', endpoint)),
    ],
    allowVariables: (values['allow-variable'] ?? []).map(checkVariable),
    addresses: Object.fromEntries((values.address ?? []).map(readBackendAddress)),
    useEnvironment: values['use-environment'] !== undefined,
    configuration: last(values, 'configuration') ?? null,
  };
}

function readCommand(
  name: CliCommand['name'],
  words: readonly string[],
  values: Values,
  platform: NodeJS.Platform,
): CliCommand {
  const readValues = values['read-values-for-subkeys'] !== undefined;
  if (name === 'check') {
    const paths = words.map((word) => pathAsMeant(word, platform));
    return {
      name,
      paths,
      failOn: failOn(values['fail-on']),
      fix: values.fix !== undefined,
      readValues,
      since: last(values, 'since') ?? null,
      baseline: readBaselineFlags(values, platform),
    };
  }
  const wanted = name === 'explain' ? 1 : 0;
  if (words.length > wanted) throw new UsageError(`${name} does not take "${words[wanted] ?? ''}"`);
  switch (name) {
    case 'list':
      return {
        name,
        hidden: values.hidden !== undefined,
        subkeys: readValues || values.subkeys !== undefined,
        readValues,
      };
    case 'explain': {
      const [secret] = words;
      if (secret === undefined) throw new UsageError('explain needs the name of a secret');
      return {
        name,
        secret,
        subkey: last(values, 'subkey') ?? null,
        namespaceArgument: last(values, 'namespace-argument') ?? null,
        readValues,
        askKestra: values['ask-kestra'] !== undefined,
      };
    }
    case 'unused':
    case 'compare':
    case 'config':
      return { name };
  }
}

/** The running Kestra that a flag or the environment names. */
function readKestra(values: Values, environment: (name: string) => string | undefined): KestraOfRun | null {
  const given = { url: last(values, 'kestra') ?? null, tenant: last(values, 'kestra-tenant') ?? null };
  const kestra = readKestraOfRun(given, environment);
  if (kestra === null) {
    if (given.tenant !== null) {
      throw new UsageError(`--kestra-tenant needs --kestra URL${besideNoLogin(environment)}`);
    }
    return null;
  }
  const fault = kestraOfRunFault(kestra);
  if (fault === null) return kestra;
  // Neither is repeated: an address may hold a password.
  if (fault === 'tenant') {
    const tenantFrom = given.tenant === null ? kestraVariables.tenant : '--kestra-tenant';
    throw new UsageError(`${tenantFrom}: a tenant is called by letters, digits, hyphens and underscores`);
  }
  const addressFrom = given.url === null ? kestraVariables.url : '--kestra';
  throw new UsageError(`${addressFrom}: the address ${addressFaultClause(fault, exampleAddress)}`);
}

const exampleAddress = 'https://kestra.example.com';

function checkNeedsKestra(
  command: CliCommand,
  kestra: KestraOfRun | null,
  namespace: string | null,
  environment: (name: string) => string | undefined,
): void {
  const asking = command.name === 'explain' && command.askKestra ? '--ask-kestra' : null;
  const needing = command.name === 'compare' ? command.name : asking;
  if (needing !== null && kestra === null) {
    throw new UsageError(`${needing} needs --kestra URL${besideNoLogin(environment)}`);
  }
  if (asking === null) return;
  if (namespace === null) {
    throw new UsageError('--ask-kestra needs --namespace N: Kestra evaluates for a flow of a namespace');
  }
}

/** Why an address in the environment did not count; empty where there is none. */
function besideNoLogin(environment: (name: string) => string | undefined): string {
  const { url, token, user, password } = kestraVariables;
  if ((environment(url) ?? '') === '') return '';
  return ` (${url} counts only beside ${token}, or ${user} and ${password})`;
}

function readBaselineFlags(
  values: Values,
  platform: NodeJS.Platform,
): Extract<CliCommand, { name: 'check' }>['baseline'] {
  const file = last(values, 'baseline');
  const update = values['update-baseline'] !== undefined;
  if (file === undefined) {
    if (update) throw new UsageError('--update-baseline needs --baseline FILE');
    return null;
  }
  if (update && values.since !== undefined) {
    throw new UsageError('--update-baseline writes all findings, so it does not go with --since');
  }
  return { file: pathAsMeant(file, platform), update };
}

/**
 * Windows takes the end of `"C:\\some dir\\"` for a quote that is meant as it is, and no file is called so there: the
 * backslash was meant.
 */
function pathAsMeant(path: string, platform: NodeJS.Platform): string {
  return platform === 'win32' ? path.replace(/"$/, '\\') : path;
}

function readFormat(values: Values): Options['format'] {
  const format = last(values, 'format');
  const asJson = values.json !== undefined;
  if (format === undefined) return asJson ? 'json' : 'text';
  if (!isFormat(format)) throw new UsageError(`there is no format ${format}`);
  if (asJson && format !== 'json')
    throw new UsageError(`--json and --format ${format} contradict each other`);
  return format;
}

function isFormat(format: string): format is Format {
  return formats.some((known) => known === format);
}

/** What a run has where nobody says otherwise, in milliseconds: a job that hangs is worse than one that fails. */
const usualTimeout = 120_000;

/** Milliseconds; the longest that a timer takes is 2^31 - 1 of them. */
function readTimeout(seconds: string | undefined): number {
  if (seconds === undefined) return usualTimeout;
  const milliseconds = Number(seconds) * 1000;
  if (!/^[0-9.]+$/.test(seconds) || !(milliseconds > 0 && milliseconds < 2 ** 31)) {
    throw new UsageError('--timeout needs a number of seconds above 0');
  }
  return milliseconds;
}

function checkAddress(flag: string, address: string): string {
  const fault = addressProblem(address);
  // The address is not repeated: it may hold a password.
  if (fault !== null) throw new UsageError(`${flag}: the address ${addressFaultClause(fault)}`);
  return address;
}

function checkVariable(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new UsageError('--allow-variable needs the name of an environment variable');
  }
  return name;
}

function readBackendAddress(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1)
    throw new UsageError('--address needs BACKEND=URL, such as vault=https://vault.example.com:8200');
  return [text.slice(0, at), checkAddress('--address', text.slice(at + 1))];
}

function failOn(
  given: readonly string[] | undefined,
): readonly Extract<CliCommand, { name: 'check' }>['failOn'][number][] {
  const read = readFailOn(given);
  if (typeof read === 'string') throw new UsageError(read);
  return read;
}

function last(values: Values, option: string): string | undefined {
  return values[option]?.at(-1);
}
