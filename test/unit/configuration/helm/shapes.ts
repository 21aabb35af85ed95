import { plain, read } from '../support.ts';

/** What is read of a folder, a line each: the backend and its engine, the secrets, what is out of sight. */
export async function linesOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { backends, partial, found } = await read(files);
  if (!found) return [];
  const named = backends.flatMap((backend) =>
    backend.type === 'vault' ? [`vault ${String(plain(backend.rootEngine))}`] : [],
  );
  const environment = backends.find((backend) => backend.type === 'env');
  const { definitions = [], gaps = [] } = environment?.definitions ?? {};
  return [
    ...named,
    ...new Set(definitions.map(({ variable }) => variable)),
    ...new Set(gaps.map(({ reason, detail }) => `gap ${reason} ${detail}`)),
    ...(partial ? ['partial'] : []),
  ];
}

/** An application that reads its secrets from an engine of Vault, in one line. */
export function engine(name: string): string {
  return `{kestra: {secret: {type: vault, vault: {address: "http://vault.invented.example", root-engine: ${name}}}}}`;
}
