// A person at the keyboard of the active text editor: every key by itself, at a person's pace.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { focusedEditor, suggestRows } from './editing.ts';
import { eventually, happens, oneTry, until } from './until.ts';

/** Milliseconds between two keys: now faster, now slower, and the same in every run. */
const paces = [30, 70, 25, 55, 90, 40, 25, 60];

/** How long somebody waits for a list that may not come, in milliseconds. */
const rest = 700;

/** Types each character with its own key; `\n` is Enter. */
export async function typeByKeys(page: Page, text: string): Promise<void> {
  for (const [index, char] of Array.from(text).entries()) {
    if (char === '\n') await page.keyboard.press('Enter');
    else await page.keyboard.type(char);
    await sleep(paces[index % paces.length]);
  }
}

/** A pause between two keys, in milliseconds: marks wait no longer than that, and typing does not rest yet. */
const pause = 400;
/** Typing rests after so long, in milliseconds. */
const typingRests = 1000;

/**
 * Types letters, each after a pause, with no list open. False where the machine was so slow that typing seemed to rest:
 * they are taken back then.
 */
export async function typeInPauses(page: Page, letters: string): Promise<boolean> {
  let before = performance.now();
  for (const [index, letter] of Array.from(letters).entries()) {
    await sleep(pause);
    await page.keyboard.type(letter);
    await page.keyboard.press('Escape');
    const now = performance.now();
    if (now - before >= typingRests) {
      for (let typed = 0; typed <= index; typed += 1) await page.keyboard.press('Backspace');
      return false;
    }
    before = now;
  }
  return true;
}

/** Waits as somebody does who looks whether a list comes. Says whether one came. */
export async function waitForList(page: Page): Promise<boolean> {
  return happens(suggestRows(page).first().waitFor({ timeout: rest }));
}

/** Waits for a list that has to come. */
export async function untilListed(page: Page): Promise<void> {
  await suggestRows(page).first().waitFor();
}

/**
 * Types a letter that opens a list by itself. While an answer for the letters before is on its way, VS Code asks for no other
 * one, and shows nothing where that answer has no rows: the letter is taken back then, and typed again.
 */
export async function typeUntilListed(page: Page, letter: string): Promise<void> {
  await until('a list comes by itself', async () => {
    await page.keyboard.type(letter);
    if (await happens(suggestRows(page).first().waitFor({ timeout: oneTry }))) return true;
    await page.keyboard.press('Backspace');
    return false;
  });
}

/** Has a list at the cursor: the one that is open, or one that is asked for, again where an answer does not come. */
export async function askForList(page: Page): Promise<void> {
  await eventually(async () => {
    // Where a list is open, the key would show the details of a row.
    if (!(await suggestRows(page).first().isVisible())) await page.keyboard.press('Control+Space');
    await suggestRows(page).first().waitFor({ timeout: oneTry });
  });
}

/** The labels of the list that is open, in their order; none where none is. */
export async function listedLabels(page: Page): Promise<string[]> {
  return suggestRows(page).locator('.label-name').allInnerTexts();
}

/** Takes a row of the list that has come by itself, by the arrow keys and Enter. Asks for no list. */
export async function takeRow(page: Page, label: string): Promise<void> {
  const focused = page.locator('.suggest-widget.visible .monaco-list-row.focused .label-name');
  await untilListed(page);
  await until(`"${label}" is reached`, async () => {
    const [at] = await focused.allInnerTexts();
    if (at === label) return true;
    // Between two lists the key would move the cursor.
    if (at !== undefined) await page.keyboard.press('ArrowDown');
    return false;
  });
  await page.keyboard.press('Enter');
}

/** Puts a text in the place of all that the editor holds, with the cursor before `after`. */
export async function startWith(page: Page, before: string, after = ''): Promise<void> {
  // A list, and then the places of what was accepted before.
  for (let layer = 0; layer < 3; layer += 1) await page.keyboard.press('Escape');
  await focusedEditor(page).waitFor();
  // A paste that comes too early is lost.
  await eventually(async () => {
    await page.keyboard.press('ControlOrMeta+KeyA');
    await pressPaste(page, before + after);
    // A key that comes before the text would be written before it.
    await sleep(100);
    assert.equal(await editorText(page), before + after);
  });
  await page.keyboard.press(process.platform === 'darwin' ? 'Meta+ArrowDown' : 'Control+End');
  let left = after.length;
  while (left > 0) {
    await page.keyboard.press('ArrowLeft');
    left -= 1;
  }
}

/** Pastes a text at the cursor, and waits until its last line is in sight. */
export async function paste(page: Page, text: string): Promise<void> {
  await pressPaste(page, text);
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  await until(`${last} is pasted`, async () =>
    (await page.locator('.view-lines').allInnerTexts()).join('\n').replaceAll('\u00a0', ' ').includes(last),
  );
}

async function pressPaste(page: Page, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('ControlOrMeta+KeyV');
}

/** All that the editor holds. */
export async function editorText(page: Page): Promise<string> {
  await page.keyboard.press('Escape');
  await page.evaluate(`navigator.clipboard.writeText('nothing copied')`);
  await page.keyboard.press('ControlOrMeta+KeyA');
  let text = '';
  await until('the text is copied', async () => {
    await page.keyboard.press('ControlOrMeta+KeyC');
    text = String(await page.evaluate('navigator.clipboard.readText()'));
    return text !== 'nothing copied';
  });
  return text;
}
