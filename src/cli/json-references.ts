import type { Resolution } from '../catalog/index.ts';
import {
  placeOf,
  type FlowDocument,
  type FlowNamespace,
  type Generation,
  type SecretArgument,
  type SecretReference,
} from '../flow/index.ts';
import { reasonMessage } from '../language/messages/index.ts';
import { intern } from '../text/intern.ts';
import type { JsonArgument, JsonReference } from './document.ts';
import { jsonRules } from './json-backends.ts';
import { nextWordsFor } from './next-words.ts';
import type { PlaceOf } from './places.ts';

/** Of one file: its path relative to the folder, and what its references are read with. */
export interface ReferenceContext {
  readonly file: string;
  readonly positionsOf: PlaceOf;
  readonly generation: Generation | null;
}

/** One `secret()` call with its verdict; nothing of it keeps the flow's text. */
export function jsonReference(
  { file, positionsOf, generation }: ReferenceContext,
  reference: SecretReference,
  document: Pick<FlowDocument, 'namespace'>,
  resolution: Resolution,
): JsonReference {
  const { key, subkey, namespace } = reference.arguments;
  return {
    file,
    document: reference.document,
    ...positionsOf(reference.range),
    origin: reference.foundAs,
    arguments: jsonArguments(reference.arguments, positionsOf),
    positional: reference.positional,
    named: reference.named,
    bindError: bindErrorOf(reference),
    name: constantText(key),
    subkey: constantText(subkey),
    namespace: constantText(namespace),
    ...dynamicParts(key),
    flowNamespace: namespaceText(document.namespace),
    ...rendererOf(reference, generation),
    verdict: resolution.verdict,
    secretVerdict: resolution.secretVerdict,
    subkeyVerdict: resolution.subkeyVerdict,
    reasonCode: resolution.reasonCode,
    reason: reasonMessage(resolution.reason, nextWordsFor),
    hiddenBy: jsonRules(resolution.hiddenBy),
    backend: resolution.backend,
    answers: resolution.answers.map(({ backend, secretVerdict, reasonCode }) => ({
      backend,
      secretVerdict,
      reasonCode,
    })),
  };
}

const namespaces = new WeakMap<FlowNamespace, string>();

/** One text for all calls of a document. */
function namespaceText(namespace: FlowNamespace | null): string | null {
  if (namespace?.kind !== 'literal') return null;
  const text = namespaces.get(namespace) ?? intern(namespace.value);
  namespaces.set(namespace, text);
  return text;
}

/** Only what keeps the arguments from being bound to their names; a call can fail after that too. */
function bindErrorOf({ failure }: SecretReference): string | null {
  switch (failure?.code) {
    case 'unknown-argument':
      return `unknown named argument: ${failure.argument}`;
    case 'too-many-arguments':
      return 'too many positional arguments';
    case undefined:
    case 'no-key':
    case 'wrong-type':
    case 'full-with-subkey':
    case 'inside-macro':
      return null;
  }
}

function rendererOf(
  { path }: SecretReference,
  generation: Generation | null,
): Pick<JsonReference, 'renderedBy'> {
  const place = placeOf(path, generation);
  if (place.kind !== 'rendered' || place.by === null) return {};
  return { renderedBy: place.by === 'web server' ? 'webserver' : place.by };
}

function jsonArguments(
  given: SecretReference['arguments'],
  positionsOf: PlaceOf,
): JsonReference['arguments'] {
  const found: Record<string, JsonArgument> = {};
  for (const argument of Object.values(given)) found[argument.name] = jsonArgument(argument, positionsOf);
  return found;
}

function jsonArgument(argument: SecretArgument, positionsOf: PlaceOf): JsonArgument {
  const place = positionsOf(argument.range);
  if (!argument.literal || argument.value.kind !== 'constant') return { expr: true, line: place.line };
  const { value } = argument.value;
  return { literal: typeof value === 'string' ? intern(value) : value, ...place };
}

function constantText(argument: SecretArgument | undefined): string | null {
  const value = argument?.value;
  return value?.kind === 'constant' && typeof value.value === 'string' ? intern(value.value) : null;
}

/** What is certain of a key that is known only at run time. A constant that is no text is not dynamic. */
function dynamicParts(
  key: SecretArgument | undefined,
): Pick<JsonReference, 'dynamic' | 'candidates' | 'namePattern'> {
  switch (key?.value.kind) {
    case undefined:
    case 'constant':
    case 'not-a-string':
      return { dynamic: false, candidates: null, namePattern: null };
    case 'choice':
      return { dynamic: true, candidates: key.value.candidates, namePattern: null };
    case 'pattern':
      return { dynamic: true, candidates: null, namePattern: key.value.pattern };
    case 'dynamic':
      return { dynamic: true, candidates: null, namePattern: null };
  }
}
