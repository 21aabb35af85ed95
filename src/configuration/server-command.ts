import type { TasksRun } from './server.ts';

const servers = ['standalone', 'local', 'webserver', 'executor', 'scheduler', 'worker', 'indexer'];

/** Whether the words of a command start a server of Kestra (Kestra: `kestra server standalone` and its like). */
export function startsServer(words: readonly string[]): boolean {
  return new RegExp(`\\bserver\\s+(?:${servers.join('|')})\\b`).test(words.join(' '));
}

const partsWithoutTasks = ['webserver', 'executor', 'scheduler', 'indexer', 'controller'];

const partsWithTasks = ['standalone', 'local', 'worker'];

/** Which tasks what the words of a command start runs: those are a worker's, or a standalone server's with a worker. null: not known. */
export function tasksRunBy(words: readonly string[]): TasksRun | null {
  const command = words.join(' ');
  const part = /\bserver\s+([a-z]+)/.exec(command)?.[1] ?? '';
  if (partsWithoutTasks.includes(part)) return 'none';
  // Kestra: StandAloneCommand starts no worker then.
  if (part === 'standalone' && /--worker-thread[\s=]+0(?!\S)/.test(command)) return 'none';
  if (!partsWithTasks.includes(part)) return null;
  return words.some((word) => /^(?:-g|--worker-group)(?:=|$)/.test(word)) ? 'of-group' : 'all';
}

/** Whether a command of Kestra's own image may start a server: without words the image's own start counts. */
export function mayStartServer(words: readonly string[]): boolean {
  return words.length === 0 || startsServer(words) || words.some((word) => word.includes('$'));
}

/** Commands of Kestra that do something else than start a server, and end (Kestra: App). */
const otherCommands = ['flow', 'namespace', 'template', 'plugins', 'sys', 'auths', 'configs', 'migrate'];

/** Whether the words of a command, the image's own program in front or left out, are one of Kestra's that starts no server. */
export function startsNoServer(words: readonly string[]): boolean {
  const [first = '', second = ''] = words;
  return otherCommands.includes(/(?:^|\/)(?:kestra|docker-entrypoint\.sh)$/.test(first) ? second : first);
}

const startsOne = new RegExp(`\\bserver["',\\s-]+(?:${servers.join('|')})\\b`);

/** Whether a text may describe a server of Kestra: its image, its configuration, or the command that starts one. */
export function mayNameServer(text: string): boolean {
  return (
    ['kestra/kestra', 'kestra-ee', 'KESTRA_CONFIGURATION'].some((word) => text.includes(word)) ||
    mayStartOne(text)
  );
}

/** A service called so, or an image called after Kestra, whoever made it: {@link isServerByName} says whether it is a server. */
const namedSo =
  /^[ \t]+["']?kestra["']?[ \t]*:|\bimage["']?[ \t]*:[ \t]*["']?(?:[^\s"'/]+\/)*(?:(?:my|custom)[-_])?kestra\b/im;

/** Whether a file of services or pods may have a server of Kestra, also one that another image runs. */
export function mayHoldServer(text: string): boolean {
  return mayNameServer(text) || namedSo.test(text);
}

/** Whether a text may have the command that starts a server of Kestra, as a text or as a list. */
export function mayStartOne(text: string): boolean {
  return text.includes('server') && startsOne.test(text);
}

/**
 * Whether a container whose image is not Kestra's by its name runs Kestra all the same: one that was built on it, or renamed.
 * `named`: what its image, its container and the like are called; `variables`: the names of those it is given.
 */
export function isRenamedServer(
  words: readonly string[],
  named: readonly string[],
  variables: readonly string[],
): boolean {
  return (
    startsServer(words) &&
    ([...named, ...words].some((word) => /kestra/i.test(word)) ||
      variables.some((name) => /^(?:KESTRA_|MICRONAUT_)/.test(name)))
  );
}

const serverName = /^(?:(?:my|custom)[-_])?kestra(?:[-_](?:server|standalone|custom|ee|dev|prod|local))?$/i;
const serverVariable = /^(?:SECRET_|KESTRA_(?:SECRET|QUEUE|REPOSITORY|STORAGE)_|MICRONAUT_CONFIG_FILES$)/;

/**
 * Whether a container that is given no command runs Kestra by what it is called and given: its image, which is not Kestra's
 * own, has the command, and may have more. The same as of {@link isRenamedServer}.
 */
export function isServerByName(
  words: readonly string[],
  named: readonly string[],
  variables: readonly string[],
): boolean {
  return (
    words.length === 0 &&
    named.some((name) => serverName.test(imageName(name))) &&
    variables.some((name) => serverVariable.test(name))
  );
}

/** Of `registry.example/tools/kestra:1.2` it is `kestra`. */
function imageName(image: string): string {
  const [name = ''] = image.slice(image.lastIndexOf('/') + 1).split(/[:@]/);
  return name;
}
