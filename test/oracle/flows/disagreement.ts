import type { Place } from '../../../src/flow/places/types.ts';
import type { FlowAnswer } from '../engine.ts';
import { renderersOf } from '../places/ask-row.ts';

/**
 * What the table of places says of a call and Kestra's engine does not, or null. That a call was not evaluated says
 * nothing by itself, since the run may have ended before; with the word of Kestra's schema (`dynamic`) it does.
 */
export function disagreementOn(place: Place, answer: FlowAnswer, dynamic: boolean | null): string | null {
  const by = renderersOf(answer);
  switch (place.kind) {
    case 'refused':
      return answer.refused === null ? `the table has it refused, and Kestra saves it${lookedUp(by)}` : null;
    case 'rendered':
      if (answer.refused !== null)
        return `the table has it rendered, and Kestra refuses it: ${answer.refused}`;
      if (by.length === 0) {
        return dynamic === false ? 'the table has it rendered, and Kestra and its schema have it not' : null;
      }
      return place.by === null || by.includes(place.by)
        ? null
        : `the table has it rendered by the ${place.by}, and Kestra did it by the ${by.join(' and the ')}`;
    case 'no-part':
      return by.length === 0 ? null : `the table has it no part of a flow${lookedUp(by)}`;
    case 'never-rendered':
    case 'through-render':
      if (answer.refused !== null)
        return `the table has it ${place.kind}, and Kestra refuses it: ${answer.refused}`;
      return by.length === 0 ? null : `the table has it ${place.kind}${lookedUp(by)}`;
  }
}

function lookedUp(by: readonly string[]): string {
  return by.length === 0 ? '' : `, and the ${by.join(' and the ')} looked it up`;
}
