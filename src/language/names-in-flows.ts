import type { FlowIndex } from '../index/index.ts';
import type { ExpressionValue } from '../flow/index.ts';
import { isLong } from '../text/intern.ts';

/** A name by which flows ask for a secret that nobody here is known to have. */
export interface NameInFlows {
  readonly name: string;
  /** In how many files they do. */
  readonly files: number;
  /** The subkeys that they ask for, in their order. */
  readonly subkeys: readonly string[];
  /** Whether none of them asks for the whole secret. */
  readonly alwaysSubkey: boolean;
}

/** The last answer for an index, since nothing but the letters typed changes from one completion to the next. */
const answers = new WeakMap<
  FlowIndex,
  { readonly version: number; readonly file: string | null; readonly names: readonly NameInFlows[] }
>();

/**
 * The names that calls of other files than `file` (its path in the folder; null: none of it) certainly ask for, in their order.
 * Calls that no Kestra renders and calls in a text that does not parse are left out.
 */
export function namesInOtherFlows(index: FlowIndex, file: string | null): readonly NameInFlows[] {
  const version = index.version();
  const known = answers.get(index);
  if (known?.version === version && known.file === file) return known.names;
  const names = index.names().flatMap((name) => nameIn(index, name, file) ?? []);
  names.sort((one, other) => (one.name < other.name ? -1 : 1));
  answers.set(index, { version, file, names });
  return names;
}

function nameIn(index: FlowIndex, name: string, except: string | null): NameInFlows | null {
  const files = new Set<string>();
  const subkeys = new Set<string>();
  let alwaysSubkey = true;
  for (const { file, references } of index.usesOf(name)) {
    if (file === except) continue;
    for (const { key, subkey, foundAs, renderedIn } of references) {
      if (foundAs === 'recovered' || renderedIn.length === 0) continue;
      if (name === '' || textOf(key?.value) !== name) continue;
      files.add(file);
      const asked = textOf(subkey?.value);
      if (asked === null || asked === '') alwaysSubkey = false;
      else if (!isLong(asked)) subkeys.add(asked);
    }
  }
  if (files.size === 0) return null;
  return { name, files: files.size, subkeys: [...subkeys].sort(), alwaysSubkey };
}

/** null: it is no text that is known before the flow runs. */
function textOf(value: ExpressionValue | undefined): string | null {
  return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : null;
}

/** A list of up to so many is offered whole. */
const offeredWhole = 1000;

/** Of a longer one so many. */
const offeredOfMany = 200;

/** Of many names those that begin with what was typed, then those that hold it. `isCut`: there are more. */
export function namesFor<Named extends { readonly name: string }>(
  names: readonly Named[],
  typed: string,
): { readonly offered: readonly Named[]; readonly isCut: boolean } {
  if (names.length <= offeredWhole) return { offered: names, isCut: false };
  const letters = typed.toLowerCase();
  const [beginning, within]: [Named[], Named[]] = [[], []];
  for (const each of names) {
    const at = each.name.toLowerCase().indexOf(letters);
    if (at === 0) beginning.push(each);
    else if (at > 0) within.push(each);
  }
  return { offered: [...beginning, ...within].slice(0, offeredOfMany), isCut: true };
}
