export { createFlowIndex } from './flow-index.ts';
export { summaryOf } from './summary.ts';
export type { FlowIndex, IndexedFile, NotIndexed } from './types.ts';
