import { isAtOrBelow, type KestraHoldings, type KestraSecret } from './holdings.ts';

/*
 * The bodies of Kestra's answers. `test/oracle/kestra-server.test.ts` holds those of open source against Kestra's own
 * classes; Enterprise's are those of its OpenAPI description.
 */

type Held = Pick<KestraHoldings, 'edition' | 'secrets'>;

/** One page of `…/secrets`; pages count from 1. Open source sorts nothing, whatever it is asked. */
export function secretPage(
  { edition, readOnly = true }: Pick<KestraHoldings, 'edition' | 'readOnly'>,
  secrets: readonly KestraSecret[],
  page: number,
  size: number,
): object {
  const sorted =
    edition === 'open-source' ? secrets : [...secrets].sort((one, other) => (one.key < other.key ? -1 : 1));
  const shown = sorted.slice((page - 1) * size, page * size);
  const results =
    edition === 'open-source'
      ? shown.map(({ key }) => ({ key }))
      : shown.map(({ key, namespace, description, tags = {} }) => ({
          key,
          namespace,
          ...(description === undefined ? {} : { description }),
          tags: Object.entries(tags).map(([name, value]) => ({ key: name, value })),
        }));
  return { readOnly: edition === 'open-source' || readOnly, results, total: secrets.length };
}

/** `…/inherited-secrets`: keys by the namespace that holds them. */
export function inheritedSecrets(held: Held, namespace: string, ownLeftOut = false): object {
  if (held.edition === 'open-source') return { [namespace]: held.secrets.map(({ key }) => key) };
  const byNamespace: Record<string, string[]> = {};
  for (const { namespace: holder, key } of secretsSeenBy(held, namespace)) {
    if (ownLeftOut && holder === namespace) continue;
    (byNamespace[holder] ??= []).push(key);
  }
  return byNamespace;
}

/** `flows/expressions`: what may be written in a flow of the namespace, as far as it is about secrets. */
export function flowExpressions(held: Held, namespace: string, maySeeSecrets: boolean): object {
  const keys = [...new Set(secretsSeenBy(held, namespace).map(({ key }) => key))].sort();
  return {
    executionContext: ['execution.id', 'flow.id', 'flow.namespace', 'flow.tenantId'],
    ...(maySeeSecrets ? { secrets: keys.map((key) => `secret('${key}')`) } : {}),
    filters: ['abs', 'upper'],
    functions: ["secret(key='MY_SECRET', namespace=flow.namespace, subkey, full)"],
  };
}

/** What a flow of the namespace sees. */
export function secretsSeenBy({ edition, secrets }: Held, namespace: string): readonly KestraSecret[] {
  return edition === 'open-source'
    ? secrets
    : secrets.filter((secret) => isAtOrBelow(namespace, secret.namespace));
}

/** What comes of an expression with one call of `secret()`: the mask, or Kestra's own error. */
export function evaluate(held: Held, text: string, flowNamespace: string): object {
  const call = readCall(text);
  if (call === null)
    return { error: `io.pebbletemplates.pebble.error.PebbleException: Unable to parse (${text}:1)` };
  const { key, namespace = flowNamespace, subkey } = call;
  // Open source knows names in capitals alone, and asks for them so.
  const asked = held.edition === 'open-source' ? key.toUpperCase() : key;
  const secret = secretsSeenBy(held, namespace).find((each) => each.key === asked);
  const fail = (what: string) => ({
    error: `io.pebbletemplates.pebble.error.PebbleException: ${what} (${text}:1)`,
  });
  if (secret === undefined) return fail(`Cannot find secret for key '${key}'.`);
  if (subkey === undefined) return { result: '******' };
  const fields = fieldsOf(secret.value);
  if (fields === null) {
    return fail(
      `Failed to read secret sub-key '${subkey}' from secret '${key}'. Ensure the secret contains valid JSON value.`,
    );
  }
  return fields.includes(subkey)
    ? { result: '******' }
    : fail(`Cannot find secret sub-key '${subkey}' in secret '${key}'.`);
}

function fieldsOf(value: string): readonly string[] | null {
  try {
    const read: unknown = JSON.parse(value);
    return typeof read === 'object' && read !== null ? Object.keys(read) : null;
  } catch {
    return null;
  }
}

interface ReadCall {
  readonly key: string;
  readonly namespace?: string;
  readonly subkey?: string;
}

/** The one call of an expression; its strings stand in single quotes. */
function readCall(text: string): ReadCall | null {
  const string = `'((?:[^'\\\\]|\\\\')*)'`;
  const optional = ['namespace', 'subkey'].map((name) => `(?:, ${name}=${string})?`).join('');
  const found = new RegExp(`^\\{\\{ secret\\(${string}${optional}\\) \\}\\}$`, 's').exec(text);
  if (found === null) return null;
  const [, key = '', namespace, subkey] = found.map((part?: string) => part?.replaceAll("\\'", "'"));
  return {
    key,
    ...(namespace === undefined ? {} : { namespace }),
    ...(subkey === undefined ? {} : { subkey }),
  };
}
