// The licences of what is bundled: most of them ask that their text goes along.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const licenceFile = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * @typedef {object} Bundled
 * @property {string} name the package's
 * @property {string} version
 * @property {string} licence as its manifest says, such as `MIT`
 * @property {readonly string[]} texts of its licence and its notice, as they lie in the package
 */

/**
 * The packages of which anything is in the outputs, by name; one that is there in two versions stands twice.
 * @param {import('esbuild').Metafile} metafile
 * @returns {Bundled[]}
 */
export function bundledPackages({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) =>
    Object.entries(output.inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => file),
  );
  // Of a package inside another one's folder the last part counts.
  const folders = inputs.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))]
    .map(packageIn)
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

/**
 * One text with all of them; a licence that several packages have to the letter stands once.
 * @param {readonly Bundled[]} packages
 * @returns {string}
 */
export function noticesText(packages) {
  const sharers = new Map();
  for (const each of packages) {
    for (const text of each.texts.length === 0 ? [''] : each.texts) {
      sharers.set(text, [...(sharers.get(text) ?? []), each]);
    }
  }
  const line = '-'.repeat(80);
  const parts = [...sharers].map(([text, those]) => {
    const names = those.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
    return [
      line,
      ...names,
      line,
      '',
      text === '' ? 'The package holds no text of its licence.' : text,
      '',
    ].join('\n');
  });
  return ['Kestra Secrets holds code of these packages, under their own licences.', '', ...parts].join('\n');
}

/** @returns {Bundled} */
function packageIn(folder) {
  const root = path.join(import.meta.dirname, folder);
  const { name, version, license } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const texts = readdirSync(root)
    .filter((file) => licenceFile.test(file))
    .sort()
    .map((file) => readFileSync(path.join(root, file), 'utf8').replaceAll('\r\n', '\n').trim());
  // Old manifests have a list of licences.
  const licence = Array.isArray(license) ? license.map(({ type }) => type).join(' or ') : license;
  return { name, version, licence, texts };
}
