import {
  answerQuestion,
  askBy,
  chooseRow,
  chooseTicked,
  runCommand,
  typeRefused,
} from '../vscode/quick-input.ts';
import { openView, treeRow, treeRows } from '../vscode/views.ts';
import { useSession } from './use-session.ts';
import { useVault } from './use-vault.ts';

describe('a Vault at an address that only containers can reach', () => {
  const vault = useVault();
  const session = useSession(() => ({
    example: 'vault',
    // The token is the folder's own: what is written in its files may go where they say.
    files: { '.env': `VAULT_ADDR=http://vault:8200\nVAULT_TOKEN=${vault().token}\n` },
  }));

  it('says what it probably is, and offers another way in', async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRows(page).filter({ hasText: 'container’s name' }).first().waitFor();
    await treeRow(page, 'Connect differently').waitFor();
  });

  it('is reached by the address that is typed, with the login of the configuration', async () => {
    const { page } = session();
    await askBy(page, treeRow(page, 'Connect differently'));
    await answerQuestion(page, 'Where this machine reaches it', vault().server.url);
    await chooseRow(page, 'as the configuration says');
    await treeRow(page, 'secret card-gateway').waitFor();
  });

  it('refuses an address that is none', async () => {
    const { page } = session();
    await runCommand(page, 'Kestra Secrets: Connect Differently');
    await chooseRow(page, 'Change address');
    await typeRefused(page, 'ftp://vault', 'begins with neither https:// nor http://');
  });

  it('is asked where the configuration says once that is taken back', async () => {
    const { page } = session();
    await runCommand(page, 'Kestra Secrets: Manage Approvals');
    await chooseTicked(page, vault().server.url);
    await treeRows(page).filter({ hasText: 'container’s name' }).first().waitFor();
  });
});
