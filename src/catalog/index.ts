export { createCatalog } from './catalog.ts';
export { isAsked, lookupNamespace, type LookupNamespace } from './chain.ts';
export { indexOf, secretsNamed, secretSeenFrom } from './find.ts';
export { freshFor } from './freshness.ts';
export { nearNames } from './near-names.ts';
export type { OpenedStore } from './open.ts';
export { ruleOrigin } from './rules/rule-origin.ts';
export type * from './reasons.ts';
export type * from './types.ts';
