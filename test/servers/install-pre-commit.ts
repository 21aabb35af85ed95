import path from 'node:path';
import type { Installed } from './needed.ts';
import { findPython, installByPip, type PythonTool } from './pip.ts';

const version = '4.7.0';
const itsFolder = path.resolve(import.meta.dirname, '../../.tools', `pre-commit-${version}`);

/** Puts pre-commit into the ignored folder `.tools/`, once; later calls find it there. */
export async function installPreCommit(folder = itsFolder): Promise<Installed<PythonTool>> {
  const wanted = { what: 'pre-commit', requirements: [`pre-commit==${version}`], dependencies: true };
  const reason = await installByPip({ ...wanted, proof: path.join('pre_commit', 'main.py') }, folder);
  if (reason !== null) return { missing: reason };
  const python = await findPython();
  return python === null ? { missing: 'pre-commit needs Python, which is gone.' } : { python, folder };
}
