import assert from 'node:assert/strict';
import { lookForUnused, type UnusedAnswer } from '../../../src/editor/checks/unused-secrets.ts';
import { createLookedIntoTexts } from '../../../src/folder/elsewhere/index.ts';
import { openFolder } from '../../../src/folder/index.ts';
import { systemClock } from '../../../src/host/index.ts';
import { folderClient } from '../../fakes/folder-client.ts';
import { never } from '../../fakes/never.ts';
import { kestraSecrets } from '../cli/command.ts';
import { readDocument } from '../cli/contract.ts';
import { temporaryFolder } from '../workspace/support.ts';

const flow = (...expressions: readonly string[]) =>
  [
    'id: f',
    'namespace: orchard.test',
    'tasks:',
    ...expressions.flatMap((each, index) => [`  - id: t${index}`, '    type: x', `    m: "{{ ${each} }}"`]),
    '',
  ].join('\n');

const inTerraform = (text: string) =>
  ['resource "kestra_flow" "f" {', '  content = <<EOT', text.trimEnd(), 'EOT', '}', ''].join('\n');

const names = ['USED', 'UNUSED', 'IN_SCRIPT', 'LIKE_ONE', 'EITHER', 'RENDERED', 'IN_TERRAFORM', 'LEFT'];

const server = {
  'compose.yml': [
    'services:',
    '  kestra:',
    '    image: kestra/kestra:v1.3.0',
    '    environment:',
    ...names.map((name) => `      SECRET_${name}: ${Buffer.from('VALUE-MARKER-x').toString('base64')}`),
    '',
  ].join('\n'),
};

const folders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'flows that ask for some': { ...server, 'a.yml': flow(`secret('USED')`, `secret('left')`) },
  'names that are known when the flow runs': {
    ...server,
    'a.yml': flow(`secret('LIKE_' ~ inputs.x)`, `secret(inputs.x ? 'EITHER' : 'USED')`),
  },
  'one name that can be anything': { ...server, 'a.yml': flow(`secret(inputs.name)`, `secret('USED')`) },
  'scripts and files that flows render': {
    ...server,
    'a.yml': flow(`render(read('query.sql'))`),
    'query.sql': `select '{{ secret("RENDERED") }}'`,
    'lib/script.py': `print(secret('IN_SCRIPT'))`,
    'README.md': `Never write secret(…).`,
  },
  'flows in Terraform': {
    ...server,
    'main.tf': inTerraform(flow(`secret('IN_TERRAFORM')`)),
  },
  'a flow that is broken': {
    ...server,
    'a.yml': flow(`secret('USED')`, `secret(`),
    'b.yml': `${flow()}  - [`,
  },
  'no flow': server,
};

async function answerOf(root: string): Promise<UnusedAnswer> {
  const { catalog, files, openFlows, readConfiguration } = openFolder(folderClient(root));
  const flows = await openFlows(() => undefined);
  try {
    const configuration = await readConfiguration(null, never);
    catalog.configure(configuration);
    const index = await flows.read(never);
    return await lookForUnused(
      { catalog, configuration, files, index, texts: createLookedIntoTexts() },
      systemClock,
      never,
    );
  } finally {
    flows.close();
    catalog.close();
  }
}

describe('what is unused', function () {
  this.timeout(60_000);

  for (const [title, files] of Object.entries(folders)) {
    it(`is what the command line says, with ${title}`, async () => {
      const folder = temporaryFolder(files);
      try {
        const answer = await answerOf(folder.root);
        const run = await kestraSecrets(['unused', '--folder', folder.root, '--json']);
        const { unused, unusedComplete } = readDocument('unused', run.out);
        const told = (verdict: string) =>
          unused.filter((each) => each.verdict === verdict).map(({ backend, name }) => `${backend} ${name}`);
        const own = (rows: UnusedAnswer['unused']) =>
          rows.map(({ backend, name }) => `${backend.id} ${name}`);
        assert.deepEqual([...own(answer.unused)].sort(), told('unused').sort());
        assert.deepEqual([...own(answer.perhaps)].sort(), told('may-be-used').sort());
        const { filesInPart, isWhole, notListed } = answer;
        assert.equal(filesInPart.length + notListed.length === 0 && isWhole, unusedComplete);
      } finally {
        folder.remove();
      }
    });
  }

  it('counts a call of a flow in Terraform once', async () => {
    const folder = temporaryFolder({ ...server, 'main.tf': inTerraform(flow(`secret('LIKE_' ~ inputs.x)`)) });
    try {
      const { perhaps } = await answerOf(folder.root);
      assert.deepEqual(
        perhaps.map(({ name, because, causes }) => [name, because?.file, because?.line, causes]),
        [['LIKE_ONE', 'main.tf', 8, 1]],
      );
    } finally {
      folder.remove();
    }
  });

  it('names the first place that may use a secret', async () => {
    const folder = temporaryFolder({
      ...server,
      'a.yml': flow(`secret('LIKE_' ~ inputs.x)`, `secret(inputs.x ? 'EITHER' : 'USED')`),
    });
    try {
      const { perhaps } = await answerOf(folder.root);
      assert.deepEqual(
        perhaps.map(({ name, because, causes }) => [name, because?.file, because?.line, causes]),
        [
          ['USED', 'a.yml', 9, 2],
          ['LIKE_ONE', 'a.yml', 6, 1],
          ['EITHER', 'a.yml', 9, 2],
        ],
      );
    } finally {
      folder.remove();
    }
  });
});
