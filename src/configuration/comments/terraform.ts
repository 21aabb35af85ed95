import type { Comments } from '../../ports/comments.ts';
import type { TextRange } from '../../ports/text.ts';
import { flowLinesIn, type HeredocFlow } from '../terraform/flows.ts';
import { hclComments } from '../terraform/hcl.ts';
import { yamlComments } from './yaml.ts';

/** Terraform's own comments, and those of YAML in the flows that stand in its heredocs. Never throws. */
export function* terraformComments(text: string): Generator<undefined, Comments, undefined> {
  const own = hclComments(text);
  const flows = flowLinesIn(text);
  const ranges = [own.ranges];
  const inner: (readonly TextRange[])[] = [];
  for (const flow of flows) {
    const found = yield* yamlComments(withoutHoles(text, flow));
    const moved = ({ start, end }: TextRange) => ({ start: flow.start + start, end: flow.start + end });
    ranges.push(found.ranges.map(moved));
    inner.push(found.longValues.map(moved));
  }
  const starts = new Set(flows.map(({ start }) => start));
  const isFlow = ({ start }: TextRange) => starts.has(text.indexOf('\n', start) + 1);
  return {
    ranges: ranges.flat().sort(byStart),
    longValues: [own.longValues.filter((each) => !isFlow(each)), ...inner].flat().sort(byStart),
    embedded: own.longValues.filter(isFlow),
    sign: own.sign,
  };
}

/** The lines of a flow, with letters in the place of what Terraform puts in there, and blanks in that of its directives. */
function withoutHoles(text: string, { start, end, holes }: HeredocFlow): string {
  const pieces: string[] = [];
  let at = start;
  for (const hole of holes) {
    const filler = text.startsWith('%{', hole.start) ? ' ' : 'x';
    pieces.push(text.slice(at, hole.start), text.slice(hole.start, hole.end).replace(/[^\r\n]/g, filler));
    at = hole.end;
  }
  return [...pieces, text.slice(at, end)].join('');
}

function byStart(one: TextRange, other: TextRange): number {
  return one.start - other.start;
}
