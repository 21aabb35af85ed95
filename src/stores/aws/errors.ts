import { fieldOf, textOf } from '../../text/json.ts';
import { retryAfterOf } from '../../text/retry-after.ts';

/** What of an error of AWS's clients is looked at; the error itself is dropped. */
export interface AwsError {
  /** AWS's own, such as `AccessDeniedException`; of a client's own error its class's name. */
  readonly name: string;
  /** 0: there was no answer. */
  readonly status: number;
  /** AWS's own words. */
  readonly message: string;
  /** Seconds AWS asked to wait; null: it did not ask. */
  readonly retryAfter: number | null;
}

export function readError(error: unknown): AwsError {
  const status = fieldOf(fieldOf(error, '$metadata'), 'httpStatusCode');
  const headers = fieldOf(fieldOf(error, '$response'), 'headers');
  return {
    name: error instanceof Error ? error.name : 'unknown error',
    status: typeof status === 'number' ? status : 0,
    message: error instanceof Error ? error.message : '',
    retryAfter: retryAfterOf({
      'retry-after': textOf(headers, 'retry-after'),
      date: textOf(headers, 'date'),
    }),
  };
}

export type AwsErrorKind =
  | 'denied'
  | 'key-refused'
  | 'expired'
  | 'clock'
  | 'throttled'
  | 'not-found'
  /** The secret is there, without a version that is called current. */
  | 'no-current'
  | 'not-now'
  | 'decryption'
  | 'no-credential'
  | 'elsewhere'
  | 'gateway'
  | 'server'
  | 'strange';

const kindByName: ReadonlyMap<string, AwsErrorKind> = new Map([
  ...pairNames('denied', 'AccessDeniedException', 'AccessDenied', 'NotAuthorized', 'UnauthorizedOperation'),
  ...pairNames(
    'key-refused',
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'IncompleteSignatureException',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'InvalidAccessKeyId',
    'AuthFailure',
    'OptInRequired',
  ),
  ...pairNames('expired', 'ExpiredTokenException', 'ExpiredToken', 'TokenRefreshRequired', 'RequestExpired'),
  ...pairNames('clock', 'RequestTimeTooSkewed', 'RequestInTheFuture'),
  ...pairNames(
    'throttled',
    'ThrottlingException',
    'Throttling',
    'ThrottledException',
    'TooManyRequestsException',
    'RequestLimitExceeded',
    'RequestThrottledException',
    'SlowDown',
  ),
  ...pairNames('not-found', 'ResourceNotFoundException'),
  ...pairNames('not-now', 'InvalidRequestException'),
  ...pairNames('decryption', 'DecryptionFailure', 'DecryptionFailureException'),
  ...pairNames('no-credential', 'CredentialsProviderError', 'TokenProviderError', 'ProviderError'),
]);

/** Errors of Secrets Manager's API reference that mean no more here than that the question was no good. */
const otherNames = new Set([
  'InvalidParameterException',
  'InvalidNextTokenException',
  'InternalServiceError',
  'ValidationException',
]);

/** Whether AWS documents an error of this name, so that it, and its words, are AWS's own. */
export function isDocumented({ name }: AwsError): boolean {
  return kindByName.has(name) || otherNames.has(name);
}

/** By its name, since AWS's statuses say little; then by its status, since a gateway has no names. */
export function errorKindOf({ name, status, message }: AwsError): AwsErrorKind {
  const named = kindByName.get(name);
  if (named === 'key-refused' && /signature (?:expired|not yet current)/i.test(message)) return 'clock';
  if (named === 'not-found' && message.includes('AWSCURRENT')) return 'no-current';
  if (named !== undefined) return named;
  if (status === 403 || status === 401) return 'denied';
  if (status === 429) return 'throttled';
  if (status >= 300 && status < 400) return 'elsewhere';
  if (status === 502 || status === 503 || status === 504) return 'gateway';
  return status >= 500 ? 'server' : 'strange';
}

/** Whether it was STS that refused, so that no question got as far as Secrets Manager. */
export function isRoleRefusal({ message }: AwsError): boolean {
  return /sts:AssumeRole/i.test(message);
}

function pairNames(kind: AwsErrorKind, ...names: readonly string[]): (readonly [string, AwsErrorKind])[] {
  return names.map((name) => [name, kind] as const);
}
