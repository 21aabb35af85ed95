import type { ConfiguredValue } from '../configuration/types.ts';
import type { Failure } from '../ports/failure.ts';
import type { Approvals } from './approvals.ts';
import { credentialUnusable, notApproved, signedOut, type NoLogin, type Want } from './failures.ts';
import { fillCredential, type EnvironmentLookup } from './fill.ts';
import type { CredentialSource } from './types.ts';

/** Where credentials are looked for, and the user's leave for where they may go. */
export interface Sources {
  readonly environment: EnvironmentLookup;
  readonly approvals: Approvals;
  /** Reads a file of the user's home; null: it is not there. */
  readonly homeFile: (path: string, signal: AbortSignal) => Promise<string | null>;
}

/** What one source of credentials has for a backend. */
export type Offer<Login> =
  | { readonly state: 'login'; readonly login: Login; readonly source: CredentialSource }
  | { readonly state: 'waits'; readonly want: Want }
  | { readonly state: 'broken'; readonly failure: Failure }
  | { readonly state: 'none'; readonly noLogin: NoLogin };

/** For a source that has nothing, and of which nothing is to be said. */
export const nothing = { state: 'none', noLogin: { why: 'nothing' } } as const;

/**
 * Fills every credential of a login that the configuration names, or says what keeps it from being filled. `loginOf`
 * gives null for what cannot be sent.
 */
export function credentialsOffer<Login>(
  backend: string,
  origins: readonly string[],
  { environment, approvals }: Pick<Sources, 'environment' | 'approvals'>,
  values: readonly (ConfiguredValue<string> | null)[],
  loginOf: (filled: readonly string[]) => Login | null,
): Offer<Login> {
  const mayGo = (variable: string) => origins.every((origin) => approvals.allowsVariable(origin, variable));
  const filled = values.map((value) => fillCredential(value, environment, mayGo));
  const absent = filled.filter((each) => each.state === 'absent');
  if (absent.length > 0) {
    const variables = absent.flatMap((each) => each.variables);
    return variables.length === 0 ? nothing : { state: 'none', noLogin: { why: 'variables', variables } };
  }
  const variables = [...new Set(filled.flatMap((each) => each.variables))];
  const refusing = origins.find(
    (origin) => !variables.every((name) => approvals.allowsVariable(origin, name)),
  );
  if (refusing !== undefined && filled.some((each) => each.state === 'needs-leave')) {
    return { state: 'waits', want: { origin: refusing, variables, placeholders: true } };
  }
  const login = loginOf(filled.flatMap((each) => (each.state === 'filled' ? [each.value] : [])));
  if (login === null) return { state: 'broken', failure: credentialUnusable(backend) };
  return {
    state: 'login',
    login,
    source: variables.length === 0 ? { kind: 'configuration' } : { kind: 'environment', variables },
  };
}

/** Why none of the offers may be used: what waits for leave is told first. */
export function whyNot(backend: string, offers: readonly Offer<unknown>[]): Failure {
  const wants = offers.flatMap((offer) => (offer.state === 'waits' ? [offer.want] : []));
  const [first, ...others] = withoutRepeats(wants);
  if (first !== undefined) return notApproved([first, ...others]);
  const broken = offers.find((offer) => offer.state === 'broken');
  if (broken !== undefined) return broken.failure;
  const noLogin = offers.flatMap((offer) =>
    offer.state === 'none' && offer.noLogin.why !== 'nothing' ? [offer.noLogin] : [],
  );
  return signedOut(backend, noLogin[0] ?? { why: 'nothing' });
}

/** `${VAULT_TOKEN}` in the configuration and the variable itself are one question. */
function withoutRepeats(wants: readonly Want[]): Want[] {
  const key = (want: Want) => [want.origin, ...want.variables].join(' ');
  return wants.filter((want, index) => wants.findIndex((other) => key(other) === key(want)) === index);
}
