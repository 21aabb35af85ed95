import { printable, stateWords } from '../../language/index.ts';
import type { JsonBackend, JsonDocument } from '../document.ts';
import { backendNameOf, nameWithConfiguration } from './backend-names.ts';
import type { Style } from './style.ts';

/** The secrets that nobody asks for, then how sure that is. */
export function unusedLines(document: JsonDocument, style: Style): string[] {
  const { backends, unused = [], references = [], unusedComplete = false } = document;
  if (backends.length === 0) {
    return ['No secret is known: this folder has no Kestra configuration that names a secret backend.'];
  }
  return [
    ...unused.map(({ backend, name, because, files }) => {
      const [first] = because.flatMap((index) => references[index] ?? []);
      const [file] = files;
      const maybe =
        first !== undefined
          ? `may be used by ${first.file}:${String(first.line)}:${String(first.column)}`
          : file === undefined
            ? ''
            : `may be used, because ${file} names it`;
      return [
        style.strong(printable(backendNameOf(backend, backends))),
        printable(name),
        style.careful(printable(maybe)),
      ]
        .filter((part) => part !== '')
        .join('  ');
    }),
    ...(backends.some(isListed)
      ? [countWords(unused.filter(({ verdict }) => verdict === 'unused').length)]
      : []),
    ...backends.filter((backend) => !isListed(backend)).map((backend) => printable(notKnownWords(backend))),
    ...(unusedComplete || !backends.some(isListed)
      ? []
      : [
          style.quiet(
            'More secrets may be unused: a list is incomplete, or a flow could be read only in part.',
          ),
        ]),
  ];
}

function isListed({ state }: JsonBackend): boolean {
  return state === 'complete' || state === 'incomplete';
}

/** What a backend has that gave no list, and why it gave none. */
function notKnownWords(backend: JsonBackend): string {
  const { failure, state } = backend;
  const why = failure === null ? `The list was not read: ${stateWords(state)}.` : failure.message;
  return `The secrets of ${nameWithConfiguration(backend)} are not known, nor which of them are unused. ${why}`;
}

function countWords(count: number): string {
  if (count === 0) return 'No secret that Kestra sees is certainly unused.';
  return count === 1
    ? '1 secret is not used by any flow.'
    : `${String(count)} secrets are not used by any flow.`;
}
