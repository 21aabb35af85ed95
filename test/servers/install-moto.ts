import path from 'node:path';
import type { Installed } from './needed.ts';
import { findPython, installByPip } from './pip.ts';

/** Of moto's many parts those that Secrets Manager, STS and IAM need. */
const requirements = ['moto==5.2.5', 'flask==3.1.3', 'flask-cors==6.0.5'];

const root = path.resolve(import.meta.dirname, '../..');
const itsFolder = path.join(root, '.tools', 'moto-5.2.5');

/** Where moto is, and the Python that runs it. */
export interface Moto {
  readonly python: string;
  readonly folder: string;
}

/** Puts moto into the ignored folder `.tools/`, once; later calls find it there. */
export async function installMoto(folder = itsFolder): Promise<Installed<Moto>> {
  const proof = path.join('moto', 'server.py');
  const reason = await installByPip({ what: 'moto', requirements, dependencies: true, proof }, folder);
  if (reason !== null) return { missing: reason };
  const python = await findPython();
  return python === null ? { missing: 'moto needs Python, which is gone.' } : { python, folder };
}
