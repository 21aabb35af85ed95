import { hoverText, squiggles } from '../vscode/editing.ts';
import { goTo, openFile } from '../vscode/quick-input.ts';
import { until } from '../vscode/until.ts';
import { expandRow, openView, treeRow, untilProblem } from '../vscode/views.ts';
import { packExtension } from './pack-extension.ts';
import { useSession } from './use-session.ts';

const call = `        message: "é {{ secret('HARVEST_APY') }}"`;
const lines = [
  'resource "kestra_flow" "harvest" {',
  '  namespace = "orchard.harvest"',
  '  flow_id   = "harvest"',
  '  content   = <<-EOT',
  '    id: harvest',
  '    namespace: orchard.harvest',
  '    tasks:',
  '      - id: log',
  '        type: io.kestra.plugin.core.log.Log',
  call,
  '  EOT',
  '}',
  '',
  'resource "kestra_namespace_secret" "token" {',
  '  namespace    = "orchard.harvest"',
  '  secret_key   = "TRACTOR"',
  '  secret_value = var.tractor',
  '}',
  '',
];
const line = lines.indexOf(call) + 1;
const column = call.indexOf('HARVEST_APY') + 1;

describe('a flow in a file of Terraform', () => {
  const session = useSession(async () => ({
    example: 'environment',
    files: { 'main.tf': lines.join('\n') },
    // VS Code itself does not know the language.
    extensions: [
      await packExtension(
        'terraform',
        { contributes: { languages: [{ id: 'terraform', extensions: ['.tf'] }] } },
        {},
      ),
    ],
  }));

  it('has its mistakes marked where they stand', async () => {
    const { page } = session();
    await openFile(page, 'main.tf');
    await squiggles(page, 'warning').first().waitFor();
    await untilProblem(
      page,
      (row) => row.includes('HARVEST_APY') && row.includes(`[Ln ${String(line)}, Col ${String(column)}]`),
    );
  });

  it('tells in a hover why a secret is not found', async () => {
    const { page } = session();
    await goTo(page, line, column + 3);
    await until('the hover says it', async () => /HARVEST_APY[^]*HARVEST_API/.test(await hoverText(page)));
  });

  it('has the secrets that Terraform creates in the tree', async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await expandRow(page, 'Terraform');
    await treeRow(page, 'secret TRACTOR, cannot tell').waitFor();
  });
});
