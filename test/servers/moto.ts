import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Moto } from './install-moto.ts';
import { bareEnvironment } from '../processes/homes.ts';
import { printedMatch, startWatched } from './watched.ts';

// One import for those who need AWS: the tests, the demo and the check of the examples.
export { installMoto } from './install-moto.ts';

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** An AWS of this machine: Secrets Manager, STS and IAM, all at one address. */
export interface MotoServer {
  /** Such as `http://127.0.0.1:41193`. */
  readonly url: string;
  /** Asks Secrets Manager as nobody in particular. Only while identities are not checked. */
  secrets(action: string, body: object, region?: string): Promise<unknown>;
  /** A user of IAM with one policy. */
  createUser(name: string, policy: string): Promise<AwsKeys>;
  /** A role of IAM with one policy, which everybody may take. Its ARN. */
  createRole(name: string, policy: string): Promise<string>;
  /** From now on every request is checked: the key, the signature and the policy. */
  checkIdentities(): Promise<void>;
  /** From now on every request is written down. */
  writeDown(): Promise<void>;
  /** What Secrets Manager was asked since then, such as `ListSecrets`, in order. */
  asked(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export const motoRegion = 'eu-west-1';

/** Starts moto on a free port of the loopback, with a HOME of its own. Rejects when it is not ready in 20 seconds. */
export async function startMoto({ python, folder }: Moto): Promise<MotoServer> {
  const home = await mkdtemp(path.join(tmpdir(), 'moto-'));
  const server = startWatched(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'], {
    ...bareEnvironment(home),
    PYTHONPATH: folder,
    PYTHONDONTWRITEBYTECODE: '1',
    MOTO_RECORDER_FILEPATH: path.join(home, 'requests'),
  });
  let stopped: Promise<void> | null = null;
  const stop = () => (stopped ??= server.end().then(() => rm(home, { recursive: true, force: true })));
  try {
    const url = `http://127.0.0.1:${await printedMatch(server, 'moto', /Running on http:\/\/127\.0\.0\.1:(\d+)/)}`;
    return { url, ...requestsTo(url), asked: () => actionsIn(path.join(home, 'requests')), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function requestsTo(url: string): Omit<MotoServer, 'url' | 'asked' | 'stop'> {
  const send = async (service: string, region: string, headers: Record<string, string>, body: string) => {
    const credential = `nobody/20260101/${region}/${service}/aws4_request`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=none`,
        ...headers,
      },
      body,
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`moto: ${service}: ${String(answer.status)} ${text.slice(0, 300)}`);
    return text;
  };
  const iam = (parameters: Record<string, string>) =>
    send(
      'iam',
      'us-east-1',
      { 'content-type': 'application/x-www-form-urlencoded' },
      new URLSearchParams({ Version: '2010-05-08', ...parameters }).toString(),
    );
  return {
    async secrets(action, body, region = motoRegion) {
      const headers = {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `secretsmanager.${action}`,
      };
      const answer: unknown = JSON.parse(await send('secretsmanager', region, headers, JSON.stringify(body)));
      return answer;
    },
    async createUser(name, policy) {
      await iam({ Action: 'CreateUser', UserName: name });
      await iam({
        Action: 'PutUserPolicy',
        UserName: name,
        PolicyName: 'its',
        PolicyDocument: policy,
      });
      const keys = await iam({ Action: 'CreateAccessKey', UserName: name });
      return { accessKeyId: element(keys, 'AccessKeyId'), secretAccessKey: element(keys, 'SecretAccessKey') };
    },
    async createRole(name, policy) {
      const everybody = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
      const role = await iam({
        Action: 'CreateRole',
        RoleName: name,
        AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [everybody] }),
      });
      await iam({
        Action: 'PutRolePolicy',
        RoleName: name,
        PolicyName: 'its',
        PolicyDocument: policy,
      });
      return element(role, 'Arn');
    },
    async checkIdentities() {
      const answer = await fetch(`${url}/moto-api/reset-auth`, { method: 'POST', body: '0' });
      if (!answer.ok) throw new Error(`moto: reset-auth: ${String(answer.status)}`);
    },
    async writeDown() {
      const answer = await fetch(`${url}/moto-api/recorder/start-recording`, { method: 'POST' });
      if (!answer.ok) throw new Error(`moto: start-recording: ${String(answer.status)}`);
    },
  };
}

/** The actions of Secrets Manager in what moto wrote down: one request a line. */
async function actionsIn(file: string): Promise<string[]> {
  // It is there once there was a request.
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.flatMap((line) => {
    const { headers } = JSON.parse(line) as { readonly headers: Readonly<Record<string, string>> };
    const target = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1] ?? '';
    return target.startsWith('secretsmanager.') ? [target.slice('secretsmanager.'.length)] : [];
  });
}

/** A policy of IAM that allows these actions on everything. */
export function policyOf(...actions: readonly string[]): string {
  const Statement = [{ Effect: 'Allow', Action: actions, Resource: '*' }];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** The text of an element of IAM's XML. */
function element(xml: string, name: string): string {
  const found = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
  if (found === undefined) throw new Error(`moto: no ${name} in ${xml.slice(0, 300)}`);
  return found;
}
