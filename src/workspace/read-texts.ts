import { readEach, type FolderFiles } from '../ports/files.ts';

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
  const paths = (await files.list(signal)).filter((path) => !binaryName.test(path));
  let left = limits.characters;
  for (let first = 0; first < Math.min(paths.length, limits.files) && left >= 0; first += filesAtOnce) {
    const some = paths.slice(first, Math.min(first + filesAtOnce, limits.files));
    await readEach(files, some, signal, (path, found) => {
      if (found.state !== 'text') return;
      left -= found.text.length;
      if (left >= 0) take(path, found.text);
    });
  }
  if (left < 0) return false;
  return paths.length <= limits.files;
}
