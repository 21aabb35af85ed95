import { isKestraNamespace } from '../../managers/kestra.ts';
import { isExpression } from './expression.ts';
import { smallestFlow, type KestraQuestion } from './questions.ts';
import type { KestraSettings } from './settings.ts';

/** What of a path stands for any one segment, such as a namespace or the id of an execution. */
const any = '*';

const asked: readonly (readonly string[])[] = [
  ['secrets'],
  ['namespaces', any, 'secrets'],
  ['namespaces', any, 'inherited-secrets'],
  ['executions', 'search'],
];

const evaluations: readonly (readonly string[])[] = [
  ['executions', any, 'actions', 'eval'],
  ['executions', any, 'eval'],
];

const expressions = ['flows', 'expressions'];

/**
 * The allow-list: whether a question may leave at all. It looks at the final URL, after every parser. None of these can
 * change anything, and none answers with a value: what is evaluated is one call of `secret()`, which Kestra masks.
 */
export function mayAskKestra({ method, url, body }: KestraQuestion, settings: KestraSettings): boolean {
  // A parser that changed anything took the path for another one than was built.
  if (!URL.canParse(url) || new URL(url).href !== url) return false;
  const root = `${settings.endpoint}/api/v1/`;
  if (!url.startsWith(root)) return false;
  const [path = '', query = ''] = url.slice(root.length).split('?');
  if (method === 'GET' && path === 'configs') return query === '' && body === undefined;
  const [tenant, ...segments] = path.split('/');
  if (tenant !== settings.tenant || !segments.every(isOneSegment)) return false;
  if (method === 'GET') return body === undefined && asked.some((each) => matches(segments, each));
  if (query !== '' || body === undefined) return false;
  if (matches(segments, expressions)) return isSmallestFlow(body);
  return evaluations.some((each) => matches(segments, each)) && isExpression(body);
}

/** Nothing that a server behind another one may take for more, or fewer, segments. */
function isOneSegment(segment: string): boolean {
  return segment !== '' && !/%2f|%5c|%00/i.test(segment) && !/^(?:\.|%2e){1,2}$/i.test(segment);
}

function matches(segments: readonly string[], pattern: readonly string[]): boolean {
  return (
    segments.length === pattern.length &&
    segments.every((segment, index) => pattern[index] === any || pattern[index] === segment)
  );
}

function isSmallestFlow(body: string): boolean {
  const namespace = /^namespace: "(.*)"$/m.exec(body)?.[1] ?? '';
  return isKestraNamespace(namespace) && body === smallestFlow(namespace);
}
