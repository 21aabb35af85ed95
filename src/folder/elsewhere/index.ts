export {
  indexElsewhere,
  indexOfElsewhere,
  indexRenderedFiles,
  indexServerValues,
  renderingsIn,
  type IndexedElsewhere,
} from './index-elsewhere.ts';
export { createMentionCollector, type Mentions } from './mentions.ts';
export {
  createLookedIntoTexts,
  readElsewhere,
  type Elsewhere,
  type LookedIntoTexts,
} from './read-elsewhere.ts';
export { mayHoldOneOf, renderedFiles } from './rendered-files.ts';
export { serverValues } from './server-values.ts';
export type { FlowInFile } from './types.ts';
export { viewOfFile } from './view.ts';
