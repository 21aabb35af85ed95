import type { Question, Resolution } from '../catalog/index.ts';

/** Puts each question once, however often it is asked: flows ask for the same few secrets again and again. */
export function onceEach(resolve: (question: Question) => Resolution): (question: Question) => Resolution {
  const answered = new Map<string, Resolution>();
  return (question) => {
    const key = JSON.stringify(question);
    const known = answered.get(key);
    if (known !== undefined) return known;
    const resolution = resolve(question);
    answered.set(key, resolution);
    return resolution;
  };
}
