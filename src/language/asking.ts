import { lookupNamespace, secretsCreatedFor, type CatalogSnapshot } from '../catalog/index.ts';
import type { TerraformSecret } from '../configuration/index.ts';
import type { CallAtCursor, CursorContext, FlowFile, ScalarAtCursor } from '../flow/index.ts';
import type { TextRange } from '../ports/text.ts';
import type { When } from './facts.ts';
import { namesFor, type NameInFlows } from './names-in-flows.ts';
import { namesSeenBeside, markSeen, type SeenName } from './seen-names.ts';
import { offeredSecretsFor, offeredSecretNamed, type OfferedSecret, type LookupPlace } from './offered.ts';

/** A place at which something is offered. */
export type CursorPlaceContext = Exclude<CursorContext, { readonly kind: 'none' }>;

/** What every item of one completion is made from. */
export interface Asking {
  readonly file: FlowFile;
  readonly scalar: ScalarAtCursor;
  /** What stands between the start of the ranges and the cursor. */
  readonly typed: string;
  readonly insert: TextRange;
  readonly replace: TextRange;
  /** What a call at this place can ask for: all, or of many those that fit best. */
  readonly offered: readonly OfferedSecret[];
  /** Whether there are more, so that the next letter asks again. */
  readonly isCut: boolean;
  /** What Terraform creates there beside it, each name once: nobody can tell whether it is there yet. */
  readonly created: readonly CreatedSecret[];
  /** What a running Kestra lists there and no backend here shows. */
  readonly seen: readonly SeenName[];
  /** Where nothing is known of any backend: names that other flows ask for. */
  readonly inFlows: readonly NameInFlows[];
  /** The one of this name, whether it is among those or not. */
  readonly find: (name: string) => OfferedSecret | null;
  /** The same of names that other flows ask for. */
  readonly findInFlows: (name: string) => NameInFlows | null;
  /** For ages and dates. */
  readonly when: When;
}

/** Of Terraform's secrets one whose name is known. */
export type CreatedSecret = TerraformSecret & { readonly name: string };

export function askingAt(
  file: FlowFile,
  context: CursorPlaceContext,
  snapshot: CatalogSnapshot,
  inFlows: readonly NameInFlows[],
  when: When,
): Asking {
  const { replace, scalar } = context;
  const insert = insertRange(file.text, context);
  const typed = file.text.slice(insert.start, context.insert.end);
  const place = lookupPlaceOf(file, context);
  const { offered, isCut } = offeredSecretsFor(snapshot, place, typed);
  const fromFlows = namesFor(inFlows, typed);
  const seen = namesFor(namesSeenBeside(offered, snapshot, place), typed);
  return {
    file,
    scalar,
    typed,
    insert,
    replace,
    offered: markSeen(offered, snapshot, place),
    isCut: isCut || fromFlows.isCut || seen.isCut,
    seen: seen.offered,
    inFlows: fromFlows.offered,
    created: createdBeside(
      [...offered.map(({ secret }) => secret.name), ...seen.offered.map(({ name }) => name)],
      snapshot,
      place,
    ),
    find: (name) => offeredSecretNamed(snapshot, place, name),
    findInFlows: (name) => inFlows.find((each) => each.name === name) ?? null,
    when,
  };
}

function createdBeside(
  others: readonly string[],
  { terraformSecrets = [] }: CatalogSnapshot,
  place: LookupPlace,
): readonly CreatedSecret[] {
  if (terraformSecrets.length === 0) return [];
  const taken = new Set(others);
  const namespace = lookupNamespace({ key: null, subkey: null, callFailure: null, ...place });
  return secretsCreatedFor(terraformSecrets, namespace).filter(
    (secret): secret is CreatedSecret =>
      secret.name !== null &&
      secret.name !== '' &&
      !taken.has(secret.name) &&
      taken.add(secret.name).size > 0,
  );
}

/**
 * Up to the cursor, as a rule. Where a whole value is written, the braces, quotes and brackets that an editor closed
 * behind the cursor are replaced in either insert mode: left there, they would be no YAML.
 */
function insertRange(text: string, { kind, insert, replace }: CursorPlaceContext): TextRange {
  const behind = text.slice(insert.end, replace.end);
  return kind === 'value' && /[})"']/.test(behind) ? replace : insert;
}

function lookupPlaceOf(file: FlowFile, context: CursorPlaceContext): LookupPlace {
  const call: CallAtCursor | null = 'call' in context ? context.call : null;
  return {
    namespaceArgument: call?.arguments.namespace?.value ?? null,
    flowNamespace: file.documents[context.document]?.namespace ?? null,
  };
}
