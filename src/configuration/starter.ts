import { firstKeysOf, linesOfKeys } from '../managers/first-keys.ts';
import { camelCase } from '../managers/spellings.ts';
import { factsOf, type Manager } from '../managers/table.ts';

/** What a comment of the file says. A closed list. */
export type StarterComment =
  | 'where'
  | 'credentials'
  | 'read-only'
  | 'vault-address'
  | 'vault-engine'
  | 'aws-region'
  | 'aws-login'
  | 'azure-vault'
  | 'azure-login'
  | 'google-project'
  | 'google-login'
  | 'filters';

/** Makes a comment's sentence, in one line. */
export type StarterWords = (comment: StarterComment) => string;

/**
 * A configuration of a manager to begin with, as the text of an `application.yml`. Its values are placeholders: no
 * address stands in it that could be asked before the user wrote one.
 */
export function starterFile(manager: Manager, say: StarterWords): string {
  const lines = [
    `# ${say('where')}`,
    `# ${say('credentials')}`,
    'kestra:',
    '  secret:',
    `    type: ${manager}`,
    `    # ${say('read-only')}`,
    '    read-only: true',
    `    ${manager}:`,
    ...[...blockLines(manager, say), ...filterLines(manager, say)].map((line) => `      ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for the flows of one namespace, as an entry of the setting `kestraSecrets.secretManagers`. */
export function starterManager(manager: Manager, namespace: string): Readonly<Record<string, unknown>> {
  return {
    namespace,
    secretType: manager,
    secretReadOnly: true,
    secretConfiguration: settingBlock(manager),
  };
}

/** What the comments of a manager's block tell: where it is, and how it lets in. */
const comments: Readonly<Record<Manager, readonly [place: StarterComment, login: StarterComment]>> = {
  vault: ['vault-address', 'vault-engine'],
  'aws-secret-manager': ['aws-region', 'aws-login'],
  'azure-key-vault': ['azure-vault', 'azure-login'],
  'google-secret-manager': ['google-project', 'google-login'],
};

function blockLines(manager: Manager, say: StarterWords): readonly string[] {
  const { place, login } = firstKeysOf(manager);
  const [aboutPlace, aboutRest] = comments[manager];
  const loginLines = linesOfKeys(manager, login);
  return [
    `# ${say(aboutPlace)}`,
    ...linesOfKeys(manager, [place]),
    `# ${say(aboutRest)}`,
    // Without a token a Vault answers nobody; the others know who is signed in on this machine.
    ...(manager === 'vault'
      ? ['root-engine: secret', '# secret-path-prefix: team/app', ...loginLines]
      : loginLines.map((line) => `# ${line}`)),
  ];
}

function filterLines(manager: Manager, say: StarterWords): readonly string[] {
  const about = say('filters');
  return factsOf(manager).tagFilter === 'flat'
    ? [`# ${about}`, '# filter-on-tags:', '#   used-by: kestra']
    : [`# ${about}`, '# filter-on-tags:', '#   tags:', '#     used-by: kestra'];
}

function settingBlock(manager: Manager): Readonly<Record<string, unknown>> {
  const [key, variable] = firstKeysOf(manager).place;
  const place = { [camelCase(key)]: `\${${variable}}` };
  return manager === 'vault' ? { ...place, rootEngine: 'secret', token: { token: '${VAULT_TOKEN}' } } : place;
}
