import type { Generation } from './types.ts';

/**
 * The generation whose engine is nearest to a version, as an image's tag names it (`2.0.0`, `v1.3.31-no-plugins`). Null
 * for what is no number: `latest`, `develop`, a digest.
 */
export function generationOf(version: string): Generation | null {
  const [, major] = /^v?(\d{1,6})\.\d+(?:\.\d+)*(?:[-+.].*)?$/.exec(version.trim()) ?? [];
  if (major === undefined) return null;
  return Number(major) >= 2 ? '2.0' : '1.3';
}
