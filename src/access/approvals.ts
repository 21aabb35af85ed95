import { credentialKinds, type Approval } from '../ports/approval.ts';
import { factsOf, isManager, managers } from '../managers/table.ts';
import type { RecordStorage } from '../ports/storage.ts';
import { isObject } from '../text/json.ts';
import { originOf } from './endpoint.ts';

/** What the user allowed for this run only, on the command line. */
export interface AllowedForRun {
  readonly endpoints: readonly string[];
  readonly variables: readonly string[];
  /** Whether the run itself lets the user's own login go to any place of its manager's own. */
  readonly ownLogins?: boolean;
}

/** The user's leave, kept outside the workspace, one list a folder. */
export interface Approvals {
  list(): readonly Approval[];
  /** An address that may not be asked at all is not taken in. */
  add(approval: Approval): Promise<void>;
  remove(approval: Approval): Promise<void>;
  /** Whether all of that may go there: each name may have been approved with others. */
  allows(wanted: Approval): boolean;
  /** The same for the user's own login at a host that is the manager's own: on the command line the run is the yes. */
  allowsOwnLogin(wanted: Approval): boolean;
}

export function createApprovals(folder: string, records: RecordStorage, forRun: AllowedForRun): Approvals {
  const key = `approved:${folder}`;
  const runOrigins = new Set(forRun.endpoints.map(originOf).filter((origin) => origin !== null));

  function list(): Approval[] {
    const stored = records.get(key);
    return Array.isArray(stored) ? stored.flatMap(readApproval) : [];
  }

  function allowsForRun(wanted: Approval): boolean {
    const named = variablesToName(wanted);
    return runOrigins.has(wanted.endpoint) && named.every((name) => forRun.variables.includes(name));
  }

  function allows(wanted: Approval): boolean {
    if (allowsForRun(wanted)) return true;
    const given = list().filter((each) => isOfOneKind(each, wanted));
    return wanted.names.length === 0
      ? given.length > 0
      : wanted.names.every((name) => given.some(({ names }) => names.includes(name)));
  }

  return {
    list,
    async add(approval) {
      const endpoint = originOf(approval.endpoint);
      if (endpoint === null) return;
      const { manager, credential, place, names } = approval;
      const added = { manager, credential, endpoint, place, names: [...names] };
      await records.set(key, [...list().filter((each) => !isSame(each, added)), added]);
    },
    async remove(approval) {
      await records.set(
        key,
        list().filter((each) => !isSame(each, approval)),
      );
    },
    allows,
    allowsOwnLogin: (wanted) => forRun.ownLogins === true || allows(wanted),
  };
}

/** The variables that `--allow-endpoint` alone does not let go: `--allow-variable` has to name each. */
export function variablesToName({ manager, credential, names }: Approval): readonly string[] {
  // Of another file a variable is followed by that file.
  const variables = names.map((name) => name.split(' ')[0] ?? name);
  if (credential === 'other-files') return variables.filter((name) => isOfAnother(manager, name));
  return credential === 'environment' ? variables.filter((name) => !isVariableOf(manager, name)) : [];
}

/** Whether `--allow-endpoint` of the manager's own address lets a variable go without its being named. */
function isVariableOf(manager: string, name: string): boolean {
  return isManager(manager) && name.startsWith(factsOf(manager).variablePrefix);
}

/** Whether it is a variable that another manager's credentials are kept in. */
function isOfAnother(manager: string, name: string): boolean {
  return managers.some((other) => other !== manager && isVariableOf(other, name));
}

/** Records are kept outside our reach: what does not look like an approval is none. */
function readApproval(stored: unknown): Approval[] {
  if (!isObject(stored)) return [];
  const { manager, endpoint, place, names } = stored;
  const credential = credentialKinds.find((kind) => kind === stored.credential);
  if (typeof manager !== 'string' || credential === undefined) return [];
  if (typeof endpoint !== 'string' || originOf(endpoint) !== endpoint) return [];
  if (place !== null && typeof place !== 'string') return [];
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) return [];
  return [{ manager, credential, endpoint, place, names }];
}

function isOfOneKind(a: Approval, b: Approval): boolean {
  return (
    a.manager === b.manager &&
    a.credential === b.credential &&
    a.endpoint === b.endpoint &&
    a.place === b.place
  );
}

function isSame(a: Approval, b: Approval): boolean {
  const names = (approval: Approval) => JSON.stringify([...approval.names].sort());
  return isOfOneKind(a, b) && names(a) === names(b);
}
