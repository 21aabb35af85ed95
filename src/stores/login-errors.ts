/** Where tokens are had: RFC 6749 (5.2) and 6750, Entra ID's own and Google's own; `status` of Google's APIs. */
const documented: ReadonlySet<string> = new Set([
  'access_denied',
  'consent_required',
  'interaction_required',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_resource',
  'invalid_scope',
  'invalid_token',
  'login_required',
  'rate_limit_exceeded',
  'server_error',
  'temporarily_unavailable',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
  'DEADLINE_EXCEEDED',
  'FAILED_PRECONDITION',
  'INTERNAL',
  'INVALID_ARGUMENT',
  'NOT_FOUND',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'UNAUTHENTICATED',
  'UNAVAILABLE',
]);

/**
 * What of a refused login is told: the code of the error where it is one that is documented, else the status, since a
 * server may write anything there; empty where it names no error at all.
 */
export function loginErrorCode(error: string, status: number): string {
  if (error === '' || documented.has(error)) return error;
  return String(status);
}
