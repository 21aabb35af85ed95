import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { startAwsStub, type AwsAnswer, type AwsQuestion } from '../servers/aws-stub.ts';
import type { Hostile } from '../servers/hostile.ts';
import { closeHover, hoverText, save, squiggles, suggestions, type } from '../vscode/editing.ts';
import { goTo, openFile, runCommand } from '../vscode/quick-input.ts';
import { eventually, until } from '../vscode/until.ts';
import { paste, typeInPauses } from '../vscode/typing.ts';
import { focusedRow, openView, treeRow, treeRows } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

const count = 14_000;
const pageSize = 2000;

const lineOfCall = 9;
const flow = `id: typed
namespace: lab.weather
tasks:
  - id: ask
    type: io.kestra.plugin.core.http.Request
    uri: https://sensors.lab.example
    headers:
      A: "{{ secret('SENSOR_00042') }}"
`;

describe('a Secrets Manager with 14,000 secrets', () => {
  let server: Hostile | undefined;
  const asked: string[] = [];
  let listedAt = 0;
  const names = Array.from({ length: count }, (_, index) => `SENSOR_${String(index).padStart(5, '0')}`);
  const more: string[] = [];
  const secret = (name: string) => ({
    Name: `lab_${name}`,
    ARN: `arn:aws:x:lab_${name}`,
    Tags: [{ Key: 'used-by', Value: name.endsWith('13') ? 'another' : 'kestra-lab' }],
    VersionIdsToStages: { v: ['AWSCURRENT'] },
    SecretVersionsToStages: { v: ['AWSCURRENT'] },
  });

  function answer({ action, body }: AwsQuestion): AwsAnswer {
    if (action === 'DescribeSecret') {
      const name = String(body.SecretId).replace('lab_', '');
      asked.push(name);
      if ([...names, ...more].includes(name)) return { json: secret(name) };
      return { error: 'ResourceNotFoundException' };
    }
    const start = Number(body.NextToken ?? 0);
    if (start === 0) {
      asked.push('list');
      listedAt = Date.now();
    }
    const SecretList = [...names, ...more].slice(start, start + pageSize).map(secret);
    return {
      json: { SecretList, ...(start + pageSize < count ? { NextToken: String(start + pageSize) } : {}) },
    };
  }
  /** A moment, to ask later what was asked since. */
  const now = () => ({ count: asked.length, listedAt });
  /** Without a list that follows one which was a minute old: to call a name missing takes a newer one. */
  const askedSince = (moment: ReturnType<typeof now>) => {
    const isOld = Date.now() - moment.listedAt > 60_000;
    return asked.slice(moment.count).filter((what) => what !== 'list' || !isOld);
  };
  const lists = () => asked.filter((what) => what === 'list').length;

  before(async () => {
    server = await startAwsStub(answer);
  });
  after(() => server?.stop());
  const session = useSession(() => {
    const url = server?.url ?? '';
    const keys = 'AWS_ACCESS_KEY_ID=AKIAOFTHETESTS\nAWS_SECRET_ACCESS_KEY=VALUE-MARKER-key\n';
    return {
      example: 'aws',
      files: {
        '.env': `AWS_ENDPOINT_URL_SECRETS_MANAGER=${url}\n${keys}`,
        'flows/typed.yml': flow,
      },
      settings: { 'files.defaultLanguage': 'yaml', 'editor.autoIndent': 'none' },
    };
  });

  const box = (page: Page) => page.locator('.quick-input-widget:visible .quick-input-box input');
  const rows = (page: Page) => page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');

  it('are searched by a filter of our own, of which VS Code gets 200 rows', async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'secret SENSOR_00000').waitFor();
    await runCommand(page, 'Kestra Secrets: Search');
    await rows(page).filter({ hasText: 'SENSOR_00000' }).waitFor();
    const size = Number(await rows(page).first().getAttribute('aria-setsize'));
    assert.ok(size > 100 && size <= 201, String(size));
    await box(page).fill('139 sens 99');
    await rows(page).filter({ hasText: 'SENSOR_13999' }).waitFor();
    await until('nothing else is left', async () => (await rows(page).count()) === 12);
    await box(page).fill('no such thing');
    await rows(page).filter({ hasText: 'no secret matches' }).waitFor();
    await box(page).press('Enter');
    await rows(page).filter({ hasText: 'no secret matches' }).waitFor();
    await box(page).fill('');
    await page.keyboard.type('sensor_07777');
    await until('it alone is left', async () => {
      const [first = '', ...others] = await rows(page).allInnerTexts();
      return first.includes('SENSOR_07777') && others.length === 0;
    });
    await page.keyboard.press('Enter');
    await focusedRow(page, 'secret SENSOR_07777').waitFor();
  });

  it('are not asked for a name that is half typed, and once for one that stands', async () => {
    const { page } = session();
    let before = now();
    await openFile(page, 'typed.yml');
    await goTo(page, lineOfCall - 1, 1);
    await page.keyboard.press('End');
    await type(page, `\nB: "{{ secret('NOT_`);
    await page.keyboard.press('Escape');
    await until('it is typed without a rest', async () => {
      before = now();
      return typeInPauses(page, 'THERE');
    });
    await squiggles(page, 'warning').waitFor();
    assert.deepEqual([...new Set(askedSince(before))], ['NOT_THERE']);
  });

  it('are asked singly for what is missing when its flow is saved', async () => {
    const { page } = session();
    const before = now();
    more.push('NOT_THERE');
    for (const key of ['Escape', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
    // Whoever looks at it once more is told what was known, and nobody is asked.
    await until('the hover knows it', async () => (await hoverText(page)).includes('Looked for in'));
    await closeHover(page);
    assert.equal(await squiggles(page, 'warning').count(), 1);
    assert.deepEqual(askedSince(before), []);
    await save(page);
    await squiggles(page, 'warning').waitFor({ state: 'detached' });
    assert.deepEqual(askedSince(before), ['NOT_THERE']);
  });

  it('are seen by the rules of a configuration that is not saved, and nobody is asked by it', async () => {
    const { page, read } = session();
    const before = now();
    const lines = (await read('application.yml')).split('\n');
    const place = lines.findIndex((line) => line.endsWith('used-by: kestra-lab'));
    await openFile(page, 'application.yml');
    await goTo(page, place + 1, (lines[place] ?? '').indexOf('kestra-lab') + 1);
    await page.keyboard.press('Shift+End');
    // In one go: what stands there between two keys is a rule of its own for whoever types slowly.
    await paste(page, '"anot');
    await squiggles(page, 'error').first().waitFor();
    await treeRow(page, 'secret SENSOR_07777').waitFor();
    await type(page, 'her"');
    await treeRow(page, 'secret SENSOR_13913').waitFor();
    await treeRows(page).filter({ hasText: 'application.yml has unsaved changes' }).waitFor();
    assert.equal(await treeRows(page).filter({ hasText: 'listed' }).count(), 0);
    assert.deepEqual(askedSince(before), []);
    await runCommand(page, 'File: Revert File');
    await treeRow(page, 'secret SENSOR_13913').waitFor({ state: 'detached' });
  });

  it('are there for a flow that is no file yet', async () => {
    const { page } = session();
    await page.keyboard.press('ControlOrMeta+Alt+KeyN');
    await page.locator('.tab.active[data-resource-name="Untitled-1"]').waitFor();
    await page.keyboard.insertText(flow.replace('SENSOR_00042', 'SENSOR_0004'));
    await goTo(page, lineOfCall - 1, 33);
    await eventually(async () => {
      assert.ok((await suggestions(page)).includes('SENSOR_00040'));
    });
    await page.keyboard.press('Escape');
    await type(page, '2');
    await page.keyboard.press('Escape');
    await until('the hover knows the secret', async () =>
      (await hoverText(page)).includes('Found: SENSOR_00042'),
    );
    await closeHover(page);
  });

  it('are listed anew when the window gets the focus, at most once a minute', async () => {
    const { page } = session();
    const leaveAndReturn = async () => {
      for (const focused of [false, true]) {
        // VS Code believes that the focus went in its next turn.
        await page.evaluate(`
          Object.defineProperty(document, 'hasFocus', { configurable: true, value: () => ${String(focused)} });
          window.dispatchEvent(new Event('${focused ? 'focus' : 'blur'}'));
          new Promise((resolve) => setTimeout(() => setTimeout(resolve)));
        `);
      }
      // The extension answers after it has heard of the focus.
      await hoverText(page);
      await closeHover(page);
    };
    const before = lists();
    if (Date.now() - listedAt < 50_000) {
      await leaveAndReturn();
      assert.equal(lists(), before);
    }
    await until('the list is old', () => Date.now() - listedAt > 61_000, 70_000);
    await leaveAndReturn();
    await until('it is listed anew', () => lists() === before + 1);
    await leaveAndReturn();
    assert.equal(lists(), before + 1);
  });
});
