export { createCatalog } from './catalog.ts';
export { isWithin } from './chain.ts';
export { nearNames } from './near-names.ts';
export type { CatalogDependencies, OpenedStore } from './open.ts';
export type * from './types.ts';
export { hidingRules } from './types.ts';
export { backendInWords, rulesInWords } from './words.ts';
