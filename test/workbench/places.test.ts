import assert from 'node:assert/strict';
import { acceptSuggestion, closeHover, hoverText, save, squiggles } from '../vscode/editing.ts';
import { goTo, openFile } from '../vscode/quick-input.ts';
import { eventually, until } from '../vscode/until.ts';
import { openView, problemRows, treeRow } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

const flow = `id: places
namespace: company.orchard
labels:
  team: "{{ secret('HARVEST_API') }}"
inputs:
  - id: key
    type: STRING
    defaults: "{{ secret('HARVEST_API') }}"
tasks:
  - id: ask
    type: io.kestra.plugin.core.http.Request
    uri: http://127.0.0.1:1
    headers:
      "X-{{ secret('') }}": v
`;

describe('the places of a flow', () => {
  const session = useSession(() => ({ example: 'environment', files: { 'flows/places.yml': flow } }));

  before(async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'secret HARVEST_API').waitFor();
    await openFile(page, 'places.yml');
  });

  it('marks the default of an input, whose value is in clear', async () => {
    const { page } = session();
    await squiggles(page, 'info').first().waitFor();
    await until('the problems of both places are listed', async () => {
      const problems = (await problemRows(page)).join('\n');
      return (
        problems.includes('The value stands in clear in the inputs and the logs') &&
        problems.includes('Kestra never renders labels')
      );
    });
  });

  it('says on hover in labels that it stays text, and calls nothing found', async () => {
    const { page } = session();
    await openFile(page, 'places.yml');
    await goTo(page, 4, 24);
    await until('the hover says it', async () => {
      const text = await hoverText(page);
      assert.doesNotMatch(text, /Found/);
      return text.includes('Not evaluated: Kestra never renders labels');
    });
    await closeHover(page);
  });

  it('says on hover who renders a default, and what a missing secret does there', async () => {
    const { page } = session();
    await goTo(page, 8, 30);
    await until('the hover says it', async () => {
      const text = await hoverText(page);
      return text.includes('Found: HARVEST_API') && text.includes('no execution starts');
    });
    await closeHover(page);
  });

  it("completes a name inside a header's key", async () => {
    const { page, read } = session();
    await goTo(page, 14, 21);
    await acceptSuggestion(page, 'HARVEST_API');
    await save(page);
    await eventually(async () => {
      assert.match(await read('flows/places.yml'), /^ {6}"X-\{\{ secret\('HARVEST_API'\) \}\}": v$/m);
    });
  });
});
