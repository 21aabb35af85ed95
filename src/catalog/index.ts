export { createCatalog } from './catalog.ts';
export { configurationsFor, isAsked, lookupNamespace, type LookupNamespace } from './chain.ts';
export { comparedName, findSecret, indexOf, secretsNamed, secretSeenFrom } from './find.ts';
export { freshFor } from './freshness.ts';
export { nearNames } from './near-names.ts';
export { ruleOrigin } from './rules/rule-origin.ts';
export { secretsCreatedFor } from './terraform.ts';
export type { EvaluatedReference } from '../stores/index.ts';
export type { AskedKestra, KestraConnection, KestraFacts, KestraSnapshot } from './kestra/types.ts';
export type {
  AnswerOfConfiguration,
  ListGap,
  Naming,
  PlacedBackend,
  Reason,
  RuleReason,
  StepReason,
  TagDifference,
} from './reasons.ts';
export type {
  BackendSnapshot,
  BackendState,
  Catalog,
  CatalogSnapshot,
  CatalogView,
  ExplanationStep,
  HidingRule,
  Note,
  Question,
  ReasonCode,
  Resolution,
  RuleOutcome,
  Verdict,
  VisibleSecret,
} from './types.ts';
