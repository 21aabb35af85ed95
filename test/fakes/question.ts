import type { Question } from '../../src/catalog/types.ts';

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

/** The namespace of a flow, as the first text of it. */
export function namespaceNamed(value: string): Question['flowNamespace'] {
  return { kind: 'literal', value, range: { start: 0, end: 0 } };
}

function constantOf(value: Question['key'] | string): Question['key'] {
  return typeof value === 'string' ? { kind: 'constant', value } : value;
}
