import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import childProcess from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** What the code in the extension host did since the watch began. */
export interface Watch {
  /** Files and folders below the watched one that were read or listed. */
  readonly read: string[];
  /** Outgoing connections. */
  readonly connections: string[];
  /** Searches of files: VS Code runs a program for each. */
  readonly searches: string[];
  /** Whether the watched code has put something off by a timer, and each such timer has run out or was taken back. */
  readonly isDone: () => boolean;
  readonly end: () => void;
}

/** What the extensions that VS Code brings along do at the start: experiments, npm's scripts, TypeScript's tasks. */
const experiments = 'default.exp-tas.com 443';
const ownSearches = ['**/package.json', '**/tsconfig*.json'];

type Call = (...args: unknown[]) => unknown;

/**
 * Writes down each read below `folder`, each connection and each program, of whoever shares the extension host. `code`:
 * the folder whose timers are watched.
 */
export function watchHost(folder: string, code: string): Watch {
  const watch = { read: [] as string[], connections: [] as string[], searches: [] as string[] };
  const noteRead = (path: unknown) => {
    const name = path instanceof URL ? decodeURIComponent(path.pathname) : String(path);
    if (name.startsWith(folder)) watch.read.push(name.slice(folder.length + 1) || '.');
  };
  const undo = [
    ...['readFile', 'readdir', 'opendir', 'open'].flatMap((name) => [
      intercept(fs, name, noteRead),
      intercept(fs.promises, name, noteRead),
    ]),
    ...['readFileSync', 'readdirSync', 'opendirSync', 'openSync', 'createReadStream'].map((name) =>
      intercept(fs, name, noteRead),
    ),
    intercept(net.Socket.prototype, 'connect', (target) => {
      const where = targetOf(target);
      if (where !== experiments) watch.connections.push(where);
    }),
    intercept(childProcess, 'spawn', (program, options) => {
      const isSearch = /\brg(\.exe)?$/.test(String(program));
      const glob = String(options);
      if (isSearch && !ownSearches.some((own) => glob.includes(own))) watch.searches.push(glob);
    }),
  ];
  const timers = followTimers(code);
  // The extension is an ES module: what it imported by name follows only now.
  syncBuiltinESMExports();
  return {
    ...watch,
    isDone: timers.areDone,
    end: () => {
      timers.end();
      for (const restore of undo) restore();
      syncBuiltinESMExports();
    },
  };
}

/** Follows the timers that modules below the folder `code` set. */
function followTimers(code: string): { areDone: () => boolean; end: () => void } {
  const { setTimeout: start, clearTimeout: stop } = globalThis;
  const origin = pathToFileURL(code).href;
  const pending = new Set<unknown>();
  let seen = 0;
  const startWatched = new Proxy(start, {
    apply: (_, self, [action, ...others]: [Call, ...unknown[]]): unknown => {
      if (new Error().stack?.includes(origin) !== true)
        return Reflect.apply(start, self, [action, ...others]);
      const run = (...args: unknown[]) => {
        pending.delete(timer);
        action(...args);
      };
      const timer: unknown = Reflect.apply(start, self, [run, ...others]);
      pending.add(timer);
      seen += 1;
      return timer;
    },
  });
  const stopWatched = (timer?: NodeJS.Timeout) => {
    pending.delete(timer);
    stop(timer);
  };
  Object.assign(globalThis, { setTimeout: startWatched, clearTimeout: stopWatched });
  return {
    areDone: () => seen > 0 && pending.size === 0,
    end: () => Object.assign(globalThis, { setTimeout: start, clearTimeout: stop }),
  };
}

/** Where a connection goes; Node hands the arguments of connect() on in an array. */
function targetOf(argument: unknown): string {
  const target: unknown = Array.isArray(argument) ? argument[0] : argument;
  if (typeof target !== 'object' || target === null) return String(target);
  const parts = ['host', 'port', 'path'].map((name) => String(Reflect.get(target, name) ?? ''));
  return parts.join(' ').trim();
}

/** Has `note` called with the first two arguments of each call of `owner[name]`. */
function intercept(owner: object, name: string, note: (first: unknown, second: unknown) => void): () => void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') throw new Error(`There is no function ${name} to watch.`);
  const replacement = function (this: unknown, ...args: unknown[]) {
    note(args[0], args[1]);
    return Reflect.apply(original as Call, this, args);
  };
  Reflect.set(owner, name, replacement);
  return () => Reflect.set(owner, name, original);
}
