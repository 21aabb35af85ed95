import { factsOf, managers, type Manager } from './table.ts';

/** Kestra has these too; this product asks none of them. */
export const otherManagers: readonly string[] = [
  'aws-ssm-parameter-store',
  'cyberark',
  'doppler',
  '1password',
  'beyondtrust',
  'delinea',
  'bitwarden',
  'jdbc',
  'elasticsearch',
];

/** Names that people invent for the default backend, which has none: no type is set for it. */
const inventedEnvironmentTypes: readonly string[] = [
  'env',
  'environment',
  'env-var',
  'environment-variables',
];

export function isEnvironmentType(type: string): boolean {
  return inventedEnvironmentTypes.includes(relaxedType(type));
}

/** The manager that an invented name can only mean; null: none. */
export function managerMeant(name: string): Manager | null {
  const wanted = relaxedType(name);
  return managers.find((manager) => factsOf(manager).spellings.includes(wanted)) ?? null;
}

/** The type of Kestra's that differs in its spelling alone: unlike keys, types compare letter by letter. */
export function typeSpelt(name: string): string | null {
  return [...managers, ...otherManagers].find((type) => type === relaxedType(name)) ?? null;
}

function relaxedType(type: string): string {
  return type.trim().toLowerCase().replaceAll('_', '-');
}
