// Code actions (`code-actions.ts`), completions (`completions.ts`), what a configuration became (`configuration-facts.ts`),
// what is known of a secret (`facts.ts`), hovers (`hover.ts`), problems (`problems.ts`), what comments and settings make of
// them (`suppressions.ts`), who uses a secret (`uses/index.ts`) or that nobody does (`unused.ts`), and sentences
// (`messages/index.ts`) have doors of their own: the editor loads them on first use.
export { lastCheckedWords } from './age.ts';
export type { MendableProblem } from './code-actions.ts';
export type { Completion, Completions, InsertPart } from './completion-types.ts';
export type { CompletionOptions } from './completions.ts';
export { capitalise } from './capitalise.ts';
export { countWords } from './counts.ts';
export type { Fact } from './facts.ts';
export { isHalfTyped } from './half-typed.ts';
export type { Hover } from './hover.ts';
export { backendName, managerName, placedName } from './messages/backends.ts';
export { locationWords } from './messages/locations.ts';
export { notReadLines } from './messages/not-read.ts';
export { onceEach } from './once-each.ts';
export { lineInFile } from './line-in-file.ts';
export { inNameOrder } from './order.ts';
export { questionOf, questionOfIndexed } from './question.ts';
export type { ProblemSeverities } from './severities.ts';
export { createSearch, type Search, type SearchGroup } from './search.ts';
export { isStillThere, needsValueForSubkeys, readingWords } from './read-value.ts';
export { stepsFor, stepsOf, stepWords, type Step } from './steps.ts';
export type { LanguageProblem, ProblemCode } from './types.ts';
export { mayIgnoreProblems } from './suppression/word.ts';
export { failureWords, ruleWords, stateWords, subkeyWords, unsavedWords, verdictWords } from './words.ts';
export { originClause } from './value-origins.ts';
export { printable, printableJson, printableLine } from './printable.ts';
