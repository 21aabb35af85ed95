export {
  readConfiguration,
  type ConfigurationInput,
  type ConfigurationSettings,
} from './read-configuration.ts';
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
