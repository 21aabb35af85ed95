import { blocksIn, type HclAttribute, type HclValue } from '../../src/configuration/terraform/hcl.ts';
import { compareDrawn, type DrawnComparison } from './compare-drawn.ts';
import type { Conversation } from './conversation.ts';
import { anyTerraform } from './terraform-texts.ts';

/** What HCL itself says of a value. */
interface JudgedValue {
  readonly kind: 'text' | 'object' | 'other';
  readonly text: string | null;
  readonly attributes?: readonly JudgedAttribute[];
}

interface JudgedAttribute {
  readonly key: string;
  readonly value: JudgedValue;
}

/** What HCL says of a text. */
export interface JudgedTerraform {
  readonly blocks: readonly {
    readonly type: string;
    readonly labels: readonly string[];
    readonly attributes: readonly JudgedAttribute[];
  }[];
  /** In bytes. */
  readonly heredocs: readonly {
    readonly start: number;
    readonly end: number;
    readonly holes: readonly unknown[];
  }[];
  readonly refused?: string;
}

export interface TerraformComparison extends DrawnComparison<string> {
  /** How many of them HCL refuses. */
  readonly refused: number;
}

/** Has `count` texts, which follow from `seed`, judged by HCL and read here, up to the first that differs. */
export async function compareTerraform(
  judge: Conversation,
  seed: number,
  count: number,
): Promise<TerraformComparison> {
  let refused = 0;
  const compared = await compareDrawn(
    anyTerraform,
    seed,
    count,
    async (text) => {
      const judged = (await judge.ask({ text })) as JudgedTerraform;
      return { judged, what: differenceFrom(judged, text) };
    },
    ({ judged }) => {
      if (judged.refused !== undefined) refused += 1;
    },
  );
  return { ...compared, refused };
}

/** What is read otherwise than HCL does; null: nothing. What HCL refuses only has to be read without end or exception. */
export function differenceFrom(judged: JudgedTerraform, text: string): string | null {
  const blocks = blocksIn(text);
  if (judged.refused !== undefined) return null;
  const heads = (each: readonly { readonly type: string; readonly labels: readonly string[] }[]) =>
    JSON.stringify(each.map(({ type, labels }) => [type, labels]));
  if (heads(blocks) !== heads(judged.blocks)) return `blocks ${heads(blocks)}, not ${heads(judged.blocks)}`;
  for (const [index, block] of blocks.entries()) {
    const what = differenceOfAll(block.attributes, judged.blocks[index]?.attributes ?? []);
    if (what !== null) return what;
  }
  const bytes = (at: number) => Buffer.byteLength(text.slice(0, at));
  const own = blocks
    .flatMap(({ attributes }) => heredocsIn(attributes))
    .map(({ content, holes }) => ({
      start: bytes(content.start),
      end: bytes(content.end),
      holes: holes.map(({ start, end }) => [bytes(start), bytes(end)]),
    }));
  const places = JSON.stringify(own);
  const expected = JSON.stringify(judged.heredocs);
  return places === expected ? null : `heredocs at ${places}, not ${expected}`;
}

function differenceOfAll(own: readonly HclAttribute[], judged: readonly JudgedAttribute[]): string | null {
  const keys = (each: readonly { readonly key: string }[]) => each.map(({ key }) => key).join(' ');
  if (keys(own) !== keys(judged)) return `keys ${keys(own)}, not ${keys(judged)}`;
  for (const [index, { key, value }] of own.entries()) {
    const other = judged[index]?.value;
    const what = other === undefined ? null : differenceOf(key, value, other);
    if (what !== null) return what;
  }
  return null;
}

function differenceOf(key: string, own: HclValue, judged: JudgedValue): string | null {
  if (own.kind === 'object' && judged.kind === 'object') {
    return differenceOfAll(own.attributes, judged.attributes ?? []);
  }
  const text = own.kind === 'text' ? own.text : own.kind === 'heredoc' ? own.heredoc.text : null;
  // What is worked out is not known here; where it is said all the same, it must be that.
  const isRight = text === null ? judged.kind === 'other' : text === judged.text;
  return isRight ? null : `${key} is ${JSON.stringify(text)} (${own.kind}), not ${JSON.stringify(judged)}`;
}

function heredocsIn(
  attributes: readonly HclAttribute[],
): Extract<HclValue, { kind: 'heredoc' }>['heredoc'][] {
  return attributes.flatMap(({ value }) =>
    value.kind === 'object' ? heredocsIn(value.attributes) : value.kind === 'heredoc' ? [value.heredoc] : [],
  );
}
