import { kestraBackend } from '../../src/managers/kestra.ts';
import { cancellation } from '../../src/ports/cancellation.ts';
import { FailureError, type Failure } from '../../src/ports/failure.ts';
import type {
  EvaluatedReference,
  KestraInstance,
  KestraList,
  KestraWord,
} from '../../src/stores/kestra/contract.ts';
import { secretsSeenBy } from '../servers/kestra/answers.ts';
import { kestraVersions, type KestraHoldings, type KestraUser } from '../servers/kestra/holdings.ts';
import { maySee } from '../servers/kestra/rights.ts';

/** A Kestra without a network, asked by one user; null: by somebody whom it does not know. */
export function memoryKestra(kestra: KestraHoldings, user: KestraUser | null): KestraInstance {
  let isClosed = false;
  const answer = async <T>(make: (known: KestraUser) => T, signal: AbortSignal): Promise<T> => {
    await Promise.resolve();
    if (isClosed || signal.aborted) throw cancellation();
    if (user === null) throw new FailureError(loginRefused);
    return make(user);
  };
  return {
    about: (signal) =>
      answer(
        () => ({
          version: kestraVersions[kestra.generation],
          edition: kestra.generation === '0.22' ? 'not-told' : kestra.edition,
        }),
        signal,
      ),
    list: (namespaces, signal) => answer((known) => listFor(kestra, known, namespaces), signal),
    listNamespaces: (namespaces, signal) =>
      answer((known) => listNamespacesFor(kestra, known, namespaces), signal),
    evaluate: (reference, signal) => answer((known) => evaluateFor(kestra, known, reference), signal),
    close: () => {
      isClosed = true;
    },
  };
}

const loginRefused: Failure = {
  kind: 'denied',
  ofLogin: true,
  message: {
    kind: 'kestra-login-refused',
    backend: kestraBackend,
    endpoint: 'http://localhost:8080',
    login: 'token',
  },
  nextSteps: [{ kind: 'sign-in' }],
  status: 401,
};

function listFor(kestra: KestraHoldings, user: KestraUser, namespaces: readonly string[]): KestraList {
  const { edition, secrets, readOnly = true } = kestra;
  if (edition === 'open-source') {
    const names = secrets.map(({ key }) => ({ name: key, namespace: null, tags: null }));
    return { readOnly: true, names, told: namespaces, gaps: [] };
  }
  const isListed = user.withoutTenantList !== true;
  const told = namespaces.filter((namespace) => maySee(user, kestra, namespace));
  if (!isListed && told.length === 0) {
    throw new FailureError({
      kind: 'denied',
      message: {
        kind: 'kestra-not-allowed',
        backend: kestraBackend,
        endpoint: 'http://localhost:8080',
        tenant: 'main',
      },
      nextSteps: [{ kind: 'sign-in' }],
    });
  }
  const owned = secrets.filter(
    ({ namespace }) => maySee(user, kestra, namespace) && (isListed || told.includes(namespace)),
  );
  const inherited = told.flatMap((namespace) => secretsSeenBy(kestra, namespace));
  return {
    readOnly: isListed ? readOnly : null,
    names: [...new Set([...owned, ...inherited])].map((secret) => ({
      name: secret.key,
      namespace: secret.namespace,
      tags: owned.includes(secret) ? (secret.tags ?? {}) : null,
    })),
    told,
    gaps: [
      ...(isListed ? [] : [{ kind: 'no-right', namespace: null } as const]),
      ...namespaces
        .filter((namespace) => !told.includes(namespace))
        .map((namespace) => ({ kind: 'no-right', namespace }) as const),
    ],
  };
}

function listNamespacesFor(
  kestra: KestraHoldings,
  user: KestraUser,
  namespaces: readonly string[],
): KestraList {
  const told = namespaces.filter((namespace) => maySee(user, kestra, namespace));
  const seen = new Set(told.flatMap((namespace) => secretsSeenBy(kestra, namespace)));
  return {
    readOnly: null,
    names: [...seen].map(({ key, namespace, tags = {} }) => ({
      name: key,
      namespace,
      tags: told.includes(namespace) ? tags : null,
    })),
    told,
    gaps: namespaces
      .filter((namespace) => !told.includes(namespace))
      .map((namespace) => ({ kind: 'no-right', namespace }) as const),
  };
}

function evaluateFor(
  kestra: KestraHoldings,
  user: KestraUser,
  { name, namespace, subkey, flowNamespace }: EvaluatedReference,
): KestraWord {
  if (/[\\\n]/.test(name)) return { state: 'not-told', why: 'not-constant' };
  if (!kestra.executions.includes(flowNamespace)) return { state: 'not-told', why: 'no-execution' };
  if (kestra.generation === '0.22') return { state: 'not-told', why: 'not-asked' };
  if (!user.mayEvaluate) return { state: 'not-told', why: 'no-right' };
  if (kestra.isolated === true) return { state: 'not-told', why: 'other-answer' };
  const asked = kestra.edition === 'open-source' ? name.toUpperCase() : name;
  const secret = secretsSeenBy(kestra, namespace ?? flowNamespace).find(({ key }) => key === asked);
  if (secret === undefined) return { state: 'secret-not-found' };
  if (subkey === null) return { state: 'resolves' };
  if (!secret.value.startsWith('{')) return { state: 'subkey-not-read' };
  const fields = Object.keys(JSON.parse(secret.value) as object);
  return { state: fields.includes(subkey) ? 'resolves' : 'subkey-not-found' };
}
