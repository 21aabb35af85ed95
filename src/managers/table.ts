import { aws } from './aws.ts';
import { azure } from './azure.ts';
import type { ManagerFacts } from './facts.ts';
import { google } from './google.ts';
import { vault } from './vault.ts';

/** The managers that this product asks, by Kestra's name of each (`kestra.secret.type`). */
const table = {
  'aws-secret-manager': aws,
  'azure-key-vault': azure,
  'google-secret-manager': google,
  vault,
} as const satisfies Readonly<Record<string, ManagerFacts>>;

export type Manager = keyof typeof table;

/** What a backend is: one of the managers, the environment, or something that is written and not supported here. */
export type BackendKind =
  | { readonly type: Manager | 'env' }
  | {
      readonly type: 'unsupported';
      /** As written: another of Kestra's types, or an invention. */
      readonly kestraType: string;
    };

export type BackendType = BackendKind['type'];

/** In the order of their type names. */
export const managers: readonly Manager[] = Object.keys(table).filter(isManager);

export function isManager(type: string): type is Manager {
  return Object.hasOwn(table, type);
}

export function factsOf(manager: Manager): ManagerFacts {
  return table[manager];
}

/** The same for a backend, which may be none of the managers: null. */
export function factsOfType(type: BackendType): ManagerFacts | null {
  return type === 'env' || type === 'unsupported' ? null : table[type];
}

/** The same the other way round. */
export function kindOf(type: string): BackendKind {
  return type === 'env' || isManager(type) ? { type } : { type: 'unsupported', kestraType: type };
}

/** Kestra's name of a backend's type, as written where it is not supported. */
export function kestraTypeOf(kind: BackendKind): string {
  return kind.type === 'unsupported' ? kind.kestraType : kind.type;
}

/** Whether a backend is a manager behind a network, so that it can be signed in to and connected differently. */
export function isRemote<Kind extends { readonly type: BackendType }>(
  backend: Kind,
): backend is Extract<Kind, { readonly type: Manager }> {
  return backend.type !== 'env' && backend.type !== 'unsupported';
}
