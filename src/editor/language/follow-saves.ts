import { TextDocumentSaveReason, workspace, type TextDocument } from 'vscode';
import type { OpenFlows } from '../flows.ts';
import type { Sessions } from '../session/sessions.ts';
import { together, type Owned } from '../owned.ts';
import type { Settling } from './settling.ts';

/**
 * Who saves a flow may have stored elsewhere what it asks for: lists that are older than a minute are renewed, and each
 * name that is missing is asked for once more. A save that VS Code makes by itself while somebody types asks nothing.
 */
export function followSaves(sessions: Sessions, flows: OpenFlows, settling: Settling): Owned {
  const byItself = new WeakSet<TextDocument>();
  return together(
    workspace.onWillSaveTextDocument(({ document, reason }) => {
      if (reason === TextDocumentSaveReason.AfterDelay) byItself.add(document);
      else byItself.delete(document);
    }),
    workspace.onDidSaveTextDocument((document) => {
      if (!byItself.has(document)) void askAgain(document);
    }),
  );

  async function askAgain(document: TextDocument): Promise<void> {
    const session = sessions.of(document.uri);
    if (session === undefined || flows.flow(document) === null) return;
    await session.renew();
    const file = flows.flow(document);
    if (file !== null) await settling.settleAnew(session, session.viewOf(document.uri), file);
  }
}
