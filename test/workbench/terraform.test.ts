import assert from 'node:assert/strict';
import { hoverText, squiggles } from '../vscode/editing.ts';
import { goTo, openFile } from '../vscode/quick-input.ts';
import { expandRow, openView, problemRows, treeRow } from '../vscode/views.ts';
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
    const rows = (await problemRows(page)).join('\n').replaceAll(/\s+/g, ' ');
    assert.match(rows, /HARVEST_APY/);
    assert.ok(rows.includes(`[Ln ${String(line)}, Col ${String(column)}]`), rows);
  });

  it('tells in a hover why a secret is not found', async () => {
    const { page } = session();
    await goTo(page, line, column + 3);
    const text = await hoverText(page);
    assert.match(text, /HARVEST_APY[^]*HARVEST_API/);
  });

  it('has the secrets that Terraform creates in the tree', async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await expandRow(page, 'Terraform');
    await treeRow(page, 'secret TRACTOR, cannot tell').waitFor();
  });
});
