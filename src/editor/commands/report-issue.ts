import { commands as vscodeCommands, env, version, window, workspace, type Extension } from 'vscode';
import { platformInWords } from '../../host/index.ts';
import { fieldOf } from '../../text/json.ts';
import type { Sessions } from '../session/sessions.ts';
import { issueText } from './issue-text.ts';

/**
 * Opens VS Code's own form for a report, with the versions in it. Where the extension names no place for reports, or
 * this VS Code has no form, they stand in a text of its own that can be sent by any way.
 */
export async function reportIssue(extension: Extension<unknown>, sessions: Sessions): Promise<void> {
  const manifest: unknown = extension.packageJSON;
  const issueBody = issueText({
    extension: textIn(manifest, 'version'),
    vscode: `${version} (${env.appName})`,
    remote: env.remoteName ?? null,
    platform: platformInWords(),
    backends: sessions
      .all()
      .flatMap((session) => session.catalog.snapshot().backends.map(({ type }) => type)),
  });
  if (textIn(manifest, 'bugs') !== '' || textIn(manifest, 'repository') !== '') {
    try {
      const report = { extensionId: extension.id, issueBody };
      await vscodeCommands.executeCommand('workbench.action.openIssueReporter', report);
      return;
    } catch {
      // Some have no form that can be opened from here: the text is what remains.
    }
  }
  await window.showTextDocument(
    await workspace.openTextDocument({ language: 'markdown', content: issueBody }),
  );
}

/** A field of the manifest as text; empty where there is none. */
function textIn(manifest: unknown, field: string): string {
  const value = fieldOf(manifest, field);
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
