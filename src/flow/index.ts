export { cursorAt } from './cursor/cursor-at.ts';
export { meaningAt, type Meaning } from './cursor/meaning.ts';
export { applyEdits, readCalls, readFlow } from './read-flow.ts';
export { doAtOnce, type Stretches } from './stretches.ts';
export { writeInScalar, writeString, writeWholeValue } from './writers.ts';
