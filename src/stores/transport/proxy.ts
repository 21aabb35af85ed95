import { BlockList, isIP } from 'node:net';
import { isLoopback } from '../../ports/host.ts';
import type { NetworkSettings } from '../../ports/network.ts';

/** The proxy that leads to `url`, or null where it is reached directly. A loopback is never reached by a proxy. */
export function proxyFor(url: URL, network: NetworkSettings): URL | null {
  if (network.proxy === undefined || network.proxy === '') return null;
  const host = hostOf(url);
  if (isOwn(host) || isExempt(host, portOf(url), network.noProxy ?? '')) return null;
  const text = network.proxy.includes('://') ? network.proxy : `http://${network.proxy}`;
  return URL.canParse(text) ? new URL(text) : null;
}

/** This machine, also by a name below `localhost`: to a proxy that would be the proxy itself. */
function isOwn(host: string): boolean {
  return isLoopback(host) || host.endsWith('.localhost');
}

/** The host without the brackets that a URL puts around an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/**
 * Whether NO_PROXY names the host: `*`, `host`, `.domain` and `domain` (with all below), an address or a block of
 * addresses (`10.0.0.0/8`), each with or without a port.
 */
function isExempt(host: string, port: number, noProxy: string): boolean {
  return noProxy
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '')
    .some((entry) => matches(entry, host, port));
}

function matches(entry: string, host: string, port: number): boolean {
  if (entry === '*') return true;
  const [, block, bits] = /^([\d.]+|[\da-f:]+)\/(\d{1,3})$/.exec(entry) ?? [];
  if (block !== undefined && bits !== undefined) return isInBlock(host, block, Number(bits));
  const [, name = entry, itsPort] = isIP(entry) === 6 ? [] : (/^(.*?):(\d+)$/.exec(entry) ?? []);
  if (itsPort !== undefined && Number(itsPort) !== port) return false;
  const domain = name.replace(/^\*?\./, '').replace(/^\[(.*)\]$/, '$1');
  return host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
}

function isInBlock(host: string, block: string, bits: number): boolean {
  const family = isIP(block) === 6 ? 'ipv6' : 'ipv4';
  const sameFamily = isIP(host) === (family === 'ipv6' ? 6 : 4);
  if (!sameFamily || isIP(block) === 0 || bits > (family === 'ipv6' ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(block, bits, family);
  return list.check(host, family);
}
