export type { Survey } from './kinds/kind.ts';
export { concernsConfiguration, surveyFolder, type SurveyMemory } from './kinds/survey.ts';
export { isNamespace } from './levels/scope.ts';
export {
  readConfiguration,
  readSmallConfiguration,
  type ConfigurationInput,
  type ConfigurationSettings,
} from './read-configuration.ts';
export { renderedValuesIn, type RenderedValue } from './rendered-values.ts';
export { starterFile, starterManager, type StarterComment } from './starter.ts';
export { withUnsavedRules } from './unsaved.ts';
export type { WritingPlace } from './writing-place.ts';
export type {
  DefinitionsGap,
  EnvironmentDefinition,
  FilledPlace,
  OnlyFor,
} from './environment-definitions.ts';
export type {
  AwsBackend,
  AzureBackend,
  Backend,
  ConfigurationEntry,
  ConfigurationFix,
  ConfigurationProblem,
  ConfigurationProblemCode,
  ConfiguredValue,
  EnvironmentBackend,
  FolderConfiguration,
  FoundConfiguration,
  ReadsApart,
  GoogleBackend,
  NotKnownReason,
  NotRead,
  PrefixFilter,
  TemplatePart,
  TerraformSecret,
  ValuePiece,
  ValueSource,
  VaultAuthentication,
  VaultBackend,
} from './types.ts';
