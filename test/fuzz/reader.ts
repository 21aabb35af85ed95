// What of the reader of flows is fuzzed: bundled from here, with a counter in each of its branches.
export { cursorAt } from '../../src/flow/cursor/index.ts';
export { applyEdits, readFlow } from '../../src/flow/index.ts';
export { stepsTaken } from '../../src/flow/steps.ts';
export { editSyntax, readSyntax } from '../../src/flow/yaml/syntax.ts';
