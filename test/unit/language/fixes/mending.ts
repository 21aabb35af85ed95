import type { WhatToMend } from '../../../../src/language/code-actions.ts';
import { flowComments } from '../../../../src/configuration/comments/index.ts';
import { readSeverities } from '../../../../src/language/severities.ts';

/** All problems of a flow in a file of YAML, with Kestra's generation not known and no severity set. */
export const everything: WhatToMend = {
  generation: null,
  code: null,
  severities: readSeverities({}),
  commentsIn: (text) => flowComments('a.yml', text),
};
