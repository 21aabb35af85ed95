import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { OpenBao } from './openbao.ts';

/** What an example's Vault holds: the shape of its `seed.json`. */
export interface Seed {
  /** May hold slashes. */
  readonly mount: string;
  readonly version: 1 | 2;
  readonly secrets: readonly SeedSecret[];
}

export interface SeedSecret {
  readonly path: string;
  /** Absent: only metadata, no version. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly custom_metadata?: Readonly<Record<string, string>>;
  /** The latest version is deleted softly. */
  readonly deleted?: boolean;
  /** The latest version is destroyed. */
  readonly destroyed?: boolean;
}

/** Reads `seed.json` and `policy.hcl` of an example's folder. */
export async function readSeed(folder: string): Promise<{ readonly seed: Seed; readonly policy: string }> {
  return {
    seed: JSON.parse(await readFile(path.join(folder, 'seed.json'), 'utf8')) as Seed,
    policy: await readFile(path.join(folder, 'policy.hcl'), 'utf8'),
  };
}

/**
 * Mounts the engine, writes the secrets and returns a token that may do what the policy says and no more: without
 * one, list the names and read the subkeys of the whole mount.
 */
export async function seedOpenBao(
  server: OpenBao,
  seed: Seed,
  policy = namesOnly(seed.mount),
): Promise<string> {
  await mountKv(server, seed.mount, seed.version);
  for (const secret of seed.secrets) await writeSecret(server, seed, secret);
  return createToken(server, `names-of-${seed.mount.replaceAll('/', '-')}`, policy);
}

/** Mounts an engine for secrets, in one of Vault's namespaces where it is given. */
export async function mountKv(
  server: OpenBao,
  mount: string,
  version: 1 | 2,
  namespace: string | null = null,
): Promise<void> {
  const above = namespace === null ? '' : `${namespace}/`;
  await ok(server, `${above}sys/mounts/${mount}`, { type: 'kv', options: { version: String(version) } });
  // It makes itself ready behind the answer that it is there, and refuses all until then.
  for (;;) {
    const { status, body } = await server.request('GET', `${above}${mount}/config`);
    if (status !== 400 || !JSON.stringify(body).includes('Upgrading from non-versioned')) return;
    await setTimeout(20);
  }
}

/** Writes one secret with its metadata. */
export async function writeSecret(
  server: OpenBao,
  { mount, version }: Omit<Seed, 'secrets'>,
  secret: SeedSecret,
): Promise<void> {
  const name = secret.path.split('/').map(encodeURIComponent).join('/');
  if (version === 1) {
    await ok(server, `${mount}/${name}`, secret.fields ?? {});
    return;
  }
  if (secret.custom_metadata !== undefined || secret.fields === undefined) {
    const custom_metadata = secret.custom_metadata ?? {};
    await ok(server, `${mount}/metadata/${name}`, { custom_metadata });
  }
  if (secret.fields !== undefined) await ok(server, `${mount}/data/${name}`, { data: secret.fields });
  if (secret.deleted === true) await ok(server, `${mount}/delete/${name}`, { versions: [1] });
  if (secret.destroyed === true) await ok(server, `${mount}/destroy/${name}`, { versions: [1] });
}

/** Creates a policy and a token that has it alone, not even the default one. */
export async function createToken(
  server: OpenBao,
  name: string,
  policy: string,
  options: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  await ok(server, `sys/policies/acl/${name}`, { policy });
  const body = await ok(server, 'auth/token/create', {
    policies: [name],
    no_default_policy: true,
    display_name: name,
    ...options,
  });
  return (body as { auth: { client_token: string } }).auth.client_token;
}

/** The least that the extension needs of a KV v2 mount: list the names, read the subkeys. */
export function namesOnly(mount: string): string {
  return `path "${mount}/metadata/*" { capabilities = ["list"] }
path "${mount}/subkeys/*" { capabilities = ["read"] }`;
}

async function ok(server: OpenBao, path: string, body: unknown): Promise<unknown> {
  const answer = await server.request('POST', path, body);
  if (answer.status >= 300)
    throw new Error(`POST ${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
