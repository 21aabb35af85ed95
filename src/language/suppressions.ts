// What comments and settings make of problems: a door of its own, as only who tells problems loads it.
export { explainsVerdict, isConfigurationCode, isVerdictCode } from './messages/codes.ts';
export { readSeverities, whyIgnored, withSeverity, type ProblemSeverities } from './severities.ts';
export { judgeSuppressions, type Judging, type Untold } from './suppression/judge.ts';
export { untoldConfiguration, untoldIn } from './suppression/untold.ts';
