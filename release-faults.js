// What keeps a release back. The project's address stands in one place: `homepage` of package.json.

/**
 * Why this cannot be given on yet, a sentence each.
 * @param {{ version: string, homepage?: string }} manifest
 * @param {string} changelog
 * @returns {string[]}
 */
export function releaseFaults({ version, homepage = '' }, changelog) {
  const heading = `## [${version}] - `;
  const isDated = changelog
    .split('\n')
    .some((line) => line.startsWith(heading) && /\d{4}-\d\d-\d\d$/.test(line));
  return [
    ...(/^https:\/\/[^/]+\/./.test(homepage)
      ? []
      : ['package.json has no "homepage": write the public address of the project there, and nowhere else.']),
    ...(isDated ? [] : [`CHANGELOG.md has no line "${heading}YYYY-MM-DD": date what is released.`]),
  ];
}

/**
 * The manifest with what follows from its address.
 * @template {{ homepage?: string }} Manifest
 * @param {Manifest} manifest
 */
export function withAddress(manifest) {
  const { homepage = '' } = manifest;
  const address = homepage.replace(/#.*$|\/$/g, '');
  return {
    ...manifest,
    repository: { type: 'git', url: `${address}.git` },
    bugs: { url: `${address}/issues` },
  };
}
