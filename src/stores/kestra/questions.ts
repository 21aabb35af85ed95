import { isKestraNamespace } from '../../managers/kestra.ts';
import type { KestraSettings } from './settings.ts';

/** What may be asked of a Kestra. */
export interface KestraQuestion {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Names on a page: Kestra asks for a size, and names no largest one. */
export const pageSize = 100;

/** Which Kestra it is; the one question without a tenant. */
export function aboutQuestion({ endpoint }: KestraSettings): KestraQuestion {
  return { method: 'GET', url: `${endpoint}/api/v1/configs`, headers: {} };
}

/** A page of the tenant's secrets, counted from 1; `namespace`: of that one's own alone. */
export function listQuestion(
  settings: KestraSettings,
  namespace: string | null,
  page: number,
): KestraQuestion {
  return get(settings, ['secrets'], { ...pageAt(page), ...(namespace === null ? {} : filterOn(namespace)) });
}

/** The same of one namespace as it was asked until 2.0. */
export function oldListQuestion(settings: KestraSettings, namespace: string, page: number): KestraQuestion {
  return get(settings, ['namespaces', namespace, 'secrets'], pageAt(page));
}

export function inheritedQuestion(settings: KestraSettings, namespace: string): KestraQuestion {
  return get(settings, ['namespaces', namespace, 'inherited-secrets'], {});
}

/** What may be written in a flow of the namespace. The flow is made here, and nothing of it is kept by Kestra. */
export function expressionsQuestion(settings: KestraSettings, namespace: string): KestraQuestion {
  return {
    method: 'POST',
    url: pathOf(settings, ['flows', 'expressions']),
    headers: { 'content-type': 'application/x-yaml' },
    body: smallestFlow(namespace),
  };
}

/** The last execution of a namespace, whichever flow it is of. */
export function executionQuestion(settings: KestraSettings, namespace: string): KestraQuestion {
  return get(settings, ['executions', 'search'], { page: '1', size: '1', ...filterOn(namespace) });
}

/** `expression`: of `writeExpression`; `isOld`: as it was asked until 2.0. */
export function evaluationQuestion(
  settings: KestraSettings,
  execution: string,
  expression: string,
  isOld: boolean,
): KestraQuestion {
  return {
    method: 'POST',
    url: pathOf(settings, ['executions', execution, ...(isOld ? [] : ['actions']), 'eval']),
    headers: { 'content-type': 'text/plain' },
    body: expression,
  };
}

/** In quotes, for a namespace may look like a number; what is none has no letter that could end them. */
export function smallestFlow(namespace: string): string {
  const written = isKestraNamespace(namespace) ? namespace : '';
  return [
    'id: kestra-secrets',
    `namespace: "${written}"`,
    'tasks:',
    '  - id: log',
    '    type: io.kestra.plugin.core.log.Log',
    '    message: names',
    '',
  ].join('\n');
}

function get(
  settings: KestraSettings,
  segments: readonly string[],
  query: Readonly<Record<string, string>>,
): KestraQuestion {
  const search = new URLSearchParams(query).toString();
  const url = `${pathOf(settings, segments)}${search === '' ? '' : `?${search}`}`;
  return { method: 'GET', url, headers: {} };
}

function pathOf({ endpoint, tenant }: KestraSettings, segments: readonly string[]): string {
  return [`${endpoint}/api/v1`, tenant, ...segments.map(encodeURIComponent)].join('/');
}

function pageAt(page: number): Readonly<Record<string, string>> {
  return { page: String(page), size: String(pageSize), sort: 'key:asc' };
}

function filterOn(namespace: string): Readonly<Record<string, string>> {
  return { 'filters[namespace][EQUALS]': namespace };
}
