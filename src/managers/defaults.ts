import { vaultDefaults } from './vault.ts';
import { factsOf, type Manager } from './table.ts';

/** What holds where a key of a manager's block is not set, as it would be written; null: nothing that is documented. */
export function defaultOf(manager: Manager, key: string): string | null {
  if (key === 'prefix') return factsOf(manager).usualPrefix;
  const own = Object.hasOwn(defaults, manager) ? defaults[manager] : undefined;
  return own?.[key] ?? null;
}

const defaults: Readonly<Partial<Record<Manager, Readonly<Partial<Record<string, string>>>>>> = {
  vault: {
    'root-engine': vaultDefaults.rootEngine,
    'engine-version': String(vaultDefaults.engineVersion),
    'app-role.path': vaultDefaults.appRolePath,
    'kubernetes.path': vaultDefaults.kubernetesPath,
    'connect-timeout': 'PT15S',
    'read-timeout': 'PT1M',
  },
  'aws-secret-manager': { 'sts-role-session-duration': 'PT15M' },
};
