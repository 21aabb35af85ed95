import type { ConfiguredValue, ValuePiece } from '../configuration/index.ts';
import type { KnownPlace } from './types.ts';

type Value = ConfiguredValue<unknown>;

/**
 * The files that have a say in an address. What another file holds is not meant for it, unless the user says so:
 * else whoever changes the one file (a pulled commit) has what the other keeps private.
 */
export interface Home {
  /** The file in which all of the address is written; null: it is put together of several. */
  readonly file: string | null;
  /** The file in which the address is configured, by a placeholder perhaps. */
  readonly configuredIn: string;
  /** What it is put together of, besides the text that stands there; empty: it is no such address. */
  readonly joined: readonly string[];
}

/** Where something of a backend's configuration would go. */
export interface Destination {
  /** Scheme, host and port. */
  readonly origin: string;
  /** null: the address is the user's own choice, or the manager's. */
  readonly home: Home | null;
  /** The key in whose place it is taken, since that is empty: nothing goes there without leave. */
  readonly emptied?: string;
  /** What is asked at an address of the manager's own that is everybody's: a project, a role; null: the address itself. */
  readonly place: string | null;
}

/** The destination at a known place. */
export function destinationAt({ origin, home, emptied }: KnownPlace): Destination {
  return { origin, home, place: null, ...(emptied === undefined ? {} : { emptied }) };
}

/** Where an address is at home. */
export function homeOf(address: Value): Home {
  const pieces = piecesOf(address);
  const configuredIn = pieces[0]?.way[0]?.file ?? address.origins[0]?.file ?? '';
  const [file = configuredIn, ...others] = new Set(pieces.map(fileOf));
  if (others.length === 0 && pieces.every((piece, index) => isJoinedIn(file, pieces[index - 1], piece))) {
    return { file, configuredIn, joined: [] };
  }
  const filled = pieces.filter(({ way }) => way.length > 1);
  return { file: null, configuredIn, joined: unique(filled.map(pieceSource)) };
}

/** Of the values that would go to an address: the names of what comes from other files, and may go with leave alone. */
export function foreignTo(
  home: Home | null,
  values: { readonly credentials?: readonly (Value | null)[]; readonly others?: readonly (Value | null)[] },
): readonly string[] {
  if (home === null) return [];
  // What stands beside the address belongs to whoever wrote that; a credential follows the address itself.
  const forCredentials = [home.file ?? home.configuredIn];
  const forOthers = [...forCredentials, home.configuredIn];
  return unique([
    ...home.joined,
    ...(values.others ?? []).flatMap((value) => outside(forOthers, value)),
    ...(values.credentials ?? []).flatMap((value) => outside(forCredentials, value)),
  ]);
}

/** The names of variables of secrets that a value asks for in vain: they fill credentials alone. */
export function refusedVariables(values: readonly (Value | null)[]): readonly string[] {
  return unique(
    values.flatMap((value) =>
      value?.state === 'not-known'
        ? value.parts.flatMap((part) => ('variable' in part && part.refused === true ? [part.variable] : []))
        : [],
    ),
  );
}

function outside(files: readonly string[], value: Value | null): string[] {
  return value === null
    ? []
    : piecesOf(value).flatMap((piece) => (files.includes(fileOf(piece)) ? [] : [pieceSource(piece)]));
}

/** All text that files give for a value. */
function piecesOf(value: Value): readonly ValuePiece[] {
  const { pieces, origins } = value;
  if (pieces !== undefined) return pieces.filter(({ text }) => text !== '');
  const isText =
    value.state === 'known' || value.parts.some((part) => 'text' in part || part.fallback !== undefined);
  return isText ? [{ text: '', way: origins.slice(0, 1) }] : [];
}

/** Whether two neighbours were put together in that file. */
function isJoinedIn(file: string, before: ValuePiece | undefined, piece: ValuePiece): boolean {
  if (before === undefined) return true;
  const shared = piece.way.findIndex(
    (station, index) =>
      station.file !== before.way[index]?.file || station.variable !== before.way[index].variable,
  );
  return piece.way[(shared === -1 ? piece.way.length : shared) - 1]?.file === file;
}

/** Where its characters are written. */
function fileOf({ way }: ValuePiece): string {
  return way.at(-1)?.file ?? '';
}

/** The variable that holds it with its file, else the file alone. */
function pieceSource({ way }: ValuePiece): string {
  const { file = '', variable } = way.at(-1) ?? {};
  return variable === undefined ? file : `${variable} (${file})`;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
