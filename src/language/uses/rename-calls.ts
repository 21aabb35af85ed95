import { readFlow, type FlowFile } from '../../flow/index.ts';
import { valueAround } from '../../flow/written-values.ts';
import type { IndexedArgument, IndexedReference } from '../../index/index.ts';
import { isTerraformPath } from '../../text/terraform-path.ts';
import { isOrdinaryName, writeNameInValue } from '../write-name.ts';
import type { SecretUse, SecretUses, SoughtSecret } from './types.ts';

/** One name in a call, and what takes its place. */
export interface RenamedCall {
  readonly file: string;
  /** What stands between the quotes now. */
  readonly range: IndexedArgument['range'];
  readonly text: string;
}

/** What a new name makes of the calls of a folder. */
export interface RenamedCalls {
  /** In the order of the paths, then of the text. */
  readonly edits: readonly RenamedCall[];
  /** Calls that keep what they have: they may mean the secret, or the new name cannot be written there. */
  readonly left: readonly SecretUse[];
}

/**
 * Writes a new name in every call that certainly means a secret or subkey, in the quotes and the YAML style of each place.
 * `textOf`: the text that the uses were found in; null: it is not there any more. Asked only where the name needs escapes.
 */
export async function renameCalls(
  { certain, perhaps }: SecretUses,
  { subkey }: SoughtSecret,
  newName: string,
  textOf: (file: string) => Promise<string | null>,
): Promise<RenamedCalls> {
  const edits: RenamedCall[] = [];
  const left: SecretUse[] = [];
  const flowOf = createReader(textOf);
  for (const use of certain) {
    const { file, reference } = use;
    const argument = subkey === null ? reference.key : reference.subkey;
    const text =
      argument === null ? null : await writtenName(newName, argument, reference, () => flowOf(file));
    if (argument === null || text === null) left.push(use);
    else edits.push({ file, range: argument.range, text });
  }
  return { edits, left: [...left, ...perhaps] };
}

/** null: it cannot be written there, or what is there is no text of its own. */
async function writtenName(
  name: string,
  { quote, range }: IndexedArgument,
  { foundAs }: IndexedReference,
  readFile: () => Promise<FlowFile | null>,
): Promise<string | null> {
  if (quote === null) return null;
  if (isOrdinaryName(name)) return name;
  const file = await readFile();
  const value = file === null ? null : valueAround(file, range.start);
  if (value?.isValid !== true) return null;
  return writeNameInValue(name, quote, value, foundAs === 'rendered-text');
}

/** Uses come file by file: one is kept at a time. */
function createReader(
  textOf: (file: string) => Promise<string | null>,
): (file: string) => Promise<FlowFile | null> {
  let last: { readonly file: string; readonly flow: FlowFile | null } | null = null;
  return async (file) => {
    if (last?.file === file) return last.flow;
    // What Terraform's strings make of an escape is another language's.
    const text = isTerraformPath(file) ? null : await textOf(file);
    last = { file, flow: text === null ? null : readFlow(text) };
    return last.flow;
  };
}
