import { namesInCalls } from '../../flow/names-in-calls.ts';

/** The names between the brackets of any `secret(…)`, in whatever text, by the name in upper case. */
export type Mentions = ReadonlyMap<string, readonly { readonly name: string; readonly file: string }[]>;

/** Collects them from one text after the other. */
export interface MentionCollector {
  readonly mentions: Mentions;
  take(file: string, text: string): void;
  /** The same of what {@link namesMentionedIn} found in a text. */
  takeNames(file: string, names: Iterable<string>): void;
}

/** `isName`: whether a secret has this name, in upper case; no other mention is kept. */
export function createMentionCollector(isName: (folded: string) => boolean): MentionCollector {
  const mentions = new Map<string, { name: string; file: string }[]>();
  function takeNames(file: string, names: Iterable<string>): void {
    for (const name of names) {
      const folded = name.toUpperCase();
      if (!isName(folded)) continue;
      const others = mentions.get(folded);
      if (others === undefined) mentions.set(folded, [{ name, file }]);
      else others.push({ name, file });
    }
  }
  return { mentions, takeNames, take: (file, text) => takeNames(file, namesMentionedIn(text)) };
}

/** The names between the brackets of any `secret(…)` in a text, whoever has them. */
export function namesMentionedIn(text: string): readonly string[] {
  return text.includes('secret') ? [...namesInCalls(text)] : [];
}
