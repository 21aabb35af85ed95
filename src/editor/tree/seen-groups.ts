/** The groups that somebody has open, of which what is in them is kept true only while the view is visible. */
export interface SeenGroups<T> {
  open(group: T): void;
  close(group: T): void;
  /** Says whether the view is visible. */
  follow(isVisible: boolean): void;
}

/** `leave`: nobody looks at a group any more; `drawAgain`: its rows are asked for anew; `isThere`: whether it still is. */
export function createSeenGroups<T>(
  leave: (group: T) => void,
  drawAgain: () => void,
  isThere: (group: T) => boolean,
): SeenGroups<T> {
  const seen = new Set<T>();
  return {
    open: (group) => void seen.add(group),
    close(group) {
      seen.delete(group);
      leave(group);
    },
    follow(isVisible) {
      for (const group of seen) if (!isThere(group)) seen.delete(group);
      if (!isVisible) seen.forEach(leave);
      else if (seen.size > 0) drawAgain();
    },
  };
}
