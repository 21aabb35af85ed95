import { searchPath, variableOf, type Surroundings } from './search-path.ts';

/** What is started, as `execFile` takes it: never through a shell that would look for it. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** Whether the arguments are handed over as they are (Windows). */
  readonly verbatim: boolean;
}

/**
 * How a file that was found is started. On Windows a script needs the system's command processor, which gets nothing but
 * the script's path and arguments that mean nothing to it. null: one of them would, or there is no command processor.
 */
export function commandFor(
  file: string,
  args: readonly string[],
  surroundings: Surroundings,
): Command | null {
  if (surroundings.platform !== 'win32' || !/\.(?:cmd|bat)$/i.test(file)) {
    return { file, args, verbatim: false };
  }
  const system = variableOf(surroundings, 'SystemRoot') ?? '';
  const isPlain = args.every((argument) => /^[\w.:/@+-]+$/.test(argument)) && !/["%\r\n]/.test(file);
  if (!isPlain || !/^[a-z]:\\/i.test(system)) return null;
  const line = `""${file}" ${args.join(' ')}"`;
  return {
    file: `${system}\\System32\\cmd.exe`,
    args: ['/d', '/v:off', '/s', '/c', line],
    verbatim: true,
  };
}

/** What every program may know: where it is at home, and how the network and its own texts are set up. */
const common = [
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'TMPDIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'all_proxy',
  'no_proxy',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];
const onWindows = [
  'SystemRoot',
  'SystemDrive',
  'ComSpec',
  'PATHEXT',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'TEMP',
  'TMP',
];

/**
 * The environment that a program gets: its own variables, by the beginning of their names (null: none), and those that every program
 * needs; no other, since they are credentials as often as not. Its PATH has absolute folders only.
 */
export function environmentFor(prefix: string | null, surroundings: Surroundings): Record<string, string> {
  const { platform, environment } = surroundings;
  const isWindows = platform === 'win32';
  const given: Record<string, string> = {};
  for (const name of isWindows ? [...common, ...onWindows] : common) {
    const value = variableOf(surroundings, name);
    if (value !== undefined) given[name] = value;
  }
  for (const [name, value] of Object.entries(environment)) {
    const isOwn = prefix !== null && (isWindows ? name.toUpperCase() : name).startsWith(prefix);
    if (isOwn && value !== undefined && !/SECRET|PASSWORD/i.test(name)) given[name] = value;
  }
  given.PATH = searchPath(surroundings);
  // Windows' command processor looks into the folder of the process, too, unless it is told not to.
  if (isWindows) given.NoDefaultCurrentDirectoryInExePath = '1';
  return given;
}
