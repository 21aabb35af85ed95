import { rangeOf } from './bind.ts';
import type { SyntaxProblem } from './pebble/tokens.ts';
import type {
  CallFailure,
  FlowNamespace,
  FlowProblem,
  FlowProblemCode,
  SecretReference,
  UnplacedReference,
} from './types.ts';
import type { DecodedText } from './yaml/decoded-text.ts';

export function syntaxProblem(problem: SyntaxProblem, decoded: DecodedText): FlowProblem {
  return {
    code: 'expression-syntax',
    severity: 'error',
    range: rangeOf(problem, decoded),
    data: { detail: problem.detail },
  };
}

const codeOfFailure: Record<CallFailure['code'], FlowProblemCode> = {
  'unknown-argument': 'unknown-argument',
  'too-many-arguments': 'too-many-arguments',
  'no-key': 'missing-key',
  'wrong-type': 'wrong-argument-type',
  'full-with-subkey': 'full-with-subkey',
  'inside-macro': 'secret-in-macro',
};

/** The problem of a call that fails before anything is looked up. */
export function failureProblem({ failure }: UnplacedReference): FlowProblem[] {
  if (failure === null) return [];
  const data = 'argument' in failure ? { argument: failure.argument } : {};
  return [{ code: codeOfFailure[failure.code], severity: 'error', range: failure.range, data }];
}

const namespacePattern = /^[a-z0-9][a-z0-9._-]*$/;

/**
 * The second argument by position is the namespace; who writes `secret('api', 'TOKEN')` means a subkey. Certain
 * where it can be no namespace of Kestra; a hint where it is one word, and not where this flow lives.
 */
export function namespaceProblem(reference: SecretReference, flow: FlowNamespace | null): FlowProblem[] {
  const { named, positional, arguments: given } = reference;
  const argument = given.namespace;
  if (positional !== 2 || argument?.value.kind !== 'constant') return [];
  // One that Kestra does not know may be meant as the subkey, and so not this one.
  if (named.some((name) => name !== 'key')) return [];
  const { value } = argument.value;
  if (typeof value !== 'string' || value === '') return [];
  const data = { value, argument: 'namespace' };
  const range = argument.content ?? argument.range;
  if (!namespacePattern.test(value))
    return [{ code: 'subkey-as-namespace', severity: 'warning', range, data }];
  const ownRoot = flow?.kind === 'literal' ? flow.value.split('.')[0] : undefined;
  if (value.includes('.') || value === ownRoot) return [];
  return [{ code: 'subkey-as-namespace', severity: 'information', range, data }];
}
