import type { ServerResponse } from 'node:http';
import { certificateFor, startListening, type Certificate, type Request } from '../listening.ts';
import { createEntra, type Application } from './entra.ts';
import { createKeyVault, type Permissions, type VaultSecret } from './key-vault.ts';

export interface AzureOptions {
  readonly secrets: readonly VaultSecret[];
  readonly applications: readonly Application[];
  readonly permissions: Permissions;
  /** Secrets on a page; default 25, the contract's most. */
  readonly pageSize?: number;
  /** The resource that the vault's challenge names; default that of Azure's public cloud. */
  readonly resource?: string | (() => string);
  /** Takes a request away from the servers; true: it was answered, or is left hanging. */
  readonly instead?: (request: Request, response: ServerResponse) => boolean;
}

/** A key vault and the Entra ID in front of it, with TLS on the loopback. */
export interface Azure {
  readonly vaultUrl: string;
  readonly authorityUrl: string;
  /** PEM: whom to trust for both. Also for `*.vault.azure.net` and Entra's own hosts. */
  readonly certificate: string;
  /** Method and path with query of every request to the vault, in order. */
  readonly asked: readonly string[];
  /** Likewise of every request for a token. */
  readonly tokensAsked: readonly string[];
  /** A token as Entra ID would have given it to that application. */
  readonly grant: (application: Application) => string;
  readonly stop: () => Promise<void>;
}

const hosts = ['localhost', '127.0.0.1', '*.vault.azure.net', 'login.microsoftonline.com'];

/** One for all: a certificate takes its time, and so does trusting another one. */
let shared: Promise<Certificate> | undefined;

export async function startAzure(options: AzureOptions): Promise<Azure> {
  const { secrets, applications, permissions, pageSize = 25, instead = () => false } = options;
  const { resource = 'https://vault.azure.net' } = options;
  const certificate = await (shared ??= certificateFor(hosts));
  const asked: string[] = [];
  const tokensAsked: string[] = [];
  const entra = createEntra(applications);
  const authority = await startListening((request, response) => {
    tokensAsked.push(`${request.method} ${request.url.pathname}`);
    if (!instead(request, response)) entra.answer(request, response);
  }, certificate);
  const answer = createKeyVault({
    secrets,
    permissions,
    pageSize,
    challenge: () => ({
      authority: `${authority.url}/${applications[0]?.tenant ?? ''}`,
      resource: typeof resource === 'string' ? resource : resource(),
    }),
    grantOf: entra.grantOf,
  });
  const vault = await startListening((request, response) => {
    asked.push(`${request.method} ${request.url.pathname}${request.url.search}`);
    if (!instead(request, response)) answer(request, response);
  }, certificate);
  return {
    vaultUrl: vault.url,
    authorityUrl: authority.url,
    certificate: certificate.cert,
    asked,
    tokensAsked,
    grant: (application) => entra.grant({ application, resource: 'https://vault.azure.net' }),
    stop: async () => {
      await vault.stop();
      await authority.stop();
    },
  };
}
