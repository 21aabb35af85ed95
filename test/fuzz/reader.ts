// What of the reader of flows is fuzzed: bundled from here, with a counter in each of its branches.
export { applyEdits, cursorAt, readFlow } from '../../src/flow/index.ts';
export { stepsTaken } from '../../src/flow/steps.ts';
export { editSyntax, readSyntax } from '../../src/flow/yaml/syntax.ts';
