export { cursorAt } from './cursor/cursor-at.ts';
export { meantAt, type Meant } from './cursor/meant.ts';
export { applyEdits, readCalls, readFlow } from './read-flow.ts';
export { doAtOnce, type Stretches } from './stretches.ts';
export { writeInScalar, writeString, writeWholeValue } from './writers.ts';
