// The readme as the VSIX has it. VS Code's Details page shows pictures of the internet alone, opens links to it alone, and
// knows no <picture>.

const picture = /<picture>[^]*?<img alt="([^"]*)" src="([^"]+)">[^]*?<\/picture>\n\n?/g;
const relativeLink = /\]\((?!https:|#)([^)]+)\)/g;

/**
 * Without an address the pictures are left out, and links stay: the files they lead to are packed, too.
 * @param {string} text Markdown.
 * @param {string | undefined} homepage The public address of the project.
 * @returns {string}
 */
export function packedReadme(text, homepage) {
  if (!homepage) return text.replace(picture, '');
  const address = homepage.replace(/#.*$|\/$/g, '');
  return text
    .replace(picture, (_, alt, file) => `<img alt="${alt}" src="${address}/raw/HEAD/${file}">\n\n`)
    .replace(relativeLink, (_, file) => `](${address}/blob/HEAD/${file})`);
}
