import type { RecordStorage } from '../ports/storage.ts';
import { originOf } from './endpoint.ts';
import type { Approval } from './types.ts';

/** What the user allowed for this run only, on the command line. */
export interface AllowedForRun {
  readonly endpoints: readonly string[];
  readonly variables: readonly string[];
}

/** The user's leave, kept outside the workspace, one list a folder. */
export interface Approvals {
  list(): readonly Approval[];
  /** An address that may not be asked at all is not taken in. */
  add(approval: Approval): Promise<void>;
  remove(approval: Approval): Promise<void>;
  /** Whether this variable may fill a placeholder of the configuration for that origin. */
  allowsVariable(origin: string, variable: string): boolean;
  /** Whether the manager's own credentials (`VAULT_TOKEN`, `~/.vault-token`) may go to that origin. */
  allowsOwnCredentials(origin: string): boolean;
  /** Whether the credential in this file of the machine, which no home holds, may go to that origin. */
  allowsFile(origin: string, path: string): boolean;
}

/** Variables that `--allow-endpoint` lets go without being named. */
const managersOwn = /^(?:VAULT|AWS|AZURE|GOOGLE)_/;

export function createApprovals(folder: string, records: RecordStorage, forRun: AllowedForRun): Approvals {
  const key = `approvals:${folder}`;
  const runOrigins = new Set(forRun.endpoints.map(originOf).filter((origin) => origin !== null));

  function list(): Approval[] {
    const stored = records.get(key);
    return Array.isArray(stored) ? stored.flatMap(readApproval) : [];
  }

  return {
    list,
    async add(approval) {
      const origin = originOf(approval.endpoint);
      if (origin === null) return;
      const added = { endpoint: origin, variables: [...approval.variables] };
      await records.set(key, [...list().filter((each) => !isSame(each, added)), added]);
    },
    async remove(approval) {
      await records.set(
        key,
        list().filter((each) => !isSame(each, approval)),
      );
    },
    allowsVariable(origin, variable) {
      if (runOrigins.has(origin)) {
        if (managersOwn.test(variable) || forRun.variables.includes(variable)) return true;
      }
      return list().some((each) => each.endpoint === origin && each.variables.includes(variable));
    },
    allowsOwnCredentials(origin) {
      if (runOrigins.has(origin)) return true;
      return list().some((each) => each.endpoint === origin && each.variables.length === 0);
    },
    // Approved under its path, which is no variable's name.
    allowsFile(origin, path) {
      if (runOrigins.has(origin)) return true;
      return list().some((each) => each.endpoint === origin && each.variables.includes(path));
    },
  };
}

/** Records are kept outside our reach: what does not look like an approval is none. */
function readApproval(stored: unknown): Approval[] {
  if (typeof stored !== 'object' || stored === null) return [];
  if (!('endpoint' in stored) || !('variables' in stored)) return [];
  const { endpoint, variables } = stored;
  if (typeof endpoint !== 'string' || originOf(endpoint) !== endpoint) return [];
  if (!Array.isArray(variables) || !variables.every((name) => typeof name === 'string')) return [];
  return [{ endpoint, variables }];
}

function isSame(a: Approval, b: Approval): boolean {
  const names = (approval: Approval) => [...approval.variables].sort().join(' ');
  return a.endpoint === b.endpoint && names(a) === names(b);
}
