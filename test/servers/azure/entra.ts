import type { ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { sendJson, type Request } from '../listening.ts';

/** An application that is registered in a tenant. */
export interface Application {
  readonly tenant: string;
  readonly id: string;
  readonly secret: string;
}

/** Who a token was given to, and for which resource. */
export interface Grant {
  readonly application: Application;
  readonly resource: string;
}

/** The token endpoint of Microsoft Entra ID (OAuth 2.0 client credentials) with its OpenID configuration. */
export interface Entra {
  answer(request: Request, response: ServerResponse): void;
  readonly grant: (grant: Grant) => string;
  readonly grantOf: (token: string) => Grant | undefined;
}

export function createEntra(applications: readonly Application[]): Entra {
  const grants = new Map<string, Grant>();
  return {
    grant: give,
    grantOf: (token) => grants.get(token),
    answer(request, response) {
      const [, tenant = '', ...rest] = request.url.pathname.split('/');
      const path = rest.join('/');
      if (request.method === 'GET' && path === 'v2.0/.well-known/openid-configuration') {
        sendJson(response, 200, openIdConfiguration(`${request.url.origin}/${tenant}`));
      } else if (request.method === 'POST' && path === 'oauth2/v2.0/token') {
        giveToken(tenant, new URLSearchParams(request.body), response);
      } else {
        sendJson(response, 404, { error: 'not_found' });
      }
    },
  };

  function give(grant: Grant): string {
    const token = `token-${randomUUID()}`;
    grants.set(token, grant);
    return token;
  }

  function giveToken(tenant: string, form: URLSearchParams, response: ServerResponse): void {
    const application = applications.find(
      (each) => each.tenant === tenant && each.id === form.get('client_id'),
    );
    const resource = /^(https:\/\/.+)\/\.default$/.exec(form.get('scope')?.split(' ')[0] ?? '')?.[1];
    if (application === undefined) {
      refuse(
        response,
        400,
        'unauthorized_client',
        700016,
        `Application '${form.get('client_id') ?? ''}' was not found`,
      );
    } else if (!isProven(form, application)) {
      refuse(response, 401, 'invalid_client', 7000215, 'Invalid client secret provided.');
    } else if (resource === undefined) {
      refuse(response, 400, 'invalid_scope', 70011, 'The provided value for scope is not valid.');
    } else {
      sendJson(response, 200, {
        token_type: 'Bearer',
        expires_in: 3599,
        ext_expires_in: 3599,
        access_token: give({ application, resource }),
      });
    }
  }
}

/** By its secret, or by an assertion (RFC 7523): these servers take one that names the application. */
function isProven(form: URLSearchParams, application: Application): boolean {
  if (form.get('grant_type') !== 'client_credentials') return false;
  const assertion = form.get('client_assertion');
  return assertion === null
    ? form.get('client_secret') === application.secret
    : assertion === `assertion-for-${application.id}`;
}

function openIdConfiguration(base: string): Record<string, unknown> {
  return {
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  };
}

function refuse(response: ServerResponse, status: number, error: string, code: number, words: string): void {
  const correlation = randomUUID();
  sendJson(response, status, {
    error,
    error_description: `AADSTS${String(code)}: ${words} Trace ID: ${correlation}`,
    error_codes: [code],
    timestamp: '2026-01-01 00:00:00Z',
    trace_id: correlation,
    correlation_id: correlation,
  });
}
