import { factsOf, isManager, managers } from './table.ts';

/** What Kestra has besides Vault and the secret managers of AWS, Azure and Google, asked here or not. */
const furtherTypes = [
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

/** The types of Kestra's that this product does not ask. */
export const otherManagers: readonly string[] = furtherTypes.filter((type) => !isManager(type));

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

/**
 * Kestra's type that a name can only mean; null: none. It is an invention that people write for a manager, or one of the
 * types with another spelling (unlike keys, types compare letter by letter) or two letters that changed places.
 */
export function typeMeant(name: string): string | null {
  const wanted = relaxedType(name);
  const manager = managers.find((each) => factsOf(each).spellings.includes(wanted));
  if (manager !== undefined) return manager;
  return [...managers, ...otherManagers].find((type) => type === wanted || isSwapped(type, wanted)) ?? null;
}

function relaxedType(type: string): string {
  return type.trim().toLowerCase().replaceAll('_', '-');
}

/** Whether two neighbouring letters changed places, and nothing else. */
function isSwapped(name: string, other: string): boolean {
  const at = Array.from(name).findIndex((letter, index) => letter !== other[index]);
  if (at === -1) return false;
  const [first = '', second = ''] = name.slice(at);
  return name.slice(0, at) + second + first + name.slice(at + 2) === other;
}

/** A key as it is spelt in `rootEngine`, of one that is spelt as in `root-engine`. */
export function camelCase(key: string): string {
  return key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
