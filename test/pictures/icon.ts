import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { findBrowser, launchBrowser } from '../vscode/browser.ts';
import { projectFolder } from '../vscode/releases.ts';

/** What the marketplace shows: the key of the activity bar on a ground of its own. In pixels, both ways. */
const size = 256;

/** Draws the icon of the extension from `media/secrets.svg` into a PNG. */
export async function drawIcon(file: string): Promise<void> {
  const key = await readFile(path.join(projectFolder, 'media/secrets.svg'), 'utf8');
  const browser = await launchBrowser(await findBrowser());
  try {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`
      <style>
        body { margin: 0; background: transparent }
        div { width: ${size}px; height: ${size}px; border-radius: 48px; color: #f4f1ff;
              background: linear-gradient(150deg, #6d3bd8, #38207a); display: grid; place-items: center }
        svg { width: 168px; height: 168px }
      </style>
      <div>${key}</div>`);
    await page.screenshot({ path: file, omitBackground: true });
  } finally {
    await browser.close();
  }
}
