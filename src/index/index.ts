export { createFlowIndex } from './flow-index.ts';
export { summaryOf } from './summary.ts';
export type { FlowIndex, IndexedArgument, IndexedFile, IndexedReference, NotIndexed } from './types.ts';
