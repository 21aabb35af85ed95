import { mentionsSecret, wordsOfCalls } from './references.ts';
import { readSimpleSyntax } from './yaml/syntax.ts';

/** What makes Kestra see something else than its author, wherever it stands: aliases, merges, more documents. */
const structure = /(?:^|[\s[{,:])\*\S|<<|^(?:---|\.\.\.)|pluginDefaults/m;

/** The first lines of a flow, as far as the first that is below its tasks. */
const head = /^[^]*?^tasks:[ ]*\n(?:[ ]*(?:#[^\n]*)?\n)*[^\n]*(?:\n|$)/m;

/**
 * Whether a text is certainly a flow, and one that asks for nothing and of which nothing is to be told, as most flows of most
 * folders: its first lines say so, and searches through the rest. False: it is to be read to know.
 */
export function isSilentFlow(text: string): boolean {
  if (mentionsSecret(text) || wordsOfCalls(text).some((word) => text.includes(word))) return false;
  if (structure.test(text)) return false;
  const first = head.exec(text.slice(0, longestHead))?.[0];
  const syntax = first === undefined ? null : readSimpleSyntax(first, () => false);
  return syntax?.documents.every(({ isFlow, withoutTasks }) => isFlow && withoutTasks === null) === true;
}

/** So far the tasks of a flow are looked for, in characters. */
const longestHead = 4000;
