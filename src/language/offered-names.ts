import type { CallAtCursor } from '../flow/index.ts';
import type { Asking } from './asking.ts';
import type { Fact } from './facts.ts';
import {
  createdDetail,
  createdDocumentation,
  inFlowsDetail,
  inFlowsDocumentation,
  secretDetail,
  secretDocumentation,
  seenDetail,
  subkeyDetail,
} from './items.ts';
import type { OfferedSecret } from './offered.ts';
import { seenFacts } from './seen-names.ts';

/** A name that can be written into a call, from wherever it is known. */
export interface OfferedName {
  readonly name: string;
  readonly detail: string;
  readonly documentation: () => readonly Fact[];
  /** Whether a subkey is to be asked for with it. */
  readonly withSubkey: boolean;
}

/** What backends have, then what a running Kestra alone lists, then what Terraform creates, then what other flows ask for. */
export function offeredNames(asking: Asking): readonly OfferedName[] {
  return [
    ...asking.offered.map((offered) => ({
      name: offered.secret.name,
      detail: secretDetail(offered),
      documentation: secretDocumentation(offered, asking),
      withSubkey: hasSubkeys(offered),
    })),
    ...asking.seen.map((each) => ({
      name: each.name,
      detail: seenDetail(),
      documentation: () => seenFacts(each, asking.when.now),
      withSubkey: false,
    })),
    ...asking.created.map((secret) => ({
      name: secret.name,
      detail: createdDetail(),
      documentation: createdDocumentation(secret),
      withSubkey: false,
    })),
    ...asking.inFlows.map((each) => ({
      name: each.name,
      detail: inFlowsDetail(),
      documentation: inFlowsDocumentation(each),
      withSubkey: each.alwaysSubkey,
    })),
  ];
}

/** The subkeys of one secret. */
export interface OfferedSubkeys {
  readonly names: readonly string[];
  readonly detail: string;
  readonly documentation: () => readonly Fact[];
}

/** Those of the secret that the call's key names, where they are known. */
export function offeredSubkeys(asking: Asking, call: CallAtCursor): OfferedSubkeys | null {
  const offered = secretOfCall(asking, call);
  if (offered !== null) {
    const { subkeys } = offered.secret;
    if (subkeys.state !== 'known') return null;
    const documentation = secretDocumentation(offered, asking);
    return { names: subkeys.names, detail: subkeyDetail(offered), documentation };
  }
  const name = nameOfCall(call);
  const inFlows = name === null ? null : asking.findInFlows(name);
  if (inFlows === null) return null;
  return { names: inFlows.subkeys, detail: inFlowsDetail(), documentation: inFlowsDocumentation(inFlows) };
}

/** The secret that the call's key names, if it is one of those that are offered. */
export function secretOfCall(asking: Asking, call: CallAtCursor): OfferedSecret | null {
  const name = nameOfCall(call);
  return name === null ? null : asking.find(name);
}

function nameOfCall(call: CallAtCursor): string | null {
  const key = call.arguments.key?.value;
  return key?.kind === 'constant' && typeof key.value === 'string' ? key.value : null;
}

/** Whether an item may ask for a subkey: those that are known, or can be learnt without the value. */
function hasSubkeys({ secret, backend }: OfferedSecret): boolean {
  switch (secret.subkeys.state) {
    case 'known':
      return secret.subkeys.names.length > 0;
    case 'none':
      return false;
    case 'not-read':
      return backend.abilities?.subkeys === 'without-value';
  }
}
