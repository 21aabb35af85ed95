import { lex } from './lexer.ts';
import type { Findings } from './nodes.ts';
import { blotRawBlocks } from './raw-blocks.ts';
import { readSimpleCalls } from './simple-calls.ts';
import { readTemplate } from './templates.ts';
import { PebbleSyntaxError, type SyntaxProblem } from './tokens.ts';

export type Parsed =
  | { readonly state: 'parsed'; readonly findings: Findings }
  | { readonly state: 'broken'; readonly problem: SyntaxProblem };

/**
 * Reads a text as Kestra does before it renders it: all of it parses, or nothing is evaluated. Never throws.
 * Offsets are those of `text`.
 */
export function parsePebble(text: string): Parsed {
  // Kestra: VariableRenderer gives back a text without a brace as it is.
  if (!text.includes('{')) return { state: 'parsed', findings: { calls: [], rendered: [], files: [] } };
  const simple = readSimpleCalls(text);
  if (simple !== null) return { state: 'parsed', findings: simple };
  try {
    return { state: 'parsed', findings: readTemplate(lex(blotRawBlocks(text))) };
  } catch (error) {
    if (error instanceof PebbleSyntaxError) return { state: 'broken', problem: error.problem };
    throw error;
  }
}
