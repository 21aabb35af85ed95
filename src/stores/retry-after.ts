/** `Retry-After` in seconds, as clouds send it; null: none, or a date. */
export function secondsIn(header: string | undefined): number | null {
  const seconds = Number(header ?? '');
  return header !== undefined && Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
