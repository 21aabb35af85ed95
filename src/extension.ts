import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  createOpenFlows,
  createOutputLog,
  createSeverities,
  createSessions,
  openFolderSession,
  createMarkedProblems,
  registerChecks,
  registerCodeActions,
  registerCommands,
  registerCompletion,
  registerConfigurationDiagnostics,
  registerConfigurationHover,
  registerConfigurationCompletion,
  registerDrop,
  registerFlowDiagnostics,
  registerFreshness,
  registerHover,
  registerLenses,
  registerUses,
  registerStatus,
  registerTree,
} from './editor/index.ts';
import { systemClock } from './host/index.ts';
import { createFlowCache } from './workspace/index.ts';

/** Builds the one object graph and registers each feature. Reads no file and sends nothing: that waits for first use. */
export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });
  const now = () => systemClock.now();
  const log = createOutputLog();
  const sessions = createSessions((folder) => openFolderSession(folder, context, log));
  const flows = createOpenFlows(createFlowCache(), now, async ({ uri }) => {
    const session = await sessions.find(uri);
    return session?.configuration()?.kestraVersion ?? null;
  });
  const marked = createMarkedProblems();
  const severitiesOf = createSeverities(log);
  const checks = registerChecks(sessions, flows, severitiesOf, log);
  const tree = registerTree({ sessions, checks, now, memory: context.workspaceState });
  // In the order in which they end: those who ask before those who answer.
  context.subscriptions.push(
    registerCommands({ sessions, flows, tree, checks, log, extension: context.extension }),
    registerDrop(sessions, flows),
    registerCompletion(sessions, flows, now),
    registerHover(sessions, flows, now),
    registerConfigurationHover(sessions),
    registerUses({ sessions, flows }),
    registerFlowDiagnostics(sessions, flows, marked, severitiesOf, log),
    registerConfigurationDiagnostics(sessions, flows, marked, severitiesOf),
    registerCodeActions({ sessions, flows, marked, severitiesOf }),
    registerConfigurationCompletion(),
    registerStatus(sessions, flows),
    registerLenses(sessions),
    registerFreshness(sessions, () => tree.isVisible()),
    tree,
    checks,
    sessions,
    flows,
    log,
  );
}
