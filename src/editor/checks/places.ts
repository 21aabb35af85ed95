import { Range } from 'vscode';
import type { IndexedRange } from '../../index/index.ts';

/** A place of the index as VS Code counts it. */
export function rangeOfPlace({ line, column, endLine, endColumn }: IndexedRange): Range {
  return new Range(line - 1, column - 1, endLine - 1, endColumn - 1);
}
