import { mentionsSecret } from './references.ts';
import { readSimpleSyntax } from './yaml/simple-syntax.ts';

/** Words of a flow that asks for something, renders a file, or says what Kestra 2.0 does not know. */
const words = /secret|render|pluginDefaults/;

/**
 * What makes Kestra see something else than its author, wherever it stands: aliases, merges, more documents; each with what
 * is searched for first, because a search takes a tenth of the time.
 */
const structures = [
  { sign: '*', structure: /(?:^|[\s[{,:])\*\S/m },
  { sign: '<<', structure: /<</ },
  { sign: '---', structure: /^---/m },
  { sign: '...', structure: /^\.\.\./m },
];

/** The first lines of a flow, as far as the first that is below its tasks. */
const head = /^[^]*?^tasks:[ ]*\n(?:[ ]*(?:#[^\n]*)?\n)*[^\n]*(?:\n|$)/m;

/**
 * Whether a text is certainly a flow, and one that asks for nothing and of which nothing is to be told, as most flows of most
 * folders: its first lines say so, and searches through the rest. False: it is to be read to know.
 */
export function isSilentFlow(text: string): boolean {
  if (words.test(text) || mentionsSecret(text)) return false;
  if (structures.some(({ sign, structure }) => text.includes(sign) && structure.test(text))) return false;
  const first = head.exec(text.slice(0, longestHead))?.[0];
  const syntax = first === undefined ? null : readSimpleSyntax(first, () => false);
  return syntax?.documents.every(({ isFlow, withoutTasks }) => isFlow && withoutTasks === null) === true;
}

/** So far the tasks of a flow are looked for, in characters. */
const longestHead = 4000;
