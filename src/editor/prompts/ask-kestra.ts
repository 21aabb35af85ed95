import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { AskedKestra, EvaluatedReference, Question } from '../../catalog/index.ts';
import { stepsOf, verdictWords } from '../../language/index.ts';
import { answerWords, notAskedWords } from '../../language/kestra-facts.ts';
import { failureMessage } from '../../language/messages/index.ts';
import { kestraBackend } from '../../managers/kestra.ts';
import type { Log } from '../../ports/log.ts';
import { runWithToken } from '../cancellation.ts';
import { namedSecretOf, secretOf } from '../commands/choose.ts';
import { templateOf } from '../commands/insertion.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { pathInside } from '../session/paths.ts';
import type { Sessions } from '../session/sessions.ts';
import { showError, showInformation, showWarning, showWork } from '../shown/messages.ts';
import { pickOne } from '../shown/picks.ts';
import type { Target } from '../target.ts';
import { namespacesInFlows } from './flow-namespaces.ts';
import { offerSteps } from './offer-steps.ts';

/**
 * Has the running Kestra of a folder judge one reference, once the user agreed to just that: the one that was shown, or that
 * of a row, in a namespace that the user chooses where several are possible.
 */
export async function askKestra(sessions: Sessions, target: Target | null, log: Log): Promise<void> {
  const session = target === null ? undefined : sessions.byFolder(target.folder);
  const place = session?.kestra.place() ?? null;
  if (session === undefined || target === null || place === null) {
    void showInformation(l10n.t('Point at a call of secret() in a flow, and choose “Ask Kestra…” there.'));
    return;
  }
  const reference = target.asked ?? (await referenceOfRow(sessions, session, target));
  if (reference === undefined || !(await agrees(reference, place.url))) return;
  const question = questionFor(reference);
  const answer = await showWork(l10n.t('Asking Kestra at {0}', place.url), (token) =>
    runWithToken(token, (signal) => {
      log.info('kestra: asked to evaluate one reference, as the user agreed');
      return session.catalog.askKestra(question, signal);
    }),
  );
  tell(answer, reference, session);
}

async function agrees({ name, subkey, flowNamespace }: EvaluatedReference, url: string): Promise<boolean> {
  const expression = templateOf({ name, subkey }) ?? name;
  const agreed = await pickOne(
    [
      {
        icon: 'comment-discussion',
        label: l10n.t('Ask Once'),
        description: url,
        detail: l10n.t('It reads the secret, and may log that it did; its value does not come back.'),
        value: true,
      },
      { icon: 'close', label: l10n.t('Do Not Ask'), value: false },
    ],
    {
      title: l10n.t('Ask Kestra'),
      placeHolder: l10n.t('May Kestra evaluate {0} in the namespace {1}?', expression, flowNamespace),
    },
  );
  return agreed === true;
}

function tell(answer: AskedKestra, reference: EvaluatedReference, session: FolderSession): void {
  switch (answer.state) {
    case 'answered': {
      const { verdict } = viewOf(session).resolve(questionFor(reference));
      const { name, subkey } = reference;
      const asked = subkey === null ? name : `${name}.${subkey}`;
      void showInformation(
        l10n.t(
          'Kestra answered for {0}: {1}. Verdict: {2}.',
          asked,
          answerWords(answer.word),
          verdictWords(verdict),
        ),
      );
      return;
    }
    case 'failed': {
      const { failure } = answer;
      const folder = session.folder.uri.toString();
      void offerSteps(showError, failureMessage(failure), stepsOf(failure, kestraBackend.id), folder);
      return;
    }
    case 'not-asked':
      void showWarning(l10n.t('Nothing was sent: {0}.', notAskedWords(answer.why)));
  }
}

/** What counts for the flow in the active editor; elsewhere, for all of the folder. */
function viewOf(session: FolderSession): Pick<FolderSession['catalog'], 'resolve'> {
  const uri = window.activeTextEditor?.document.uri;
  return uri === undefined || pathInside(session.folder, uri) === null
    ? session.catalog
    : session.viewOf(uri);
}

function questionFor({ name, namespace, subkey, flowNamespace }: EvaluatedReference): Question {
  const constant = (value: string) => ({ kind: 'constant', value }) as const;
  return {
    key: constant(name),
    subkey: subkey === null ? null : constant(subkey),
    namespaceArgument: namespace === null ? null : constant(namespace),
    callFailure: null,
    flowNamespace: { kind: 'literal', value: flowNamespace, range: { start: 0, end: 0 } },
  };
}

/** Of a row that names a secret; undefined: it names none that is there, or the user gave up. */
async function referenceOfRow(
  sessions: Sessions,
  session: FolderSession,
  target: Target,
): Promise<EvaluatedReference | undefined> {
  const named = namedSecretOf(sessions, target);
  if (named === undefined) return undefined;
  const chosen = secretOf(sessions, target);
  const own = target.namespace ?? chosen?.secret.namespace ?? chosen?.backend.namespace ?? null;
  const flowNamespace = await chooseNamespace(session, own);
  if (flowNamespace === undefined) return undefined;
  return { name: named.secret.name, subkey: named.subkey, namespace: null, flowNamespace };
}

/** A namespace whose flows see the secret of the namespace `own` (null: of none). */
async function chooseNamespace(session: FolderSession, own: string | null): Promise<string | undefined> {
  const inFlows = await namespacesInFlows(session, new AbortController().signal);
  const isSeen = (namespace: string) => own === null || namespace === own || namespace.startsWith(`${own}.`);
  const namespaces = [...new Set([...inFlows.filter(isSeen), ...(own === null ? [] : [own])])].sort();
  if (namespaces.length === 0) {
    void showInformation(
      l10n.t('No flow of this folder asks for a secret, so no namespace is known to ask in.'),
    );
    return undefined;
  }
  if (namespaces.length === 1) return namespaces[0];
  return pickOne(
    namespaces.map((value) => ({ label: value, icon: 'symbol-namespace', value })),
    { title: l10n.t('Ask Kestra'), placeHolder: l10n.t('In the flows of which namespace?') },
  );
}
