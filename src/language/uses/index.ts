export { secretSoughtAt } from './sought-at.ts';
export type { SecretUse } from './types.ts';
export { usesOfSecret } from './uses-of-secret.ts';
