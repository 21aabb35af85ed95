/** The generations of Kestra whose API differs: 0.22 evaluates nothing without a task run, 2.0 has paths of its own for it. */
export const kestraGenerations = ['0.22', '1.3', '2.0'] as const;

export type KestraGeneration = (typeof kestraGenerations)[number];

export type KestraEdition = 'open-source' | 'enterprise';

/** A secret that a Kestra holds. */
export interface KestraSecret {
  /** Open source knows none: there every flow sees every secret. */
  readonly namespace: string;
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Somebody who may log in. */
export interface KestraUser {
  readonly login: { readonly user: string; readonly password: string } | { readonly token: string };
  /** The namespaces whose secrets this user may see, with those below them; Enterprise alone asks. */
  readonly mayList: 'all' | readonly string[];
  /** Whether the tenant's list, which spans all namespaces, is refused. */
  readonly withoutTenantList?: boolean;
  /** Whether this user may have expressions evaluated. */
  readonly mayEvaluate: boolean;
}

/** What a Kestra is, and holds. */
export interface KestraHoldings {
  readonly generation: KestraGeneration;
  readonly edition: KestraEdition;
  /** Default: `main`. */
  readonly tenant?: string;
  readonly secrets: readonly KestraSecret[];
  /** The namespaces in which an execution is kept. */
  readonly executions: readonly string[];
  /** Empty: nobody has to log in. */
  readonly users: readonly KestraUser[];
  /** Whether the web server may not resolve secrets (`kestra.secret.isolation`). */
  readonly isolated?: boolean;
  /** Whether `inherited-secrets` leaves out what the namespace itself holds. */
  readonly ownLeftOut?: boolean;
  readonly readOnly?: boolean;
}

export const kestraVersions: Readonly<Record<KestraGeneration, string>> = {
  '0.22': '0.22.3',
  '1.3': '1.3.31',
  '2.0': '2.0.0',
};

/** Whether a namespace is another one, or lies below it. */
export function isAtOrBelow(namespace: string, other: string): boolean {
  return namespace === other || namespace.startsWith(`${other}.`);
}
