import type { HttpResponse } from '../../ports/network.ts';
import { fieldOf, parseJson, textOf } from '../../text/json.ts';
import { retryAfterOf } from '../../text/retry-after.ts';

/** What Google answered instead of what was asked for. */
export interface GoogleRefusal {
  readonly status: number;
  /** Such as `PERMISSION_DENIED`; empty: the body was none of Google's. */
  readonly code: string;
  /** Of google.rpc.ErrorInfo, such as `IAM_PERMISSION_DENIED` or `SERVICE_DISABLED`; empty: not told. */
  readonly reason: string;
  readonly message: string;
  /** Seconds. */
  readonly retryAfter: number | null;
}

/** Reads the error body of Google's APIs: `{"error": {"code", "message", "status", "details": [...]}}`. */
export function readRefusal({ status, headers, body }: HttpResponse): GoogleRefusal {
  const error = fieldOf(parseJson(body), 'error');
  return {
    status,
    code: textOf(error, 'status'),
    reason: reasonIn(fieldOf(error, 'details')),
    message: textOf(error, 'message'),
    retryAfter: retryAfterOf(headers),
  };
}

/**
 * Whether it is not the login that is refused but the project that its questions are counted for, or the lack of one
 * (Google: quota project).
 */
export function wantsQuotaProject({ status, reason, message }: GoogleRefusal): boolean {
  return status === 403 && (reason === 'USER_PROJECT_DENIED' || /quota project/i.test(message));
}

function reasonIn(details: unknown): string {
  if (!Array.isArray(details)) return '';
  const info: unknown = details.find((each) => textOf(each, '@type').endsWith('/google.rpc.ErrorInfo'));
  return textOf(info, 'reason');
}
