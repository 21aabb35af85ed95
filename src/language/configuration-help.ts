// While somebody writes Kestra's configuration: the editor loads it there alone.
export { completeConfiguration, type ConfigurationCompletion } from './configuration/complete-keys.ts';
export { explainKey } from './configuration/explain-key.ts';
