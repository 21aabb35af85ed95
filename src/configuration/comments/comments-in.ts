import { visit } from 'jsonc-parser';
import type { Comments } from '../../ports/comments.ts';
import type { TextRange } from '../../ports/text.ts';
import { isTerraformPath } from '../../text/terraform-path.ts';
import { createBudget, readingLimits } from '../budget.ts';
import { readEnvFile } from '../environment/env-file.ts';
import { tooDeepJson } from '../text/nesting.ts';
import { terraformComments } from './terraform.ts';
import { yamlComments } from './yaml.ts';

/**
 * The comments of a file that configures Kestra, which its name tells the language of; null: it has none, as JSON. In
 * stretches between which others can have their turn. Never throws.
 */
export function* commentsIn(path: string, text: string): Generator<undefined, Comments | null, undefined> {
  if (/\.(?:ya?ml|j2|jinja2?|tpl|gotmpl|tmpl)$|\.ya?ml\./i.test(path)) return yield* yamlComments(text);
  if (isHcl(path)) return yield* terraformComments(text);
  if (/(?:^|\/)\.vscode\/settings\.json$|\.code-workspace$/i.test(path)) return settingsComments(text);
  return /\.json$/i.test(path) ? null : envComments(path, text);
}

/** The same of a file with flows, all of its text: YAML under any name, but for Terraform, in whose heredocs flows may stand. */
export function* flowComments(path: string, text: string): Generator<undefined, Comments, undefined> {
  return yield* isHcl(path) ? terraformComments(text) : yamlComments(text);
}

function isHcl(path: string): boolean {
  return isTerraformPath(path) || /\.hcl$/i.test(path);
}

/** VS Code's settings have comments, which no other JSON has; none is looked for where they are not read. */
function settingsComments(text: string): Comments {
  const ranges: TextRange[] = [];
  if (tooDeepJson(text) !== null) return { ranges, longValues: [], sign: '//' };
  // A byte order mark is no part of JSON, but offsets count it.
  visit(text.replace(/^\uFEFF/, ' '), {
    onComment: (start, length) => ranges.push({ start, end: start + length }),
  });
  return { ranges, longValues: [], sign: '//' };
}

/** A `#` begins a comment at the start of a line and behind a blank, where it is no part of a value. */
function envComments(path: string, text: string): Comments {
  const budget = createBudget(() => undefined, readingLimits);
  const { variables } = readEnvFile(path, text, { variables: { get: () => undefined }, raw: false, budget });
  const values = variables.flatMap(({ origins: [origin] }) => (origin === undefined ? [] : [origin.range]));
  const ranges: TextRange[] = [];
  let next = 0;
  const sign = /(?:^|[ \t])#/gm;
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    const start = sign.lastIndex - 1;
    while ((values[next]?.end ?? Infinity) <= start) next += 1;
    if ((values[next]?.start ?? Infinity) <= start) continue;
    const line = /[^\r\n]*/y;
    line.lastIndex = start;
    line.test(text);
    ranges.push({ start, end: line.lastIndex });
    sign.lastIndex = Math.max(line.lastIndex, sign.lastIndex);
  }
  const longValues = values.filter(({ start, end }) => text.slice(start, end).includes('\n'));
  return { ranges, longValues, sign: '#' };
}
