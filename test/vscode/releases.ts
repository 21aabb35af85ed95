import { fileURLToPath } from 'node:url';

/** A VS Code as the package `code-server` carries it: 4.X.Y holds VS Code 1.X.Y. */
export interface Release {
  readonly codeServer: string;
  /** The major version of Node that it runs on. */
  readonly node: number;
}

/** The oldest VS Code that `engines.vscode` promises. */
export const oldest: Release = { codeServer: '4.106.3', node: 22 };
export const newest: Release = { codeServer: '4.139.1', node: 24 };

/** Where VS Codes, browsers and their like are kept between runs; ignored by Git. */
export const toolsFolder = fileURLToPath(new URL('../../.vscode-test/', import.meta.url));
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url));
