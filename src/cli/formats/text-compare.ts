import { printable } from '../../language/index.ts';
import { differenceWords } from '../../language/kestra-facts.ts';
import { kestraBackend } from '../../managers/kestra.ts';
import type { JsonBackend, JsonDifference } from '../document.ts';
import { backendNameOf, kestraHeading } from './backend-names.ts';
import type { Style } from './style.ts';

/** Each name on which the running Kestra and the backends here disagree, with the rule that is why. */
export function compareLines(
  differences: readonly JsonDifference[],
  backends: readonly JsonBackend[],
  style: Style,
): string[] {
  const kestra = backends.find(({ id }) => id === kestraBackend.id);
  return [
    ...(kestra === undefined ? [] : [style.strong(printable(kestraHeading(kestra)))]),
    ...differences.map((difference) => differenceLine(difference, backends, style)),
    kestra !== undefined && isUnread(kestra)
      ? 'Nothing was compared.'
      : `${countWords(differences.length)}${isWhole(kestra, backends) ? '.' : ' in what could be read.'}`,
  ];
}

/** Whether nothing is known of what it lists. */
function isUnread({ state, fetchedAt }: JsonBackend): boolean {
  return (
    (state === 'incomplete' && fetchedAt === null) ||
    state === 'failed' ||
    state === 'blocked' ||
    state === 'offline'
  );
}

/** Whether Kestra and every backend here told what they have. */
function isWhole(kestra: JsonBackend | undefined, backends: readonly JsonBackend[]): boolean {
  return kestra?.state === 'complete' && !backends.some(isUnread);
}

function differenceLine(difference: JsonDifference, backends: readonly JsonBackend[], style: Style): string {
  const { backend, name, namespace, listedByKestra, rule } = difference;
  const own = backend === null ? null : backendNameOf(backend, backends);
  const parts = [
    listedByKestra ? style.careful('+') : style.careful('-'),
    printable(name),
    namespace === null ? '' : style.quiet(printable(namespace)),
    printable(differenceWords(difference, own)),
    rule === null ? '' : style.quiet(rule),
  ];
  return `  ${parts.filter((part) => part !== '').join('  ')}`;
}

function countWords(count: number): string {
  if (count === 0) return 'No difference was found';
  return count === 1 ? '1 difference' : `${String(count)} differences`;
}
