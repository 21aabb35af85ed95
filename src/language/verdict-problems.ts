import { backendName } from './messages/backends.ts';
import type { Resolution } from '../catalog/index.ts';
import type { CallFailure, ExpressionValue, FlowProblemCode } from '../flow/index.ts';
import type { TextRange } from '../ports/text.ts';
import type { LanguageProblem } from './types.ts';

/** An argument of a call that names a secret or a subkey. */
export interface AskingArgument {
  readonly value: ExpressionValue;
  /** What is underlined where its name is wrong. */
  readonly range: TextRange;
}

/** What of a call its problem is made of, wherever that is known from. */
export interface AskingCall {
  readonly range: TextRange;
  readonly failure: CallFailure | null;
  readonly key: AskingArgument | null;
  readonly subkey: AskingArgument | null;
}

/**
 * What the catalog's answer says is wrong with a call; null: nothing, or nobody can tell. `index`: of the call in its file.
 * `near`: the names that may have been meant, which take a while to find.
 */
export function problemOfCall(
  call: AskingCall,
  resolution: Resolution,
  index: number,
  near: () => readonly string[] = () => resolution.suggestions,
): LanguageProblem | null {
  if (call.failure !== null) return failingCall(call.failure, index);
  const mistake = mistakeIn(call, resolution);
  if (mistake === null) return ambiguousName(call, resolution, index);
  return {
    ...mistake,
    severity: 'warning',
    data: { reasonCode: resolution.reasonCode, ...mistake.data },
    suggestions: near(),
    reference: index,
    backend: resolution.backend,
    ...(resolution.mistake === null ? {} : { mistake: resolution.mistake }),
  };
}

function mistakeIn(
  call: AskingCall,
  resolution: Resolution,
): Pick<LanguageProblem, 'code' | 'range' | 'data'> | null {
  const name = textOf(call.key);
  const range = call.key?.range ?? call.range;
  if (isEmptyName(call, resolution)) return { code: 'empty-name', range, data: {} };
  switch (resolution.secretVerdict) {
    case 'missing':
      return { code: 'secret-missing', range, data: { ...placeData(resolution), name } };
    case 'hidden':
      return { code: 'secret-hidden', range, data: { name, ...storedNameOf(resolution) } };
    case 'resolvable':
    case 'unknown':
      if (resolution.subkeyVerdict !== 'missing') return null;
      return {
        code: 'subkey-missing',
        range: call.subkey?.range ?? call.range,
        data: { ...placeData(resolution), name, subkey: textOf(call.subkey) },
      };
  }
}

/** Nothing is looked up for it: it is a mistake whatever is known of the backends, unless one has it all the same. */
function isEmptyName({ key }: AskingCall, { secretVerdict }: Resolution): boolean {
  if (secretVerdict === 'resolvable' || secretVerdict === 'hidden') return false;
  return key?.value.kind === 'constant' && key.value.value === '';
}

/** What the backend calls the secret, so that what hides it can be found. */
function storedNameOf({ secret }: Resolution): Readonly<Record<string, string>> {
  return secret === null ? {} : { stored: secret.storedName };
}

/** Where a secret or subkey was looked for, and what may still make it resolve. */
function placeData(resolution: Resolution): Readonly<Record<string, string>> {
  const { answers, backend, reservations, secretVerdict } = resolution;
  const { listLag, serverVariable } = reservations;
  const asked = answers.filter((each) =>
    // A running Kestra may say nothing of what the others miss.
    secretVerdict === 'missing' ? each.secretVerdict === 'missing' : each.backend === backend,
  );
  const names = [...new Set(asked.map(({ named }) => backendName(named)))];
  const isEnvironment = asked.every(({ named }) => named.kestraType === 'env');
  return {
    // Of variables the sentence itself tells where they would stand.
    ...(isEnvironment ? {} : { where: names.join(', ') }),
    ...(listLag === 0 ? {} : { lag: String(listLag) }),
    ...(serverVariable === null ? {} : { unless: serverVariable }),
  };
}

/** Two stored secrets with the one name: that it resolves is certain, to which of them is not. */
function ambiguousName(
  { key, range }: AskingCall,
  { secret, secretVerdict, backend }: Resolution,
  index: number,
): LanguageProblem | null {
  if (secretVerdict !== 'resolvable' || secret?.sameName === undefined) return null;
  return {
    code: 'secret-ambiguous',
    severity: 'warning',
    range: key?.range ?? range,
    data: { name: secret.name, stored: [secret.storedName, ...secret.sameName].join(', ') },
    suggestions: [],
    reference: index,
    backend,
  };
}

function failingCall(failure: CallFailure, index: number): LanguageProblem {
  return {
    code: codeOf(failure),
    severity: 'error',
    range: failure.range,
    data: dataOf(failure),
    suggestions: [],
    reference: index,
    backend: null,
  };
}

function codeOf(failure: CallFailure): FlowProblemCode {
  switch (failure.code) {
    case 'no-key':
      return 'missing-key';
    case 'wrong-type':
      return 'wrong-argument-type';
    case 'inside-macro':
      return 'secret-in-macro';
    case 'unknown-argument':
    case 'too-many-arguments':
    case 'full-with-subkey':
      return failure.code;
  }
}

function dataOf(failure: CallFailure): Readonly<Record<string, string>> {
  return 'argument' in failure ? { argument: failure.argument } : {};
}

function textOf(argument: AskingArgument | null): string {
  const value = argument?.value;
  return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : '';
}
