import * as l10n from '@vscode/l10n';
import { commands as vscodeCommands, type Extension } from 'vscode';
import { kestraBackend } from '../../managers/kestra.ts';
import { needsValueForSubkeys } from '../../language/index.ts';
import type { Checks } from '../checks/register-checks.ts';
import { commands, rowCommands } from '../contributions.ts';
import type { OpenFlows } from '../flows.ts';
import type { OutputLog } from '../output.ts';
import { wantedApproval } from '../prompts/wanted-approval.ts';
import type { FolderSession } from '../session/folder-session.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Target } from '../target.ts';
import { canBeAskedFor } from '../tree/drag.ts';
import type { SecretsTree } from '../tree/register-tree.ts';
import {
  chooseBackend,
  isBehindNetwork,
  namedSecretOf,
  secretOf,
  type ChosenBackend,
  type ChosenSecret,
} from './choose.ts';
import { openDocumentation, openSettings, openWalkthrough } from './help.ts';
import { registerCommand } from './run.ts';
import type { SearchActions } from './search.ts';
import { together, type Owned } from '../owned.ts';

/** Loaded with the first of these questions. */
const prompts = () => import('../prompts/index.ts');

/** Loaded with the first expression that is copied or inserted. */
const expressions = () => import('./expressions.ts');

/** Loaded with the first search. */
const searching = () => import('./search.ts');

/** Every command of the palette, the view and the hover's links. */
export function registerCommands(parts: {
  readonly sessions: Sessions;
  readonly flows: OpenFlows;
  readonly tree: SecretsTree;
  readonly checks: Checks;
  readonly log: OutputLog;
  readonly extension: Extension<unknown>;
}): Owned {
  const { sessions, flows, tree, checks, log, extension } = parts;
  const life = new AbortController();
  const actions: SearchActions = {
    accept: (chosen) => void tree.show(rowOf(chosen)),
    copy: (chosen) => void expressions().then(({ copyExpression }) => copyExpression(chosen)),
    insert: (chosen) => void expressions().then(({ insertExpression }) => insertExpression(chosen, flows)),
  };
  const on = (
    command: Parameters<typeof registerCommand>[0],
    action: (target: Target | null) => Promise<void> | void,
  ) => registerCommand(command, log, action);

  /** The name of the row's secret, or of one the user looks up. */
  const named = async (target: Target | null, hidden: boolean, title: string) =>
    namedSecretOf(sessions, target) ?? lookUp(hidden, title);

  /** One the user looks up. */
  const lookUp = async (hidden: boolean, title: string) =>
    (await searching()).searchSecrets(sessions, { title, hidden, actions: {} });

  /** A prompt about one backend; after it, its folder is listed anew. */
  const about = async (
    target: Target | null,
    choice: Parameters<typeof chooseBackend>[2],
    prompt: (chosen: ChosenBackend) => Promise<boolean>,
  ) => {
    const chosen = await chooseBackend(sessions, target, choice);
    if (chosen !== undefined && (await prompt(chosen))) await refresh([chosen.session]);
  };
  const refresh = async (folders: readonly FolderSession[]) => {
    await Promise.all(folders.map((session) => session.refresh(life.signal)));
  };
  const managers = (title: string) => ({
    title,
    fits: isBehindNetwork,
    none: l10n.t('No file here configures a secret manager to connect to.'),
  });
  const waiting = () => ({
    title: l10n.t('Approve Address'),
    fits: (backend: ChosenBackend['backend']) => wantedApproval(backend) !== null,
    none: l10n.t('No backend needs an approval.'),
  });

  return together(
    { dispose: () => life.abort() },
    on(commands.refresh, (target) => {
      const named = target === null ? undefined : sessions.byFolder(target.folder);
      return refresh(named === undefined ? sessions.all() : [named]);
    }),
    on(commands.hideHidden, () => tree.hidden.show(false)),
    on(commands.showHidden, () => tree.hidden.show(true)),
    on(commands.stopListing, async (target) => {
      if (target?.backend === kestraBackend.id) {
        sessions.byFolder(target.folder)?.catalog.stopListing(target.backend);
        return;
      }
      const chosen = await chooseBackend(sessions, target, {
        title: l10n.t('Stop Listing'),
        fits: ({ listing }) => listing !== undefined,
        none: l10n.t('There is no list to stop.'),
      });
      chosen?.session.catalog.stopListing(chosen.backend.id);
    }),
    on(commands.search, async () => {
      await (
        await searching()
      ).searchSecrets(sessions, { title: l10n.t('Kestra Secrets'), hidden: true, actions });
    }),
    on(commands.showView, (target) => tree.show(target)),
    on(commands.showLog, () => log.show()),
    on(commands.connectManager, async () => (await prompts()).connectManager(sessions)),
    on(commands.openWalkthrough, () => openWalkthrough(extension)),
    on(commands.openDocumentation, () => openDocumentation(extension.id)),
    on(commands.openSettings, () => openSettings(extension.id)),
    on(commands.reportIssue, async () => (await prompts()).reportIssue(extension, sessions)),
    on(commands.copyExpression, async (target) => {
      const chosen = await named(target, false, l10n.t('Copy Expression'));
      if (chosen !== undefined) await (await expressions()).copyExpression(chosen);
    }),
    on(commands.copyName, async (target) => {
      const chosen = await named(target, true, l10n.t('Copy Name'));
      if (chosen !== undefined) await (await expressions()).copyName(chosen);
    }),
    on(rowCommands.insert, async () => {
      const row = tree.focusedRow();
      const chosen = row !== null && canBeAskedFor(row) ? namedSecretOf(sessions, row.target) : undefined;
      // On every other row Enter does what it does in any tree.
      if (chosen === undefined) await vscodeCommands.executeCommand('list.select');
      else await (await expressions()).insertExpression(chosen, flows);
    }),
    on(rowCommands.copy, async () => {
      const chosen = namedSecretOf(sessions, tree.focusedRow()?.target ?? null);
      if (chosen !== undefined) await (await expressions()).copyName(chosen);
    }),
    on(commands.insertExpression, async (target) => {
      const chosen = await named(target, false, l10n.t('Insert Expression'));
      if (chosen !== undefined) await (await expressions()).insertExpression(chosen, flows);
    }),
    on(commands.findReferences, async (target) =>
      (await import('./find-references.ts')).showReferences(sessions, target, life.signal),
    ),
    on(commands.findInFiles, async (target) =>
      (await import('./find-in-files.ts')).findInFiles(sessions, target),
    ),
    on(commands.checkFlows, () => checks.checkAll()),
    on(commands.readSubkeys, async (target) => {
      const chosen =
        secretOf(sessions, target) ??
        (await (
          await searching()
        ).searchSecrets(sessions, {
          title: l10n.t('Read Subkeys'),
          hidden: false,
          actions: {},
          fits: ({ backend, secret: each }) => needsValueForSubkeys(backend, each),
        }));
      if (chosen === undefined) return;
      const { readSubkeys } = await prompts();
      if (await readSubkeys(chosen, log)) await tree.unfold(rowOf(chosen));
    }),
    on(commands.openConfiguration, async (target) =>
      (await import('./open-configuration.ts')).openConfiguration(sessions, target),
    ),
    on(commands.chooseConfiguration, async (target) =>
      (await import('./choose-configuration.ts')).chooseConfiguration(sessions, target),
    ),
    on(commands.signIn, async (target) => {
      const { signIn, signInToKestra } = await prompts();
      const connected = target?.backend === kestraBackend.id ? sessions.byFolder(target.folder) : undefined;
      if (connected !== undefined) await signInToKestra(connected);
      else await about(target, managers(l10n.t('Sign In')), signIn);
    }),
    on(commands.approveAddress, (target) =>
      about(target, waiting(), async (chosen) => (await prompts()).approveAddress(chosen, target)),
    ),
    on(commands.connectDifferently, async (target) =>
      about(target, managers(l10n.t('Connect Differently')), (await prompts()).connectDifferently),
    ),
    on(commands.connectKestra, async (target) => (await prompts()).connectKestra(sessions, target)),
    on(commands.disconnectKestra, async (target) => (await prompts()).disconnectKestra(sessions, target)),
    on(commands.compareKestra, async (target) => (await prompts()).compareKestra(sessions, target)),
    on(commands.askKestra, async (target) => (await prompts()).askKestra(sessions, target, log)),
    on(commands.manageApprovals, async () => refresh(await (await prompts()).manageApprovals(sessions))),
    on(commands.forgetCredential, async (target) =>
      refresh(await (await prompts()).forgetCredential(sessions, target)),
    ),
  );
}

function rowOf({ session, backend, secret }: ChosenSecret): Target {
  const row = { folder: session.folder.uri.toString(), backend: backend.id, stored: secret.storedName };
  return secret.namespace === null ? row : { ...row, namespace: secret.namespace };
}
