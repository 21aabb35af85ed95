export { createFlowIndex } from './flow-index.ts';
export { mayAsk, summaryOf, summaryOfFile } from './summary.ts';
export type {
  FlowIndex,
  IndexedArgument,
  IndexedFile,
  IndexedFlow,
  IndexedRange,
  IndexedReference,
  NotIndexed,
} from './types.ts';
