import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { startKestra, type KestraServer } from '../servers/kestra/kestra.ts';
import { chooseCodeAction } from '../vscode/code-actions.ts';
import { notification } from '../vscode/dialog.ts';
import { closeHover, hoverText } from '../vscode/editing.ts';
import { answerQuestion, chooseRow, goTo, openFile, runCommand } from '../vscode/quick-input.ts';
import { until } from '../vscode/until.ts';
import { chooseFromMenu, chooseFromView, openView, problemRows, treeRow, treeRows } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

const login = { user: 'warden@reserve.example', password: 'PASSWORD-OF-THE-WARDEN' };

// It defines a secret that the server has not, and loads a file that is not here.
const compose = `services:
  kestra:
    image: kestra/kestra:latest
    command: server standalone
    env_file: secrets.env
    environment:
      SECRET_NEST_BOX: VkFMVUUtTUFSS0VSLW5lc3Q=
`;

const flow = `id: nests
namespace: reserve.counts
tasks:
  - id: log
    type: io.kestra.plugin.core.log.Log
    message: "{{ secret('RING_REGISTER') }}"
  - id: other
    type: io.kestra.plugin.core.log.Log
    message: "{{ secret('NEST_BOX') }}"
  - id: gone
    type: io.kestra.plugin.core.log.Log
    message: "{{ secret('NO_SUCH_BIRD') }}"
`;

/** Where each name stands in that flow. */
const lines = { RING_REGISTER: 6, NEST_BOX: 9, NO_SUCH_BIRD: 12 } as const;
const column = 28;

describe('a running Kestra', () => {
  let kestra: KestraServer | undefined;
  before(async () => {
    const secret = (key: string, value: string) => ({ namespace: '', key, value });
    kestra = await startKestra({
      generation: '2.0',
      edition: 'open-source',
      secrets: [
        secret('COUNTS_TOKEN', 'VALUE-MARKER-counts'),
        secret('RING_REGISTER', 'VALUE-MARKER-ring'),
        secret('ARCHIVE', '{"BUCKET":"VALUE-MARKER-bucket"}'),
      ],
      executions: ['reserve.counts'],
      users: [{ login, mayList: 'all', mayEvaluate: true }],
    });
  });
  after(() => kestra?.stop());
  const server = () => kestra ?? assert.fail('Kestra runs');
  const host = () => new URL(server().url).host;

  const session = useSession(
    () => ({
      example: 'none',
      files: { 'docker-compose.yml': compose, 'flows/nests.yml': flow },
      workspaceSettings: { 'kestraSecrets.kestra.url': server().url },
    }),
    () => [login.password],
  );

  const hoverAt = async (page: Page, name: keyof typeof lines, wanted: RegExp) => {
    await goTo(page, lines[name], column);
    let text = '';
    await until(`the hover of ${name} says ${wanted.source}`, async () => {
      text = await hoverText(page);
      await closeHover(page);
      return wanted.test(text);
    });
    return text;
  };

  it('is not contacted because a workspace names it', async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'Environment variables').waitFor();
    await openFile(page, 'nests.yml');
    await hoverAt(page, 'RING_REGISTER', /Cannot tell/);
    assert.deepEqual(server().asked, []);
    assert.equal(await treeRows(page).filter({ hasText: 'Kestra at' }).count(), 0);
  });

  it('is connected at the address that the workspace offers, with the login that is typed', async () => {
    const { page } = session();
    await runCommand(page, 'Kestra Secrets: Connect to Kestra');
    await chooseRow(page, 'kestraSecrets.kestra.url');
    await chooseRow(page, 'User and password');
    await answerQuestion(page, 'e-mail address', login.user);
    await answerQuestion(page, host(), login.password);
    await notification(page, `Kestra 2.0.0 answers at ${server().url}: 3 secrets.`).waitFor();
  });

  it('shows what it lists, locked, in a level of its own', async () => {
    const { page } = session();
    await treeRow(page, `Kestra at ${host()}, read-only, 3 secrets, 2.0.0 open source`).waitFor();
    for (const name of ['ARCHIVE', 'COUNTS_TOKEN', 'RING_REGISTER'])
      await treeRow(page, `secret ${name}, read-only, seen by Kestra`).waitFor();
  });

  it('makes found what nobody could tell', async () => {
    const { page } = session();
    const text = await hoverAt(page, 'RING_REGISTER', /Found/);
    assert.match(text, /Seen by/);
  });

  it('makes missing what nobody could tell', async () => {
    const { page } = session();
    await until('the name is underlined', async () =>
      (await problemRows(page)).some((row) => row.includes('NO_SUCH_BIRD')),
    );
  });

  it('says where the files and the server differ', async () => {
    const { page } = session();
    const text = await hoverAt(page, 'NEST_BOX', /does not list it/);
    assert.match(text, /Cannot tell/);
  });

  it('is asked for one reference, once the user agreed to that', async () => {
    const { page } = session();
    await goTo(page, lines.NO_SUCH_BIRD, column);
    await chooseCodeAction(page, 'Ask Kestra…');
    await page.locator('.quick-input-widget', { hasText: 'may log that it did' }).waitFor();
    assert.ok(server().asked.every((question) => !question.includes('/eval')));
    await chooseRow(page, 'Ask Once');
    await notification(page, 'Kestra answered for NO_SUCH_BIRD: secret not found.').waitFor();
    assert.deepEqual(server().asked.filter((question) => question.includes('/eval')).length, 1);
  });

  it('is asked for a row, too', async () => {
    const { page } = session();
    await chooseFromMenu(page, treeRow(page, 'secret COUNTS_TOKEN'), 'Ask Kestra');
    await chooseRow(page, 'Ask Once');
    await notification(page, 'Kestra answered for COUNTS_TOKEN: it resolves.').waitFor();
  });

  it('is compared with the files, and leads to the row of what differs', async () => {
    const { page } = session();
    await chooseFromView(page, 'Compare with Kestra');
    const list = page.locator('.quick-input-widget');
    await list.getByText('by the rules here it is in Environment variables, and Kestra does not').waitFor();
    await chooseRow(page, 'NEST_BOX');
    const row = treeRow(page, 'secret NEST_BOX');
    await until('its row is selected', async () => (await row.getAttribute('aria-selected')) === 'true');
  });

  it('is searched, too, and leads to the row of what only it has', async () => {
    const { page } = session();
    await runCommand(page, 'Kestra Secrets: Search Secrets');
    await chooseRow(page, 'ARCHIVE');
    const row = treeRow(page, 'secret ARCHIVE');
    await until('its row is selected', async () => (await row.getAttribute('aria-selected')) === 'true');
  });

  it('is forgotten with its login', async () => {
    const { page } = session();
    await runCommand(page, 'Kestra Secrets: Disconnect from Kestra');
    await treeRow(page, 'Kestra at').waitFor({ state: 'detached' });
  });
});
