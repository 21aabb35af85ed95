import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { projectFolder } from '../vscode/releases.ts';

export const media = path.join(projectFolder, 'media');

/** Largest size of one picture, in bytes. */
const largest = 120_000;

/** What only a browser shows, and what says nothing of the extension. */
const hidden = `
  [id="status.workbench.keyboardLayout"], [id="status.host"],
  .statusbar-item:has(.codicon-radio-tower) { display: none !important }`;

/** A part of the window, in pixels of the page. */
export interface Part {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

/** Writes a picture of a part of the window as `media/NAME.webp`; default: all of it. */
export async function take(page: Page, name: string, part?: Part): Promise<void> {
  await page.addStyleTag({ content: hidden });
  // A box that fades in is half transparent for a moment.
  await page.evaluate(
    `Promise.all([...document.querySelectorAll('.quick-input-widget, .monaco-hover, .monaco-dialog-box, .action-widget')].flatMap((box) => box.getAnimations()).map((each) => each.finished))`,
  );
  const png = await page.screenshot(part === undefined ? {} : { clip: { x: 0, y: 0, ...part } });
  const webp = await toWebp(page, png);
  if (webp.length > largest) throw new Error(`${name}.webp has ${webp.length} bytes, more than ${largest}.`);
  await mkdir(media, { recursive: true });
  await writeFile(path.join(media, `${name}.webp`), webp);
  console.log(`media/${name}.webp, ${Math.round(webp.length / 1000)} kB`);
}

/** The same picture in a fraction of the bytes. What is lost cannot be seen at two pixels for one. */
async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  const empty = await page.context().newPage();
  try {
    const base64: unknown = await empty.evaluate(
      `(async () => {
        const picture = new Image();
        picture.src = 'data:image/png;base64,${png.toString('base64')}';
        await picture.decode();
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        canvas.getContext('2d').drawImage(picture, 0, 0);
        const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.4 });
        const reader = new FileReader();
        const read = new Promise((resolve) => (reader.onload = resolve));
        reader.readAsDataURL(blob);
        await read;
        return reader.result.split(',')[1];
      })()`,
    );
    if (typeof base64 !== 'string') throw new Error('The browser wrote no picture.');
    return Buffer.from(base64, 'base64');
  } finally {
    await empty.close();
  }
}
