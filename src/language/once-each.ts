import type { Question } from '../catalog/index.ts';
import { mapKey } from '../text/map-key.ts';

/** Puts each question once, however often it is asked: flows ask for the same few secrets again and again. */
export function onceEach<T>(answer: (question: Question) => T): (question: Question) => T {
  const byNamespace = new Map<string | null, Map<string, { readonly given: T }>>();
  return (question) => {
    // Where in its flow a namespace stands makes no other question of it.
    const { flowNamespace } = question;
    const namespace = flowNamespace?.kind === 'literal' ? mapKey(flowNamespace.value) : null;
    const answered = byNamespace.get(namespace) ?? new Map<string, { readonly given: T }>();
    byNamespace.set(namespace, answered);
    const key = mapKey(keyOfQuestion(question));
    const known = answered.get(key);
    if (known !== undefined) return known.given;
    const given = answer(question);
    answered.set(key, { given });
    return given;
  };
}

/** Tells questions of one namespace apart; most ask for one name, or one part of it, and nothing else. */
function keyOfQuestion({ callFailure, key, namespaceArgument, subkey }: Question): string {
  const name = textOf(key);
  const part = textOf(subkey);
  const isPlain = callFailure === null && namespaceArgument === null;
  if (isPlain && name !== null && (subkey === null || part !== null))
    return part === null ? `'${name}` : `${String(name.length)}'${name}${part}`;
  return JSON.stringify([callFailure, key, namespaceArgument, subkey]);
}

/** null: nothing is given, or it is no constant text. */
function textOf(value: Question['key']): string | null {
  return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : null;
}
