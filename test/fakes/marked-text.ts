/** A text without its « and », and what stands between each pair of them. */
export function markedText(marked: string): { readonly text: string; readonly marks: readonly string[] } {
  const marks = [...marked.matchAll(/«([^»]*)»/g)].map((found) => found[1] ?? '');
  return { text: marked.replace(/[«»]/g, ''), marks };
}
