import type { HttpResponse } from '../../ports/network.ts';
import { fieldOf, parseJson, textOf } from '../json.ts';
import type { Refusal } from './question.ts';

/** Reads Key Vault's error body: `{"error": {"code", "message", "innererror": {"code"}}}`. */
export function readRefusal({ status, headers, body }: HttpResponse, hadToken: boolean): Refusal {
  const error = fieldOf(parseJson(body), 'error');
  const code = textOf(error, 'code');
  return {
    status,
    hadToken,
    code,
    innerCode: textOf(fieldOf(error, 'innererror'), 'code'),
    message: textOf(error, 'message'),
    isVaults: code !== '',
    retryAfter: secondsIn(headers['retry-after']),
  };
}

/** `Retry-After` in seconds; Key Vault sends no date in it. */
function secondsIn(header: string | undefined): number | null {
  const seconds = Number(header ?? '');
  return header !== undefined && Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
