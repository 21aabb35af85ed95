import type { ConfigurationProblemCode } from '../../configuration/index.ts';
import type { FlowProblemCode } from '../../flow/index.ts';
import {
  placeProblemCodes,
  suppressionProblemCodes,
  verdictProblemCodes,
  type PlaceProblemCode,
  type ProblemCode,
  type SuppressionProblemCode,
  type VerdictProblemCode,
} from '../types.ts';

// Written as records, so that a code that is added or dropped elsewhere does not compile here.
const ofFlow: Readonly<Record<FlowProblemCode, true>> = {
  'expression-syntax': true,
  'unknown-argument': true,
  'too-many-arguments': true,
  'missing-key': true,
  'wrong-argument-type': true,
  'full-with-subkey': true,
  'secret-in-macro': true,
  'subkey-as-namespace': true,
  'plugin-defaults-removed': true,
  'secret-misspelled': true,
  'secret-without-braces': true,
  'secret-in-envs': true,
  'yaml-syntax': true,
  'yaml-alias': true,
  'yaml-merge': true,
  'document-ignored': true,
  'tasks-missing': true,
};

const ofConfiguration: Readonly<Record<ConfigurationProblemCode, true>> = {
  'configuration-syntax': true,
  'too-large': true,
  'file-not-read': true,
  'type-block-mismatch': true,
  'block-without-type': true,
  'type-missing': true,
  'unknown-type': true,
  'unsupported-type': true,
  'plural-secrets': true,
  'kestra-key-missing': true,
  'token-not-nested': true,
  'key-missing': true,
  'key-unknown': true,
  'value-invalid': true,
  'value-not-known': true,
  'credential-in-file': true,
  'placeholder-default': true,
  'value-unquoted': true,
  'key-repeated': true,
  'filters-without-read-only': true,
  'filter-shape': true,
  'read-only-inside-block': true,
  'read-only-differs': true,
  'keep-prefix-not-set': true,
  'environment-type-invented': true,
  'backend-needs-enterprise': true,
  'secret-not-base64': true,
  'secret-looks-plain': true,
  'secret-collision': true,
  'secret-not-loaded': true,
  'variable-name-invalid': true,
  'configuration-out-of-sight': true,
  'configuration-not-read': true,
  'compose-refused': true,
  'helm-not-read': true,
  'helm-refused': true,
  'several-configurations': true,
  'manager-incomplete': true,
  'manager-repeated': true,
};

/** Every problem code, sorted: docs/problems.md names each. */
export const problemCodes: readonly string[] = [
  ...Object.keys(ofFlow),
  ...Object.keys(ofConfiguration),
  ...verdictProblemCodes,
  ...placeProblemCodes,
  ...suppressionProblemCodes,
].sort();

export function isProblemCode(text: string): text is ProblemCode {
  return problemCodes.includes(text);
}

export function isSuppressionCode(code: ProblemCode): code is SuppressionProblemCode {
  return suppressionProblemCodes.some((each) => each === code);
}

export function isFlowCode(code: ProblemCode): code is FlowProblemCode {
  return Object.hasOwn(ofFlow, code);
}

export function isPlaceCode(code: ProblemCode): code is PlaceProblemCode {
  return placeProblemCodes.some((each) => each === code);
}

export function isConfigurationCode(code: ProblemCode): code is ConfigurationProblemCode {
  return Object.hasOwn(ofConfiguration, code);
}

export function isVerdictCode(code: ProblemCode): code is VerdictProblemCode {
  return verdictProblemCodes.some((each) => each === code);
}

/** Those of a call that fails before anything is looked up, so that nobody can tell whether its secret is there. */
const failingCall: readonly FlowProblemCode[] = [
  'expression-syntax',
  'full-with-subkey',
  'missing-key',
  'secret-in-macro',
  'too-many-arguments',
  'unknown-argument',
  'wrong-argument-type',
];

/** Whether a problem of a reference says why its verdict is what it is; any other may stand beside whatever verdict. */
export function explainsVerdict({ code }: { readonly code: string }): boolean {
  return isProblemCode(code) && (isVerdictCode(code) || failingCall.some((each) => each === code));
}
