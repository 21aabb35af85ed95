export { createFlowIndex } from './flow-index.ts';
export { summaryOf } from './summary.ts';
export type { FlowIndex, IndexedFile, IndexedReference, NotIndexed } from './types.ts';
