import type { FlowFixes } from './types.ts';

/**
 * What is no call of `secret()` becomes the one that is meant. Beyond doubt is the function's name alone: what else is
 * written may be a variable of the flow's.
 */
export const fixSpelling: FlowFixes = ({ code, range, data }) => {
  const isMiss =
    code === 'secret-misspelled' || code === 'secret-without-braces' || code === 'secret-in-envs';
  const { replacement, spelling } = data;
  if (!isMiss || replacement === undefined || spelling === undefined) return [];
  const isSure = code === 'secret-misspelled' && data.kind === 'name' && replacement === 'secret';
  const edits = [{ range, text: replacement }];
  return [{ kind: 'write', data: { spelling }, edits, isPreferred: true, isSure }];
};
