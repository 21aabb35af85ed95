import type { AskOptions, Catalog, Question, Resolution } from '../../src/catalog/types.ts';
import { never } from './never.ts';

/** What is asked for: a text stands for a constant. */
interface Asked extends Partial<Omit<Question, 'key' | 'subkey'>> {
  readonly subkey?: Question['subkey'] | string;
}

/** A call that asks for a secret and nothing else, in a flow whose namespace nobody knows; `rest` is what is otherwise. */
export function questionOf(key: Question['key'] | string, { subkey = null, ...rest }: Asked = {}): Question {
  return {
    key: constantOf(key),
    subkey: constantOf(subkey),
    namespaceArgument: null,
    callFailure: null,
    flowNamespace: null,
    ...rest,
  };
}

/** The verdict on a question once everything is asked that it needs. */
export async function answerTo(
  catalog: Catalog,
  question: Question,
  options: AskOptions = { readValues: false },
): Promise<Resolution> {
  await catalog.ask(question, options, never);
  return catalog.resolve(question);
}

/** The namespace of a flow, as the first text of it. */
export function namespaceNamed(value: string): Question['flowNamespace'] {
  return { kind: 'literal', value, range: { start: 0, end: 0 } };
}

function constantOf(value: Question['key'] | string): Question['key'] {
  return typeof value === 'string' ? { kind: 'constant', value } : value;
}
