/** Measured times in milliseconds, or ratios of them: the middle one, and where nine in ten lie. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export function spreadOf(measured: readonly number[]): Spread {
  const sorted = [...measured].sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), low: at(0.05), high: at(0.95) };
}

/** `3.1 ms (2.9 to 4.0)`; `unit` stands after the first number. */
export function spreadText({ median, low, high }: Spread, unit: string): string {
  return `${number(median)}${unit} (${number(low)} to ${number(high)})`;
}

function number(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toPrecision(2);
}

/** Each of the one by each of the others: what the ratio may be, and not that of two lucky numbers. */
export function ratioOf(over: readonly number[], under: readonly number[]): Spread {
  return spreadOf(over.flatMap((left) => under.map((right) => left / right)));
}

export function timeOf(work: () => unknown): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}
