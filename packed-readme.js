// The readme as the VSIX has it. VS Code's Details page shows pictures from the internet and from the text itself, and none
// that lie beside it, and knows no <picture>.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const picture = /<picture>[^]*?<img alt="([^"]*)" src="([^"]+)">[^]*?<\/picture>/g;

/** Puts each picture of a Markdown text into it as data; `root` is the folder that their paths start at. */
export function withPicturesInside(text, root) {
  return text.replace(picture, (_, alt, file) => {
    const base64 = readFileSync(path.join(root, file)).toString('base64');
    return `<img alt="${alt}" src="data:image/${path.extname(file).slice(1)};base64,${base64}">`;
  });
}
