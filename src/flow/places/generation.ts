import type { Generation } from './types.ts';

/**
 * The generation whose engine is nearest to a version, as an image's tag names it (`2.0.0`, `v1.3.31-no-plugins`, `2`).
 * Null for what is no number (`latest`, `develop`, a digest), and where there is no version.
 */
export function generationOf(version: string | null): Generation | null {
  const [, major] = /^v?(\d{1,3})(?:\.\d+)*(?:[-+.].*)?$/.exec(version?.trim() ?? '') ?? [];
  if (major === undefined) return null;
  return Number(major) >= 2 ? '2.0' : '1.3';
}
