export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `action` once after `delay` milliseconds; the returned function takes it back. */
  after(delay: number, action: () => void): () => void;
}

/** A number in [0, 1), for jitter. */
export type Random = () => number;
