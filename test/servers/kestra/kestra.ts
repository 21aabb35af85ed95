import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { sendJson, startListening, type Certificate, type Request } from '../listening.ts';
import { evaluate, flowExpressions, inheritedSecrets, secretPage } from './answers.ts';
import { kestraVersions, type KestraHoldings, type KestraUser } from './holdings.ts';
import { maySee, userOf } from './rights.ts';

export interface KestraOptions extends KestraHoldings {
  /** Takes a request away from the server; true: it was answered, or is left hanging. */
  readonly instead?: (request: Request, response: ServerResponse) => boolean;
  /** With TLS, where it is given one. */
  readonly certificate?: Certificate;
}

/** The part of a Kestra's web server that is about secrets, on the loopback. */
export interface KestraServer {
  readonly url: string;
  /** Method and path with query of every request, in order. */
  readonly asked: readonly string[];
  /** The bodies of those that had one. */
  readonly bodies: readonly string[];
  readonly stop: () => Promise<void>;
}

export async function startKestra(options: KestraOptions): Promise<KestraServer> {
  const { instead = () => false, certificate = null } = options;
  const asked: string[] = [];
  const bodies: string[] = [];
  const listening = await startListening((request, response) => {
    asked.push(`${request.method} ${request.url.pathname}${request.url.search}`);
    if (request.body !== '') bodies.push(request.body);
    if (!instead(request, response)) answer(options, request, response);
  }, certificate);
  return { url: listening.url, asked, bodies, stop: listening.stop };
}

function answer(kestra: KestraHoldings, request: Request, response: ServerResponse): void {
  const user = userOf(kestra, request.headers);
  if (user === null) {
    const way = kestra.edition === 'open-source' ? 'Basic realm=kestra' : 'Basic realm="kestra", Bearer';
    sendJson(response, 401, { message: 'Unauthorized' }, { 'www-authenticate': way });
    return;
  }
  const path = request.url.pathname.split('/').slice(1).map(decodeURIComponent);
  const [api, version, tenant, ...rest] = path;
  if (api !== 'api' || version !== 'v1') notFound(kestra, request, response);
  else if (tenant === 'configs' && rest.length === 0) sendJson(response, 200, configs(kestra));
  else if (tenant !== (kestra.tenant ?? 'main')) notFound(kestra, request, response);
  else answerTenant({ kestra, user, request, response }, rest);
}

interface Asking {
  readonly kestra: KestraHoldings;
  readonly user: KestraUser;
  readonly request: Request;
  readonly response: ServerResponse;
}

function answerTenant(asking: Asking, path: readonly string[]): void {
  const { kestra, request, response } = asking;
  const [kind = '', second = '', ...below] = path;
  const route = `${request.method} ${[kind, ...(second === '' ? [] : [':id']), ...below].join('/')}`;
  if (route === 'GET secrets') answerList(asking);
  else if (route === 'GET namespaces/:id/secrets' && kestra.generation !== '2.0') answerList(asking, second);
  else if (route === 'GET namespaces/:id/inherited-secrets') answerInherited(asking, second);
  else if (route === 'GET executions/:id' && second === 'search') answerSearch(asking);
  else if (route === 'POST flows/:id' && second === 'expressions' && kestra.generation === '2.0') {
    answerExpressions(asking);
  } else if (isEvaluation(kestra, route)) answerEvaluation(asking, second);
  else notFound(kestra, request, response);
}

function isEvaluation({ generation }: KestraHoldings, route: string): boolean {
  const routes = {
    '0.22': null,
    '1.3': 'POST executions/:id/eval',
    '2.0': 'POST executions/:id/actions/eval',
  };
  return route === routes[generation];
}

/** `namespace`: of the old question, which is about one. */
function answerList({ kestra, user, request, response }: Asking, namespace?: string): void {
  const query = request.url.searchParams;
  const size = Number(query.get('size') ?? 10);
  const page = Number(query.get('page') ?? 1);
  if (!(size > 0) || !(page > 0)) {
    sendJson(response, 422, { message: 'Illegal argument: Unpaged data are not supported' });
    return;
  }
  const wanted = namespace ?? query.get('filters[namespace][EQUALS]');
  const isRefused = wanted === null ? user.withoutTenantList === true : !maySee(user, kestra, wanted);
  if (kestra.edition === 'enterprise' && isRefused) {
    refuse(response);
    return;
  }
  const secrets = kestra.secrets.filter(
    (secret) =>
      maySee(user, kestra, secret.namespace) &&
      (kestra.edition === 'open-source' || wanted === null || secret.namespace === wanted),
  );
  sendJson(response, 200, secretPage(kestra, secrets, page, size));
}

function answerInherited({ kestra, user, response }: Asking, namespace: string): void {
  if (maySee(user, kestra, namespace)) {
    sendJson(response, 200, inheritedSecrets(kestra, namespace, kestra.ownLeftOut));
  } else refuse(response);
}

function answerExpressions({ kestra, user, request, response }: Asking): void {
  const namespace = /^namespace: "?([\w.-]+)"?$/m.exec(request.body)?.[1];
  if (request.headers['content-type'] !== 'application/x-yaml' || namespace === undefined) {
    sendJson(response, 422, { message: 'Invalid entity' });
    return;
  }
  sendJson(response, 200, flowExpressions(kestra, namespace, maySee(user, kestra, namespace)));
}

function answerSearch({ kestra, request, response }: Asking): void {
  const namespace = request.url.searchParams.get('filters[namespace][EQUALS]');
  const found = kestra.executions.filter((each) => namespace === null || each === namespace);
  const results = found.map((each) => ({ id: executionOf(each), namespace: each, flowId: 'hello' }));
  const size = Number(request.url.searchParams.get('size') ?? 10);
  sendJson(response, 200, { results: results.slice(0, size), total: found.length });
}

function answerEvaluation({ kestra, user, request, response }: Asking, execution: string): void {
  const namespace = kestra.executions.find((each) => executionOf(each) === execution);
  if (namespace === undefined) notFound(kestra, request, response);
  else if (!user.mayEvaluate) refuse(response);
  else if (request.headers['content-type'] !== 'text/plain') {
    sendJson(response, 415, { message: 'Unsupported Media Type' });
  } else if (kestra.isolated === true) {
    // What it says then is not published; that it is no refusal of a secret is all that counts.
    sendJson(response, 200, { error: 'Secrets are not available in this service', stackTrace: 'at …' });
  } else {
    const said = evaluate(kestra, request.body, namespace);
    sendJson(response, 200, 'error' in said ? { ...said, stackTrace: 'at …' } : said);
  }
}

/** The id of the execution that a namespace has. */
export function executionOf(namespace: string): string {
  return createHash('sha256').update(namespace).digest('hex').slice(0, 22);
}

function configs(kestra: KestraHoldings): object {
  const { generation, edition } = kestra;
  return {
    uuid: '2f9b6c1d8e7a4b5c9d0e1f',
    version: kestraVersions[generation],
    ...(generation === '0.22' ? {} : { edition: edition === 'open-source' ? 'OSS' : 'EE' }),
    isAnonymousUsageEnabled: false,
    isBasicAuthInitialized: kestra.users.length > 0,
    systemNamespace: 'system',
  };
}

function refuse(response: ServerResponse): void {
  sendJson(response, 403, { message: 'Forbidden' });
}

function notFound({ generation, edition }: KestraHoldings, request: Request, response: ServerResponse): void {
  const self = { href: request.url.pathname, templated: false };
  const headers =
    generation === '2.0' ? { 'x-kestra-edition': edition === 'open-source' ? 'OSS' : 'EE' } : {};
  sendJson(response, 404, { message: 'Not Found', _links: { self: [self] } }, headers);
}
