import * as l10n from '@vscode/l10n';
import { otherManagers } from '../../managers/spellings.ts';
import { managers } from '../../managers/table.ts';

/** VS Code’s names for kinds of remote machines. Others may hold a name or an address. */
const remotes: readonly string[] = [
  'attached-container',
  'codespaces',
  'dev-container',
  'ssh-remote',
  'tunnel',
  'wsl',
];

/** What a report may say of a machine: versions and kinds. There is no field for a name, a folder or an address. */
export interface Versions {
  readonly extension: string;
  readonly vscode: string;
  /** How VS Code reaches the machine, such as `wsl`; null: it runs there. */
  readonly remote: string | null;
  readonly platform: string;
  /** Types as the configuration names them. */
  readonly backends: readonly string[];
}

/** A report to fill in, with the versions. Markdown. */
export function issueText({ extension, vscode, remote, platform, backends }: Versions): string {
  const kinds = [...new Set(backends.map(typeToReport))].sort();
  return [
    l10n.t('What did you do, what happened, and what did you expect?'),
    '',
    '',
    '',
    `- Kestra Secrets: ${extension}`,
    `- VS Code: ${vscode}`,
    ...(remote === null ? [] : [`- Remote: ${remotes.includes(remote) ? remote : 'other'}`]),
    `- Platform: ${platform}`,
    `- Backends: ${kinds.length === 0 ? 'none' : kinds.join(', ')}`,
    '',
  ].join('\n');
}

/** A type that Kestra does not have may be anything that somebody wrote. */
function typeToReport(type: string): string {
  return ['env', ...managers, ...otherManagers].includes(type) ? type : 'other';
}
