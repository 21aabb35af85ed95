import { realpathSync } from 'node:fs';
import type { Surroundings } from '../../src/host/search-path.ts';

/** What of a machine decides how a program is started there. */
export interface System extends Surroundings {
  /** The path of the Node that runs here. */
  readonly node: string;
  /** Where a path leads without links; null: nothing is there. */
  readonly realFile: (file: string) => string | null;
}

/** This machine, as it is when it is asked. */
export function thisSystem(): System {
  return { platform: process.platform, environment: process.env, node: process.execPath, realFile };
}

function realFile(file: string): string | null {
  try {
    return realpathSync(file);
  } catch {
    return null;
  }
}
