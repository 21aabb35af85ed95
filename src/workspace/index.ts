export { findFlows, isYamlPath } from './find-flows.ts';
export { createFlowCache, type FlowCache } from './flow-cache.ts';
export { createFolderFiles } from './folder-files.ts';
