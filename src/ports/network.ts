export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * Whether it asks for a token, so that it must not reach the server twice: a credential may serve once only. Anything
   * else changes nothing, and is asked again where a kept connection was closed before any answer.
   */
  readonly login?: boolean;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends one request and reads the whole answer. Follows no redirect, reads no environment, caps the body and the
 * whole call's time. Rejects with a FailureError (`unreachable`, `tls`, `proxy`, `timeout`, `invalid-answer`), or
 * with an AbortError when cancelled.
 */
export type SendHttp = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;

/** What of the network's shape the user may set; never a workspace file. */
export interface NetworkSettings {
  /** PEM certificates trusted besides the system's. */
  readonly extraCertificates: readonly string[];
  /** Where the user names them, for sentences; left out: the editor's setting. */
  readonly certificatesIn?: string;
  readonly proxy?: string;
  /** Hosts that are reached without the proxy, as in NO_PROXY. */
  readonly noProxy?: string;
}
