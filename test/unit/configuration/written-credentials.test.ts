import assert from 'node:assert/strict';
import { readConfiguration } from '../../../src/configuration/index.ts';
import { problemMessage } from '../../../src/language/messages/index.ts';
import { createFolderFiles } from '../../../src/workspace/index.ts';
import { never } from '../../fakes/never.ts';
import { describeWithGit, runGit } from '../workspace/git-repository.ts';
import { temporaryFolder } from '../workspace/support.ts';

const vault = (rest: string) =>
  `kestra.secret:\n  type: vault\n  vault:\n    address: http://v:8200\n    ${rest}\n`;

/** What is told of credentials in files: file, line and sentence; of the files all but the ignored ones are tracked. */
async function toldOf(files: Readonly<Record<string, string>>, tracked = ['.']): Promise<readonly string[]> {
  const folder = temporaryFolder(files);
  try {
    runGit(folder.root, 'init', '-q');
    runGit(folder.root, 'add', '--', ...tracked);
    const { problems } = await readConfiguration({
      files: createFolderFiles(folder.root),
      settings: { environmentFiles: [], environment: null },
      signal: never,
    });
    const told = problems.filter(({ code }) => code === 'credential-in-file');
    assert.doesNotMatch(JSON.stringify(problems), /MARKER/);
    return told.map((problem) => {
      const before = (files[problem.file] ?? '').slice(0, problem.range.start);
      return `${problem.file}:${before.split('\n').length} ${problemMessage(problem)}`;
    });
  } finally {
    folder.remove();
  }
}

const way = (key: string, variable: string) =>
  `The credential at ${key} stands here in plain text, and git tracks this file; put it into a variable, such as \${${variable}}, and renew it.`;
const kept = (variable: string) =>
  `${variable} holds a credential in plain text, and git tracks this file; keep it in a file that git ignores, and renew it.`;

describeWithGit('a credential in a file that git tracks', () => {
  const cases: Readonly<Record<string, readonly [Readonly<Record<string, string>>, readonly string[]]>> = {
    'is told where it stands': [
      { 'application.yml': vault('token.token: hvs.MARKER') },
      [`application.yml:5 ${way('token.token', 'VAULT_TOKEN')}`],
    ],
    'is told as the default of a placeholder': [
      { 'application.yml': vault('token.token: ${VAULT_TOKEN:MARKER}') },
      [`application.yml:5 ${way('token.token', 'VAULT_TOKEN')}`],
    ],
    'is told in the .env that fills it': [
      { 'application.yml': vault('token.token: ${VAULT_TOKEN}'), '.env': 'A=1\nVAULT_TOKEN=MARKER\n' },
      [`.env:2 ${kept('VAULT_TOKEN')}`],
    ],
    'is told where it serves development': [
      { 'application.yml': vault('token.token: root') },
      [`application.yml:5 ${way('token.token', 'VAULT_TOKEN')}`],
    ],
    'is told in the environment of a service': [
      {
        'compose.yaml': [
          'services:',
          '  kestra:',
          '    image: kestra-ee:v1',
          '    environment:',
          '      KESTRA_SECRET_TYPE: vault',
          '      KESTRA_SECRET_VAULT_ADDRESS: http://v:8200',
          '      KESTRA_SECRET_VAULT_TOKEN_TOKEN: MARKER',
        ].join('\n'),
      },
      [`compose.yaml:7 ${kept('KESTRA_SECRET_VAULT_TOKEN_TOKEN')}`],
    ],
    'is none where a placeholder stands': [{ 'application.yml': vault('token.token: ${VAULT_TOKEN}') }, []],
    'is none where git ignores the file that fills it': [
      {
        'application.yml': vault('token.token: ${VAULT_TOKEN}'),
        '.env': 'VAULT_TOKEN=MARKER\n',
        '.gitignore': '.env\n',
      },
      [],
    ],
    'is none that only names who logs in': [
      { 'application.yml': vault('app-role: {role-id: MARKER, secret-id: "${SECRET_ID}"}') },
      [],
    ],
    'is none that another tool fills in': [
      { 'application.yml': vault('token.token: "{{ vault_token }}"') },
      [],
    ],
    'is none that is empty': [{ 'application.yml': vault('token.token: ""') }, []],
  };
  for (const [what, [files, expected]] of Object.entries(cases)) {
    it(what, async () => assert.deepEqual(await toldOf(files), expected));
  }

  it('is none as long as git does not track the file', async () => {
    const files = { 'application.yml': vault('token.token: hvs.MARKER'), 'readme.md': '' };
    assert.deepEqual(await toldOf(files, ['readme.md']), []);
  });
});
