import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openFile } from '../vscode/quick-input.ts';
import { projectFolder } from '../vscode/releases.ts';
import { until } from '../vscode/until.ts';
import { expandRow, focusedRow, openView, treeRow } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

const flow = (id: string, message: string) =>
  `id: ${id}\nnamespace: orchard\ntasks:\n  - id: log\n    type: io.kestra.plugin.core.log.Log\n    message: "${message}"\n`;

describe('the flows that use a secret', () => {
  const session = useSession(() => ({
    example: 'environment',
    files: {
      'flows/mistakes/every-mistake.yml': flow('other', 'no mistake'),
      'flows/rendering.yaml': flow('rendering', "{{ render(read('pin.sql')) }}"),
      'namespace-files/pin.sql': 'select 1\n',
      'flows/any.yaml': flow('any', "{{ secret('HARVEST_' ~ inputs.name) }}"),
    },
  }));

  async function takePicture(name: string): Promise<void> {
    const folder = path.join(projectFolder, 'out/used-in');
    await mkdir(folder, { recursive: true });
    await session().page.screenshot({ path: path.join(folder, `${name}.png`) });
  }

  it('stand under its row, which says how many once they are known, by keyboard', async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'secret WEATHER_KEY').waitFor();
    // Nothing was read to draw the rows.
    assert.doesNotMatch((await treeRow(page, 'secret WEATHER_KEY').getAttribute('aria-label')) ?? '', /used/);
    await treeRow(page, 'secret WEATHER_KEY').click();
    await page.keyboard.press('ArrowRight');
    await treeRow(page, 'flow harvest-letter, flows/mail/harvest-letter.yml:7').waitFor();
    await treeRow(page, 'Used in 1 flow').waitFor();
    await page
      .locator('[role="treeitem"][aria-label*="secret WEATHER_KEY"][aria-label*="used in 1 flow"]')
      .waitFor();
    // Whether the click has opened the row already decides where the arrow to the right has led.
    await until('the flow has the focus', async () => {
      if (await focusedRow(page, 'flow harvest-letter').isVisible()) return true;
      await page.keyboard.press('ArrowDown');
      return false;
    });
    await page.keyboard.press('Enter');
    await page.locator('.tab.active[data-resource-name="harvest-letter.yml"]').waitFor();
    await page.locator('[id="status.editor.selection"]', { hasText: 'Ln 7,' }).waitFor();
    await expandRow(page, 'secret HARVEST_API');
    await treeRow(page, 'Used in 1 flow, perhaps in 1 more').waitFor();
    await treeRow(page, 'flow any, perhaps, flows/any.yaml:6').waitFor();
    await takePicture('tree');
  });

  it('stand above the line that defines it, and show in a peek', async () => {
    const { page } = session();
    await openFile(page, 'docker-compose.yml');
    const lens = page.locator('.codelens-decoration', { hasText: 'used in 1 flow, perhaps in 1 more' });
    await lens.first().waitFor();
    await page.locator('.codelens-decoration', { hasText: 'not used by any flow' }).first().waitFor();
    await takePicture('lens');
    await lens.locator('a').first().click();
    const peek = page.locator('.peekview-widget');
    await peek.waitFor();
    await until('the peek lists the calls', async () =>
      (await peek.locator('.ref-tree').innerText()).includes('harvest-import'),
    );
    await takePicture('peek');
    await page.keyboard.press('Escape');
  });

  it('count a file that a flow renders as soon as it asks for the secret', async () => {
    const { page, folder } = session();
    const lens = page.locator('.codelens-decoration', { hasText: /^used in 1 flow$/ });
    assert.equal(await lens.count(), 0);
    await writeFile(
      path.join(folder, 'namespace-files', 'pin.sql'),
      "select '{{ secret('WEIGHBRIDGE_PIN') }}'\n",
    );
    await lens.first().waitFor();
  });
});
