export { isNamespace } from './levels/scope.ts';
export {
  readConfiguration,
  readSmallConfiguration,
  type ConfigurationInput,
  type ConfigurationSettings,
} from './read-configuration.ts';
export { starterFile, starterManager } from './starter.ts';
export { withUnsavedRules } from './unsaved.ts';
export type {
  Backend,
  ConfigurationEntry,
  ConfigurationProblem,
  ConfigurationProblemCode,
  EnvironmentBackend,
  FolderConfiguration,
  VaultBackend,
} from './types.ts';
