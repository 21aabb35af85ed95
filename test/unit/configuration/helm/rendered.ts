import type { OnlyFor } from '../../../../src/configuration/index.ts';
import type { FolderConfiguration } from '../../../../src/configuration/types.ts';
import type { RenderedServer } from './rows.ts';

/** Whether a problem says that nothing is installed, or that something does nothing. */
export function isRefusal({ code }: { readonly code: string }): boolean {
  return code === 'helm-refused' || code === 'helm-not-read';
}

/** The same servers as Compose starts them, which is read by other rules. */
export function renderedFiles(servers: readonly RenderedServer[]): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  const services = servers.map((server, index) => {
    const volumes = server.configFiles.flatMap(({ file, text }, number) => {
      if (text === null) return [];
      const name = `mounted-${index}-${number}.yml`;
      files[name] = text;
      return [`./${name}:${file}`];
    });
    const environment: Record<string, string | null> = {};
    const envFiles: string[] = [];
    for (const { keysInRelease } of server.envFrom) {
      if (keysInRelease === undefined) envFiles.push('gone.env');
      for (const [key, value] of Object.entries(keysInRelease ?? {})) environment[key] = value;
    }
    for (const [name, value] of Object.entries(server.env)) {
      environment[name] = typeof value === 'object' ? null : String(value).replaceAll('$', '$$$$');
    }
    const command = server.configArg === null ? [] : ['--config', server.configArg];
    const { image } = server;
    return [`kestra-${index}`, { image, volumes, environment, env_file: envFiles, command }] as const;
  });
  if (services.length === 0) return {};
  return { ...files, '.env': '', 'compose.yaml': JSON.stringify({ services: Object.fromEntries(services) }) };
}

/** What is told of how the values are written, or of how a server is started, which differs. */
const aboutPlaces: ReadonlySet<string> = new Set([
  'helm-refused',
  'helm-not-read',
  'key-repeated',
  'several-configurations',
  'secret-not-base64',
  'value-unquoted',
  'configuration-out-of-sight',
]);

/** Whether a patch may take a variable away, so that nothing is said of it. */
function isPatched(onlyFor: OnlyFor | undefined): boolean {
  return onlyFor !== undefined && typeof onlyFor.but !== 'string' && 'patch' in onlyFor.but;
}

/** What must be alike: backends and their keys, the names of secrets, whether something is out of sight. */
export function told({
  backends,
  entries,
  found,
  partial,
  kestraVersion,
  problems,
}: FolderConfiguration): Readonly<Record<string, unknown>> {
  const environment = backends.find((backend) => backend.type === 'env');
  const definitions = (environment?.definitions.definitions ?? []).filter(
    ({ onlyFor }) => !isPatched(onlyFor),
  );
  const keys = new Map(
    entries
      .filter(({ backend }) => backend !== 'env')
      .map(({ backend, key, value, known }) => [
        `${backend} ${key}`,
        // Whether that is known follows from what is out of sight, which is compared by itself.
        value === 'not set' ? value : `${value ?? ''} ${String(known)}`,
      ]),
  );
  return {
    found,
    partial,
    backends: backends.map(({ id }) => id),
    keys: [...keys].sort(),
    secrets: [...new Set(definitions.map(({ key }) => key))].sort(),
    isOpen: environment === undefined ? null : environment.definitions.gaps.length > 0,
    version: kestraVersion,
    problems: problems
      .filter(({ code }) => !aboutPlaces.has(code))
      .map(({ code }) => code)
      .sort(),
  };
}
