import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { closeHover, hoverText } from '../vscode/editing.ts';
import { chooseRow, goTo, openFile, runCommand } from '../vscode/quick-input.ts';
import { until } from '../vscode/until.ts';
import { openView, treeRow } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

const value = Buffer.from('VALUE-MARKER-of-a-server').toString('base64');
const service = (name: string) =>
  `services:\n  kestra:\n    image: kestra/kestra:v1.0\n    environment:\n      SECRET_${name}: ${value}\n`;
const flow = `id: shared-flow\nnamespace: company.team\ntasks:\n  - id: log\n    type: io.kestra.plugin.core.log.Log\n    message: "{{ secret('OF_DEV') }}"\n`;

const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: { name: kestra }
spec:
  template:
    spec:
      containers:
        - name: kestra
          image: kestra/kestra:v1.0
          env: [{ name: SECRET_OF_CLUSTER, value: ${value} }]
`;

describe('a folder of several configurations', () => {
  const session = useSession(() => ({
    example: 'none',
    files: {
      'envs/dev/compose.yml': service('OF_DEV'),
      'envs/prod/compose.yml': service('OF_PROD'),
      'envs/prod/flow-of-prod.yml': flow,
      'flow-of-all.yml': flow,
    },
  }));

  /** Points at the name in the open flow until the hover says this. */
  async function hoverSays(page: Page, words: string): Promise<void> {
    await goTo(page, 6, 27);
    await until(`the hover says ${words}`, async () => (await hoverText(page)).includes(words));
    await closeHover(page);
  }
  const message = (page: Page) =>
    page.locator('.part.sidebar .tree-explorer-viewlet-tree-view .message', {
      hasText: 'All flows are judged by',
    });

  it('sees a file of any name that gets a configuration while the window is open', async () => {
    const { page, folder } = session();
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'secret OF_DEV').waitFor();
    const file = path.join(folder, 'deploy', 'server.yaml');
    await mkdir(path.dirname(file));
    await writeFile(file, 'kind: ConfigMap\n');
    await writeFile(file, manifest);
    await treeRow(page, 'secret OF_CLUSTER').waitFor();
    await rm(file);
    await treeRow(page, 'secret OF_CLUSTER').waitFor({ state: 'detached' });
  });

  it('judges a flow by the nearest, and asks all where none is nearer', async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'secret OF_DEV').waitFor();
    await treeRow(page, 'secret OF_PROD').waitFor();
    await openFile(page, 'flow-of-prod.yml');
    await hoverSays(page, 'Missing');
    await openFile(page, 'flow-of-all.yml');
    await hoverSays(page, 'do not agree: envs/dev/compose.yml (Found), envs/prod/compose.yml (Missing)');
    assert.equal(await message(page).count(), 0);
  });

  it('has all flows judged by the one that is chosen, until it is to be found by itself again', async () => {
    const { page } = session();
    await runCommand(page, 'Kestra Secrets: Choose Configuration');
    await chooseRow(page, 'envs/dev/compose.yml');
    await message(page).filter({ hasText: 'envs/dev/compose.yml' }).waitFor();
    await treeRow(page, 'secret OF_PROD').waitFor({ state: 'detached' });
    await hoverSays(page, 'Found: OF_DEV');
    await openFile(page, 'flow-of-prod.yml');
    await hoverSays(page, 'Found: OF_DEV');
    await runCommand(page, 'Kestra Secrets: Choose Configuration');
    await chooseRow(page, 'Automatically');
    await treeRow(page, 'secret OF_PROD').waitFor();
    await hoverSays(page, 'Missing');
    await message(page).waitFor({ state: 'detached' });
  });
});
