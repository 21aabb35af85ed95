export { createCatalog } from './catalog.ts';
export { isAsked, lookupNamespace, type LookupNamespace } from './chain.ts';
export { seenFrom } from './find.ts';
export { nearNames } from './near-names.ts';
export { noteInWords } from './notes.ts';
export type { CatalogDependencies, OpenedStore } from './open.ts';
export type * from './types.ts';
export { hidingRules } from './types.ts';
export { backendInWords, nameInWords, rulesInWords } from './words.ts';
