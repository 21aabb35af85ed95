import { mayHideWord } from './references.ts';

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

const blank = String.raw`[ ]*(?:#[^\n]*)?\n`;
const key = String.raw`[A-Za-z_][\w.-]*:`;
/** A scalar on one line that is nothing else to any reader of YAML. */
const plain = String.raw`[A-Za-z0-9/.$~^+(](?:[!-9;-~ \u00a0-\ufefe]|:(?=[!-~]))*`;
const quoted = String.raw`(?:"[^"\\\n]*"|'[^'\n]*'|\[\]|\{\})[ ]*(?:[ ]#[^\n]*)?`;
const value = `(?:${plain}|${quoted})`;
const line = String.raw`[ ]*(?:-[ ]+)?(?:${key}(?:[ ]+${value}|[ ]*)|${value})\n`;
const block = String.raw`${key}[ ]+[|>][+-]?\n(?:[ ][^\n]*\n|\n)*(?![ \n])`;

/**
 * The first lines of a flow, each of which is told at a glance, as far as the first item of its tasks: a root key stands at
 * the start of a line, and nothing else does.
 */
const head = new RegExp(
  `^(?:${blank})*(?=${key})(?:(?!tasks:)(?:${blank}|${block}|${line}))*tasks:[ ]*\\n(?:${blank})*[ ]*-[ ]`,
);

/**
 * Whether a text is certainly a flow, and one that asks for nothing and of which nothing is to be told, as most flows of most
 * folders: its first lines say so, and searches through the rest. False: it is to be read to know.
 */
export function isSilentFlow(text: string): boolean {
  if (words.test(text) || mayHideWord(text)) return false;
  if (structures.some(({ sign, structure }) => text.includes(sign) && structure.test(text))) return false;
  const [first = ''] = head.exec(text.slice(0, longestHead)) ?? [];
  return /^id:[ \n]/m.test(first) && /^namespace:[ \n]/m.test(first);
}

/** Whether a text is to be read at all by who counts the flows of which {@link isSilentFlow} says so. */
export function mayTellAnything(text: string): boolean {
  return !isSilentFlow(text);
}

/** So far the tasks of a flow are looked for, in characters. */
const longestHead = 4000;
