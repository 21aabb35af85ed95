export { cursorAt } from './cursor/cursor-at.ts';
export { applyEdits, readFlow } from './read-flow.ts';
export { mentionsSecret } from './references.ts';
export { pebbleQuoteIn, writeInScalar, writeString, writeWholeValue } from './writers.ts';
