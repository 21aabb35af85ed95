import type { HttpResponse } from '../../ports/network.ts';
import { fieldOf, parseJson, textOf } from '../../text/json.ts';
import { retryAfterOf } from '../../text/retry-after.ts';
import type { AzureRefusal } from './question.ts';

/** Reads Key Vault's error body: `{"error": {"code", "message", "innererror": {"code"}}}`. */
export function readRefusal({ status, headers, body }: HttpResponse, hadToken: boolean): AzureRefusal {
  const error = fieldOf(parseJson(body), 'error');
  const code = textOf(error, 'code');
  return {
    status,
    hadToken,
    code,
    innerCode: textOf(fieldOf(error, 'innererror'), 'code'),
    message: textOf(error, 'message'),
    isVaults: code !== '',
    retryAfter: retryAfterOf(headers),
  };
}
