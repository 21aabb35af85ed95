import type { ServerResponse } from 'node:http';
import { certificateFor, startListening, type Certificate, type Request } from '../listening.ts';
import { createAccounts, type Account, type User } from './accounts.ts';
import { createSecretManager, type Permission, type ProjectSecret } from './secret-manager.ts';

export interface GoogleOptions {
  readonly project: string;
  readonly secrets: readonly ProjectSecret[];
  readonly accounts: readonly Account[];
  readonly users?: readonly User[];
  /** By the address of an account or a user. */
  readonly permissions: Readonly<Record<string, readonly Permission[]>>;
  /** Who may act as which accounts. */
  readonly mayActAs?: Readonly<Record<string, readonly string[]>>;
  /** Most secrets on a page; default 25,000, the contract's. */
  readonly pageSize?: number;
  /** Without TLS, for those who would have to be told whom to trust. */
  readonly plain?: boolean;
  /** Takes a request away from the server; true: it was answered, or is left hanging. */
  readonly instead?: (request: Request, response: ServerResponse) => boolean;
}

/** Google's Secret Manager, and where its tokens are had, with TLS on one port of the loopback. */
export interface Google {
  readonly url: string;
  /** PEM: whom to trust. Also for the hosts of Google's that it stands for. */
  readonly certificate: string;
  /** Method, and path with query, of every request for secrets, in order. */
  readonly asked: readonly string[];
  /** Method, host and path of every request for a token. */
  readonly tokensAsked: readonly string[];
  readonly stop: () => Promise<void>;
}

const tokenHosts = ['oauth2.googleapis.com', 'iamcredentials.googleapis.com'];
const hosts = ['localhost', '127.0.0.1', 'secretmanager.googleapis.com', ...tokenHosts];

/** One for all: a certificate takes its time, and so does trusting another one. */
let shared: Promise<Certificate> | undefined;

export async function startGoogle(options: GoogleOptions): Promise<Google> {
  const { accounts, users = [], mayActAs = {}, pageSize = 25_000, instead = () => false } = options;
  const certificate = await (shared ??= certificateFor(hosts));
  const asked: string[] = [];
  const tokensAsked: string[] = [];
  const registry = createAccounts({ accounts, users, mayActAs });
  const answer = createSecretManager({ ...options, pageSize, accountOf: registry.ownerOf });
  const server = await startListening(
    (request, response) => {
      const { method, url } = request;
      if (tokenHosts.includes(url.hostname)) {
        tokensAsked.push(`${method} ${url.hostname}${decodeURIComponent(url.pathname)}`);
        if (!instead(request, response)) registry.answer(request, response);
      } else {
        asked.push(`${method} ${decodeURIComponent(url.pathname)}${url.search}`);
        if (!instead(request, response)) answer(request, response);
      }
    },
    options.plain === true ? null : certificate,
  );
  return {
    url: server.url,
    certificate: certificate.cert,
    asked,
    tokensAsked,
    stop: server.stop,
  };
}
