import type { NamedBackend } from '../ports/backend.ts';
import type { ConfiguredValue } from '../configuration/index.ts';
import { namedBackend } from '../managers/name.ts';
import type { Approval, CredentialKind } from '../ports/approval.ts';
import type { Failure } from '../ports/failure.ts';
import type { Approvals } from './approvals.ts';
import { foreignTo, type Destination } from './destination.ts';
import { credentialUnusable, notApproved, signedOutFailure, type NoLogin, type Want } from './failures.ts';
import { fillCredential, type EnvironmentLookup } from './fill.ts';
import { sentValuesOf, type SentValues } from './sent-values.ts';
import type { CredentialSource, RemoteBackend } from './types.ts';

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
export const nothingOffered = { state: 'none', noLogin: { why: 'nothing' } } as const;

/**
 * Fills every credential of a login that the configuration names, or says what keeps it from being filled. `loginOf`
 * gives null for what cannot be sent.
 */
export function credentialsOffer<Login>(
  backend: RemoteBackend,
  destinations: readonly Destination[],
  { environment, approvals }: Pick<Sources, 'environment' | 'approvals'>,
  values: readonly (ConfiguredValue<string> | null)[],
  loginOf: (filled: readonly string[]) => Login | null,
): Offer<Login> {
  const { type } = backend;
  const leaveOf = (to: Destination, names: readonly string[]) => approvalOf(type, 'environment', to, names);
  const mayGo = (variable: string) => destinations.every((to) => approvals.allows(leaveOf(to, [variable])));
  const filled = values.map((value) => fillCredential(value, environment, mayGo));
  const absent = filled.filter((each) => each.state === 'absent');
  if (absent.length > 0) {
    const variables = absent.flatMap((each) => each.variables);
    return variables.length === 0
      ? nothingOffered
      : { state: 'none', noLogin: { why: 'variables', variables } };
  }
  const variables = [...new Set(filled.flatMap((each) => each.variables))];
  const refusing = destinations.find((to) => !approvals.allows(leaveOf(to, variables)));
  if (refusing !== undefined && filled.some((each) => each.state === 'needs-leave')) {
    const want: Want = { approval: leaveOf(refusing, variables), what: { kind: 'environment', variables } };
    return { state: 'waits', want };
  }
  // Names and paths of the login are looked at before any credential.
  const { credentials } = sentValuesOf(backend);
  const foreign = wantOfFiles(type, destinations, approvals, { credentials });
  if (foreign !== null) return { state: 'waits', want: foreign };
  const login = loginOf(filled.flatMap((each) => (each.state === 'filled' ? [each.value] : [])));
  if (login === null) return { state: 'broken', failure: credentialUnusable(namedBackend(backend)) };
  return {
    state: 'login',
    login,
    source: variables.length === 0 ? { kind: 'configuration' } : { kind: 'environment', variables },
  };
}

/**
 * What of these values comes from other files than the address it would go to, and waits for leave; null: nothing. What
 * goes to a place at an address of the manager's own is as a login of the user's own there.
 */
function wantOfFiles(
  manager: string,
  destinations: readonly Destination[],
  approvals: Approvals,
  values: Parameters<typeof foreignTo>[1],
): Want | null {
  for (const to of destinations) {
    const foreign = foreignTo(to.home, values);
    const emptied = to.emptied === undefined ? [] : [to.emptied];
    const names = [...emptied, ...foreign];
    const approval = approvalOf(manager, 'other-files', to, names);
    const isOwnPlace = to.place !== null && emptied.length === 0;
    const allowed = isOwnPlace ? approvals.allowsOwnLogin(approval) : approvals.allows(approval);
    if (names.length > 0 && !allowed) {
      return { approval, what: { kind: 'other-files', emptied, names: foreign } };
    }
  }
  return null;
}

/** What keeps every login from going there: a path, a name or a role of another file. Asked in one with the credential. */
export function wantOfOthers(
  manager: string,
  destinations: readonly Destination[],
  approvals: Approvals,
  sent: SentValues,
): Want | null {
  const { others } = sent;
  const waits = wantOfFiles(manager, destinations, approvals, { others }) !== null;
  return waits ? wantOfFiles(manager, destinations, approvals, sent) : null;
}

export function approvalOf(
  manager: string,
  credential: CredentialKind,
  { origin, place }: Destination,
  names: readonly string[] = [],
): Approval {
  return { manager, credential, endpoint: origin, place, names };
}

/** Why none of the offers may be used: what waits for leave is told first, one question at a time. */
export function whyNot(backend: NamedBackend, offers: readonly Offer<unknown>[]): Failure {
  const [want] = offers.flatMap((offer) => (offer.state === 'waits' ? [offer.want] : []));
  if (want !== undefined) return notApproved(want);
  const broken = offers.find((offer) => offer.state === 'broken');
  if (broken !== undefined) return broken.failure;
  const noLogin = offers.flatMap((offer) =>
    offer.state === 'none' && offer.noLogin.why !== 'nothing' ? [offer.noLogin] : [],
  );
  return signedOutFailure(backend, noLogin[0] ?? { why: 'nothing' });
}
