import { isCancellation } from '../../ports/cancellation.ts';
import type { AboutKestra, KestraInstance, KestraList } from '../../stores/index.ts';

/** A list that is under way, or to come. */
export interface Listing {
  /** Whether it tells all, and not only more namespaces. */
  readonly isWhole: boolean;
  readonly namespaces: readonly string[];
  readonly done: Promise<void>;
}

/** The lists of one instance, one after another. */
export interface Listings {
  /** The first of which that is so; one that was ended is none. */
  find(isSo: (listing: Listing) => boolean): Listing | undefined;
  /** Begins once those before are done; `list` is not called for one that was ended by then. */
  begin(
    isWhole: boolean,
    namespaces: readonly string[],
    list: (signal: AbortSignal) => Promise<void>,
  ): Listing;
  areUnderWay(): boolean;
  end(): void;
}

/** `onChange`: one came, or is done. */
export function createListings(onChange: () => void): Listings {
  let all: readonly { readonly listing: Listing; readonly life: AbortController }[] = [];

  return {
    find: (isSo) => all.find(({ listing, life }) => !life.signal.aborted && isSo(listing))?.listing,
    begin(isWhole, namespaces, list) {
      const life = new AbortController();
      const before = all.at(-1)?.listing.done ?? Promise.resolve();
      const done = before
        .then(() => (life.signal.aborted ? undefined : list(life.signal)))
        .finally(() => {
          all = all.filter((each) => each.life !== life);
          onChange();
        });
      const listing = { isWhole, namespaces, done };
      all = [...all, { listing, life }];
      onChange();
      return listing;
    },
    areUnderWay: () => all.length > 0,
    end() {
      for (const { life } of all) life.abort();
    },
  };
}

/** A list, and which Kestra it is of. Rejects as the instance does. */
export async function askForList(
  instance: KestraInstance,
  list: Promise<KestraList>,
  signal: AbortSignal,
): Promise<{ readonly about: AboutKestra | null; readonly list: KestraList }> {
  const [about, told] = await Promise.all([aboutIt(instance, signal), list]);
  return { about, list: told };
}

/** Which Kestra it is; what it does not tell is not known, and no failure of its list. */
async function aboutIt(instance: KestraInstance, signal: AbortSignal): Promise<AboutKestra | null> {
  try {
    return await instance.about(signal);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return null;
  }
}
