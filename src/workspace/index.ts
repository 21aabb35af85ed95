export { eachFileOnce } from './each-file-once.ts';
export { findFlows, isAtOrBelow, isYamlPath, mayHoldFlows } from './find-flows.ts';
export { createFlowCache, type FlowCache } from './flow-cache.ts';
export { createFolderFiles, createNamedFiles, type Rewriting, type SearchableFiles } from './folder-files.ts';
export { namedPlaces, type NamedPlace } from './named-places.ts';
export { createTextMemory, readTexts, type TextMemory } from './read-texts.ts';
export { openRoot, type RootProblem } from './root.ts';
