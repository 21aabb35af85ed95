// What is under a cursor (`cursor/index.ts`), what YAML makes of it (`yaml-problems.ts`), flows that are read once and not
// edited (`read-once.ts`) or in files of other languages (`read-lines.ts`), files that flows render (`rendered-files.ts`) and
// names that stand for secrets elsewhere (`names-in-calls.ts`) have doors of their own: the editor loads them on first use.
export { mayBeFlow } from './may-be-flow.ts';
export { applyEdits, readCalls, readFlow } from './read-flow.ts';
export { readValues } from './read-values.ts';
export { mayHideWord, mentionsSecret } from './references.ts';
export { documentFor, fileFor } from './places/for-generation.ts';
export { generationOf } from './places/generation.ts';
export { isRendered, placeOf } from './places/place-of.ts';
export { generations, type Generation, type OnMissing, type Place, type Renderer } from './places/types.ts';
export { doAtOnce, type Stretches } from './stretches.ts';
export {
  argumentNames,
  type ArgumentName,
  type CallAtCursor,
  type CallFailure,
  type CursorContext,
  type ExpressionValue,
  type FlowDocument,
  type FlowFile,
  type FlowLines,
  type FlowNamespace,
  type FlowProblem,
  type FlowProblemCode,
  type ScalarAtCursor,
  type ScalarStyle,
  type SecretArgument,
  type SecretReference,
} from './types.ts';
export { writeInScalar, writeString, writeWholeValue } from './writers.ts';
