// Which files are looked through for flows (`flow-files.ts`) has a door of its own: the editor loads it on first use.
export { createFlowCache, type FlowCache } from './flow-cache.ts';
export { createFolderFiles, createNamedFiles, type Rewriting, type SearchableFiles } from './folder-files.ts';
export { openRoot, type RootProblem } from './root.ts';
