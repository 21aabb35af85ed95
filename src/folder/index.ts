// The comments of a file (`comments.ts`) have a door of their own: an editor finds them by itself.
export type { FirstReading, FolderFlows } from './flows/folder-flows.ts';
export type { FolderStorage } from './client.ts';
export { readAwsProfiles } from './machine.ts';
export { openFolder, type OpenedFolder } from './open-folder.ts';
export { serverValuesIn } from './server-values.ts';
export { terraformFlowsIn } from './terraform-flows.ts';
