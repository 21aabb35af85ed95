/** The log behind the output channel. Lines hold no value and no credential. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}
