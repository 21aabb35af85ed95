import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import childProcess from 'node:child_process';

/** What the code in the extension host did since the watch began. */
export interface Watch {
  /** Files and folders below the watched one that were read or listed. */
  readonly read: string[];
  /** Outgoing connections. */
  readonly connections: string[];
  /** Programs started; VS Code searches files with one. */
  readonly programs: string[];
  readonly end: () => void;
}

type Call = (...args: unknown[]) => unknown;

/** Writes down each read below `folder`, each connection and each program, of whoever shares the extension host. */
export function watchHost(folder: string): Watch {
  const watch = { read: [] as string[], connections: [] as string[], programs: [] as string[] };
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
    intercept(net.Socket.prototype, 'connect', (target) => watch.connections.push(JSON.stringify(target))),
    ...['spawn', 'execFile', 'exec', 'fork'].map((name) =>
      intercept(childProcess, name, (program) => watch.programs.push(String(program))),
    ),
  ];
  // The extension is an ES module: what it imported by name follows only now.
  syncBuiltinESMExports();
  return {
    ...watch,
    end: () => {
      for (const restore of undo) restore();
      syncBuiltinESMExports();
    },
  };
}

/** Has `note` called with the first argument of each call of `owner[name]`. */
function intercept(owner: object, name: string, note: (first: unknown) => void): () => void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') throw new Error(`There is no function ${name} to watch.`);
  const replacement = function (this: unknown, ...args: unknown[]) {
    note(args[0]);
    return Reflect.apply(original as Call, this, args);
  };
  Reflect.set(owner, name, replacement);
  return () => Reflect.set(owner, name, original);
}
