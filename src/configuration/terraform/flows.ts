import type { TextRange } from '../../ports/text.ts';
import { blocksIn } from './hcl.ts';

/** The lines of a flow that stand in a Terraform file. Offsets are in the file. */
export interface HeredocFlow extends TextRange {
  /** What Terraform puts in there, and what it reads otherwise than YAML, such as `$${`. */
  readonly holes: readonly TextRange[];
}

/** The flows that `kestra_flow` resources of a Terraform file hold as heredocs, in the order of the text. */
export function flowLinesIn(text: string): readonly HeredocFlow[] {
  return blocksIn(text).flatMap(({ type, labels: [kind], attributes }) => {
    const content = attributes.find(({ key }) => key === 'content')?.value;
    if (type !== 'resource' || kind !== 'kestra_flow' || content?.kind !== 'heredoc') return [];
    const { content: lines, holes, escapes } = content.heredoc;
    return [{ ...lines, holes: [...holes, ...escapes].sort((one, other) => one.start - other.start) }];
  });
}
