// One import for those who need a Vault: the tests, the demo and the check of the examples.
export { installOpenBao } from './install-openbao.ts';
export {
  createToken,
  namesOnly,
  readSeed,
  seedOpenBao,
  mountKv,
  writeSecret,
  type Seed,
} from './seed-openbao.ts';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { plainRequest, type PlainResponse } from './plain-request.ts';
import { bareEnvironment } from '../processes/homes.ts';
import { pause, printedMatch, startWatched } from './watched.ts';

export interface OpenBao {
  /** Such as `http://127.0.0.1:41193`. */
  readonly url: string;
  readonly rootToken: string;
  /** The server's certificate authority, PEM; only where it was started with TLS. */
  readonly certificateAuthority: string | null;
  /** Each request and answer that the server has written down so far. */
  auditLog(): Promise<readonly AuditEntry[]>;
  /** What the server printed, its banner included. */
  output(): string;
  /** Sends one request below `/v1/`, as root unless another token is given. */
  request(method: string, path: string, body?: unknown, token?: string): Promise<PlainResponse>;
  /** Ends the server and removes its files. May be called more than once. */
  stop(): Promise<void>;
}

/** One line of the audit log, as far as the tests read it. */
export interface AuditEntry {
  readonly type: string;
  readonly auth?: { readonly display_name?: string; readonly policies?: readonly string[] };
  readonly request: { readonly operation: string; readonly path: string };
  /** The whole line. */
  readonly line: string;
}

export interface OpenBaoOptions {
  readonly binary: string;
  readonly tls?: boolean;
}

const rootToken = 'root-of-this-test-server';

/**
 * Starts an OpenBao in dev mode: unsealed, in memory, on a free port of the loopback, with a HOME of its own and an
 * audit log. Rejects when it is not healthy after 20 seconds.
 */
export async function startOpenBao(options: OpenBaoOptions): Promise<OpenBao> {
  // The server also takes the port after its own, which somebody else may hold: another try finds other ports.
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(options);
    } catch (error) {
      if (attempt === 5 || !String(error).includes('address already in use')) throw error;
    }
  }
}

async function startOnce(options: OpenBaoOptions): Promise<OpenBao> {
  const folder = await mkdtemp(path.join(tmpdir(), 'openbao-'));
  const auditFile = path.join(folder, 'audit.log');
  const configuration = path.join(folder, 'audit.hcl');
  await writeFile(
    configuration,
    `audit "file" "to-file" { options = { file_path = ${JSON.stringify(auditFile)} } }\n`,
  );
  const server = startWatched(options.binary, flags(configuration, folder, options), bareEnvironment(folder));
  let stopped: Promise<void> | null = null;
  const stop = () => (stopped ??= server.end().then(() => rm(folder, { recursive: true, force: true })));
  try {
    // The banner tells the cluster's port only, which is the one after the listener's.
    const clusterPort = await printedMatch(
      server,
      'OpenBao',
      /Listener 1: tcp \(.*cluster address: "127\.0\.0\.1:(\d+)"/,
    );
    const port = Number(clusterPort) - 1;
    const url = `${options.tls === true ? 'https' : 'http'}://127.0.0.1:${String(port)}`;
    const certificateAuthority =
      options.tls === true ? await readFile(path.join(folder, 'vault-ca.pem'), 'utf8') : null;
    const request: OpenBao['request'] = (method, below, body, token = rootToken) =>
      plainRequest(`${url}/v1/${below}`, {
        method,
        headers: { 'X-Vault-Token': token },
        body,
        certificateAuthority,
      });
    await healthy(request);
    return {
      url,
      rootToken,
      certificateAuthority,
      auditLog: async () => parseAudit(await readFile(auditFile, 'utf8')),
      output: () => server.printed(),
      request,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function flags(configuration: string, folder: string, { tls = false }: OpenBaoOptions): string[] {
  return [
    'server',
    '-dev',
    `-dev-root-token-id=${rootToken}`,
    '-dev-no-store-token',
    '-dev-listen-address=127.0.0.1:0',
    `-config=${configuration}`,
    ...(tls ? ['-dev-tls', `-dev-tls-cert-dir=${folder}`] : []),
  ];
}

async function healthy(request: OpenBao['request']): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    const answer = await request('GET', 'sys/health').catch(() => null);
    if (answer?.status === 200) return;
    if (Date.now() > until) throw new Error('OpenBao is not healthy after 20 seconds');
    await pause(20);
  }
}

function parseAudit(text: string): AuditEntry[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ ...(JSON.parse(line) as Omit<AuditEntry, 'line'>), line }));
}
