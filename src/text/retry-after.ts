import type { HttpResponse } from '../ports/network.ts';

/**
 * The seconds a manager asks to wait. The header holds them, or a time (RFC 9110, section 10.2.3), which is held against the
 * server's own; null: it asks for nothing, or in words that nobody understands.
 */
export function retryAfterOf({ 'retry-after': header, date }: HttpResponse['headers']): number | null {
  if (header === undefined || header.trim() === '') return null;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? (Date.parse(header) - Date.parse(date ?? '')) / 1000 : seconds;
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}
