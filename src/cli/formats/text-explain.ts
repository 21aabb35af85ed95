import { lastCheckedWords, printable, verdictWords } from '../../language/index.ts';
import { withSuggestions } from '../../language/messages/index.ts';
import type { JsonBackend, JsonExplanation } from '../document.ts';
import { backendNameOf } from './backend-names.ts';
import type { Style } from './style.ts';

/** The verdict, then what each backend says of it, and when that was learnt; `now` in ms since the epoch. */
export function explainLines(
  explanation: JsonExplanation,
  backends: readonly JsonBackend[],
  style: Style,
  now: number,
): string[] {
  const { verdict, reason, suggestions, steps } = explanation;
  const paint = { resolvable: style.good, missing: style.bad, hidden: style.careful, unknown: style.careful }[
    verdict
  ];
  return [
    `${paint(verdict === 'unknown' ? 'Unknown' : verdictWords(verdict))}  ${printable(withSuggestions(reason, suggestions))}  ${style.quiet(explanation.reasonCode)}`,
    ...steps.map((step) => {
      const result = {
        pass: style.good('yes'),
        fail: style.bad('no'),
        unknown: style.careful('unknown'),
      }[step.result];
      const when =
        step.fetchedAt === null ? '' : `  ${style.quiet(lastCheckedWords(Date.parse(step.fetchedAt), now))}`;
      return `  ${result}  ${printable(backendNameOf(step.backend, backends))}: ${printable(step.detail)}${when}  ${style.quiet(step.rule)}`;
    }),
  ];
}
