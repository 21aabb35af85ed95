import assert from 'node:assert/strict';
import { startAwsStub, type AwsQuestion } from '../servers/aws-stub.ts';
import type { Hostile } from '../servers/hostile.ts';
import { trustWorkspace, waitUntilRestricted } from '../vscode/trust.ts';
import { openView, pressRowButton, treeRow, treeRows } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

const taggedSecret = (Name: string) => ({ Name, Tags: [{ Key: 'used-by', Value: 'kestra-lab' }] });

describe('a list that takes long', () => {
  let server: Hostile | undefined;
  /** Whether its second page ever comes. */
  let answers = false;

  function answer({ body }: AwsQuestion) {
    if (body.NextToken === undefined) {
      return { json: { SecretList: [taggedSecret('lab_ONE'), taggedSecret('lab_TWO')], NextToken: 'more' } };
    }
    return answers ? { json: { SecretList: [taggedSecret('lab_THREE')] } } : { by: () => undefined };
  }

  before(async () => {
    server = await startAwsStub(answer);
  });
  after(() => server?.stop());
  const session = useSession(() => {
    const url = server?.url ?? '';
    const keys = 'AWS_ACCESS_KEY_ID=AKIAOFTHETESTS\nAWS_SECRET_ACCESS_KEY=VALUE-MARKER-key\n';
    return {
      example: 'aws',
      trust: 'ask',
      files: { '.env': `AWS_ENDPOINT_URL_SECRETS_MANAGER=${url}\n${keys}` },
    };
  });

  it('is under way as soon as the folder is trusted, and nothing else is said', async () => {
    const { page } = session();
    await waitUntilRestricted(page);
    await openView(page, 'Kestra Secrets');
    await treeRows(page)
      .filter({ hasText: /not trusted/i })
      .first()
      .waitFor();
    await trustWorkspace(page);
    await treeRows(page).filter({ hasText: 'Listing…' }).first().waitFor();
    assert.equal(await treeRows(page).filter({ hasText: /trust/i }).count(), 0);
  });

  it('says how many names came, and ends when it is told to', async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRows(page).filter({ hasText: 'Listing… 2' }).first().waitFor();
    await pressRowButton(page, 'AWS Secrets Manager', 'Stop Listing');
    await treeRow(page, 'the list may be incomplete: you stopped its listing').waitFor();
    await treeRow(page, 'secret TWO').waitFor();
  });

  it('is whole after a refresh', async () => {
    const { page } = session();
    answers = true;
    await pressRowButton(page, 'AWS Secrets Manager', 'Refresh');
    await treeRow(page, 'secret THREE').waitFor();
    await treeRow(page, 'the list may be incomplete').waitFor({ state: 'detached' });
  });
});
