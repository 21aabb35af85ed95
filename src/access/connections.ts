import type { RecordStorage } from '../ports/storage.ts';
import { isObject } from '../text/json.ts';
import { readAddress } from './endpoint.ts';
import type { OtherWayIn } from './types.ts';

/** Other addresses and logins that the user set for this folder's backends, kept outside the workspace. */
export interface Connections {
  list(): readonly OtherWayIn[];
  of(backend: string): OtherWayIn | null;
  set(way: OtherWayIn): Promise<void>;
  remove(backend: string): Promise<void>;
}

export function createConnections(
  folder: string,
  records: RecordStorage,
  forRun: Readonly<Record<string, string>>,
): Connections {
  const key = `connections:${folder}`;

  function readWays(): OtherWayIn[] {
    const value = records.get(key);
    return Array.isArray(value) ? value.flatMap(readWay) : [];
  }

  function list(): OtherWayIn[] {
    const given = Object.entries(forRun).map(([backend, address]) => ({
      backend,
      address,
      ownLogin: false,
    }));
    return [...given, ...readWays().filter((way) => !Object.hasOwn(forRun, way.backend))];
  }

  return {
    list,
    of: (backend) => list().find((way) => way.backend === backend) ?? null,
    async set(way) {
      await records.set(key, [...readWays().filter((each) => each.backend !== way.backend), way]);
    },
    async remove(backend) {
      await records.set(
        key,
        readWays().filter((each) => each.backend !== backend),
      );
    },
  };
}

function readWay(value: unknown): OtherWayIn[] {
  if (!isObject(value)) return [];
  const { backend, address, ownLogin } = value;
  if (typeof backend !== 'string' || typeof ownLogin !== 'boolean') return [];
  if (address === null) return [{ backend, address, ownLogin }];
  if (typeof address !== 'string' || typeof readAddress(address) === 'string') return [];
  return [{ backend, address, ownLogin }];
}
