import { readEach, type FileText, type FolderFiles } from '../ports/files.ts';

/** How much is read at the most: no folder with flows comes near it, and one that does is told of. */
export interface TextLimits {
  readonly files: number;
  readonly characters: number;
}

export const textLimits: TextLimits = { files: 20_000, characters: 100_000_000 };

/** So many files are read before it is asked whether that was too much. */
const filesAtOnce = 500;

/** Files that are no text whatever is in them, so that they need not be opened to be told. */
const binaryName =
  /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|tiff?|pdf|zip|t?gz|bz2|xz|zst|7z|rar|tar|jar|war|class|so|dylib|dll|exe|wasm|woff2?|ttf|otf|eot|mp[34]|mov|avi|mkv|wav|parquet|avro|orc|sqlite3?|db|pyc|pkl|npy|docx?|xlsx?|pptx?)$/i;

/**
 * Hands every text file of the folder that is not ignored to `take`, in the order of their paths; answers whether that
 * was all of them. Files that may not be read, larger ones than are read, and binary ones are left out. Rejects with an
 * AbortError alone.
 */
export async function readTexts(
  files: FolderFiles,
  take: (path: string, text: string) => void,
  signal: AbortSignal,
  limits: TextLimits = textLimits,
): Promise<boolean> {
  return createTextMemory(take).read(files, () => undefined, signal, limits);
}

/** What was made of the texts of a folder, so that only those are read again that may have changed. */
export interface TextMemory<T> {
  /** As {@link readTexts} does, with what was made of each text, now or before. One at a time. */
  read(
    files: FolderFiles,
    take: (path: string, made: T) => void,
    signal: AbortSignal,
    limits?: TextLimits,
  ): Promise<boolean>;
  /** Says that a file may have changed, or everything in a folder. */
  note(path: string): void;
  /** Says that all may have changed. */
  forget(): void;
}

/** Of a file that is no text `made` is null. */
interface MadeOfText<T> {
  readonly length: number;
  readonly made: { readonly value: T } | null;
}

export function createTextMemory<T>(make: (path: string, text: string) => T): TextMemory<T> {
  const known = new Map<string, MadeOfText<T>>();
  /** In lower case: some systems write a name in another case than the list does. */
  const noted = new Set<string>();
  let isOld = false;

  function dropChanged(listed: ReadonlySet<string>): void {
    if (isOld) known.clear();
    isOld = false;
    for (const path of known.keys()) {
      if (!listed.has(path) || isNoted(path, noted)) known.delete(path);
    }
    noted.clear();
  }

  return {
    async read(files, take, signal, limits = textLimits) {
      const paths = (await files.list(signal)).filter((path) => !binaryName.test(path));
      dropChanged(new Set(paths));
      let left = limits.characters;
      const count = (path: string) => {
        const { length = 0, made = null } = known.get(path) ?? {};
        left -= length;
        if (left >= 0 && made !== null) take(path, made.value);
      };
      for (let first = 0; first < Math.min(paths.length, limits.files) && left >= 0; first += filesAtOnce) {
        const some = paths.slice(first, Math.min(first + filesAtOnce, limits.files));
        let next = 0;
        const countUntil = (end: number) => {
          for (; next < end; next += 1) count(some[next] ?? '');
        };
        const places = new Map(some.map((path, place) => [path, place]));
        const unknown = some.filter((path) => !known.has(path));
        await readEach(files, unknown, signal, (path, found) => {
          countUntil(places.get(path) ?? 0);
          const length = found.state === 'text' ? found.text.length : 0;
          if (left < length || !isToKeep(found)) left -= length;
          else known.set(path, { length, made: madeOf(path, found) });
          if (left < 0) next = some.length;
        });
        countUntil(some.length);
      }
      // What changed while it was read is read again.
      for (const path of known.keys()) if (isNoted(path, noted)) known.delete(path);
      return left >= 0 && paths.length <= limits.files;
    },
    note: (path) => void noted.add(path.toLowerCase()),
    forget() {
      isOld = true;
    },
  };

  function madeOf(path: string, found: FileText): MadeOfText<T>['made'] {
    return found.state === 'text' ? { value: make(path, found.text) } : null;
  }
}

/** Nobody tells when a file can be read again. */
function isToKeep(found: FileText): boolean {
  return found.state !== 'refused' || found.reason !== 'unreadable';
}

/** Whether a path, or a folder that it leads through, is among those that were noted. */
function isNoted(path: string, noted: ReadonlySet<string>): boolean {
  if (noted.size === 0) return false;
  const folded = path.toLowerCase();
  for (let end = folded.length; end > 0; end = folded.lastIndexOf('/', end - 1)) {
    if (noted.has(folded.slice(0, end))) return true;
  }
  return false;
}
