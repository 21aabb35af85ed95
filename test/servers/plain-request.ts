import * as http from 'node:http';
import * as https from 'node:https';

export interface PlainResponse {
  readonly status: number;
  /** Parsed JSON where the body is JSON, else the text. */
  readonly body: unknown;
}

interface PlainRequest {
  readonly method: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** PEM, for a server with a certificate of its own. */
  readonly certificateAuthority?: string | null;
}

/** The tests' own way to a server, apart from the code they test. Reads no environment, follows no redirect. */
export function plainRequest(url: string, request: PlainRequest): Promise<PlainResponse> {
  const { method, headers = {}, body, certificateAuthority } = request;
  const send = url.startsWith('https:') ? https.request : http.request;
  const trust = typeof certificateAuthority === 'string' ? { ca: certificateAuthority } : {};
  return new Promise((resolve, reject) => {
    const sent = send(url, { method, headers, agent: false, timeout: 10_000, ...trust }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: parse(Buffer.concat(chunks).toString('utf8')) });
      });
    });
    sent.on('error', reject);
    sent.on('timeout', () => sent.destroy(new Error(`no answer to ${method} ${url}`)));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
