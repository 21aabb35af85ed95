// Runs as a process of its own: a Vault with many secrets, which answers for the list and for single names.
import { startListening } from '../test/servers/listening.ts';

/** So many secrets it has, by the names that {@link nameOf} gives. */
export const secretsInVault = 20_000;

export function nameOf(index: number): string {
  return `TEAM_${index % 40}_SECRET_${index}`;
}

if (process.send !== undefined) {
  const names = Array.from({ length: secretsInVault }, (_, index) => nameOf(index));
  const there = new Set(names);
  const list = JSON.stringify({ data: { keys: names } });
  const mount = JSON.stringify({ data: { path: 'secret/', type: 'kv', options: { version: '2' } } });
  const subkeys = JSON.stringify({ data: { subkeys: { A: null }, metadata: {} } });
  const absent = JSON.stringify({ errors: [] });
  const vault = await startListening(({ url }, response) => {
    const [, name] = /\/subkeys\/(.+)$/.exec(url.pathname) ?? [];
    const isAbsent = name !== undefined && !there.has(name);
    response.writeHead(isAbsent ? 404 : 200, { 'content-type': 'application/json' });
    if (url.pathname.startsWith('/v1/sys/internal/ui/mounts/')) response.end(mount);
    else if (name === undefined) response.end(list);
    else response.end(isAbsent ? absent : subkeys);
  }, null);
  process.send(vault.url);
  process.on('disconnect', () => process.exit(0));
}
