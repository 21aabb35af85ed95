import type { ServerResponse } from 'node:http';
import { startHostile, type Hostile, type HostileOptions, type ReceivedRequest } from './hostile.ts';

/** What Secrets Manager is asked: the action, such as `ListSecrets`, and its parameters. */
export interface AwsQuestion {
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly request: ReceivedRequest;
}

export type AwsAnswer =
  | { readonly json: unknown }
  | {
      readonly error: string;
      readonly message?: string;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Anything else, or nothing at all. */
  | { readonly by: (response: ServerResponse) => void };

/** A Secrets Manager that answers what a test wants: for what no other server can be brought to say. */
export function startAwsStub(
  answer: (question: AwsQuestion) => AwsAnswer,
  options: HostileOptions = {},
): Promise<Hostile> {
  return startHostile((response, request) => {
    const action = String(request.headers['x-amz-target'] ?? '').replace('secretsmanager.', '');
    const body = request.body.startsWith('{') ? (JSON.parse(request.body) as Record<string, unknown>) : {};
    const given = answer({ action, body, request });
    const headers = { 'content-type': 'application/x-amz-json-1.1' };
    if ('by' in given) {
      given.by(response);
    } else if ('json' in given) {
      response.writeHead(200, headers).end(JSON.stringify(given.json));
    } else {
      const { error, message = 'no words', status = 400 } = given;
      response
        .writeHead(status, { ...headers, ...given.headers })
        .end(JSON.stringify({ __type: error, message }));
    }
  }, options);
}

/** ListSecrets of these names, page by page as it is asked for. */
export function listSecrets(names: readonly string[], { body }: AwsQuestion): AwsAnswer {
  const start = typeof body.NextToken === 'string' ? Number(body.NextToken) : 0;
  const end = start + Number(body.MaxResults);
  const SecretVersionsToStages = { one: ['AWSCURRENT'] };
  const SecretList = names
    .slice(start, end)
    .map((Name) => ({ Name, ARN: `arn:aws:x:${Name}`, SecretVersionsToStages }));
  return { json: { SecretList, ...(end < names.length ? { NextToken: String(end) } : {}) } };
}
