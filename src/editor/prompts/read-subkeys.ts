import * as l10n from '@vscode/l10n';
import type { VisibleSecret } from '../../catalog/index.ts';
import {
  isStillThere,
  needsValueForSubkeys,
  readingWords,
  stepsOf,
  subkeyWords,
} from '../../language/index.ts';
import { backendName } from '../../language/index.ts';
import { failureMessage } from '../../language/messages/index.ts';
import { isFailureError } from '../../ports/failure.ts';
import type { Log } from '../../ports/log.ts';
import { runWithToken } from '../cancellation.ts';
import type { ChosenSecret } from '../commands/choose.ts';
import { showError, showInformation, showWarning, showWork } from '../shown/messages.ts';
import { pickOne } from '../shown/picks.ts';
import { offerSteps } from './offer-steps.ts';

/**
 * Learns the subkeys of one secret by a read of its value, once the user agreed to just that. Only the names of its
 * fields come back; they stay until the backend is another place or the window closes, a refresh included, and for five
 * minutes they tell that a subkey is missing. Returns whether they were learnt.
 */
export async function readSubkeys(chosen: ChosenSecret, log: Log): Promise<boolean> {
  const { backend, secret, session } = chosen;
  if (!needsValueForSubkeys(backend, secret)) {
    void showInformation(
      l10n.t(
        '{0} gives subkeys without reading a value: expand the secret in the view.',
        backendName(backend),
      ),
    );
    return false;
  }
  const { question, place, promise, needs } = readingWords(backend, secret);
  const agreed = await pickOne(
    [
      { icon: 'symbol-field', label: l10n.t('Read Once'), description: place, detail: promise, value: true },
      { icon: 'close', label: l10n.t('Do Not Read'), detail: needs, value: false },
    ],
    { title: l10n.t('Read Subkeys'), placeHolder: question },
  );
  if (agreed !== true) return false;
  const title = l10n.t('Reading the names of the fields of {0}', secret.storedName);
  try {
    const subkeys = await showWork(title, (token) =>
      runWithToken(token, (signal) => {
        // The configuration may be another one since the question: that one was not asked about.
        if (!isStillThere(session.catalog.snapshot(), backend)) return Promise.resolve(null);
        log.info(`${backend.id}: one value is read for the names of its fields, as the user asked`);
        return session.catalog.learnSubkeys(backend.id, secret.lookupName, { readValue: true }, signal);
      }),
    );
    if (subkeys === null) {
      void showWarning(
        l10n.t(
          'The configuration of {0} changed meanwhile, so no value was read. Try again.',
          backendName(backend),
        ),
      );
      return false;
    }
    tell(subkeys, chosen);
    return subkeys.state !== 'not-read';
  } catch (error) {
    if (!isFailureError(error)) throw error;
    const { failure } = error;
    const folder = session.folder.uri.toString();
    void offerSteps(showError, failureMessage(failure), stepsOf(failure, backend.id), folder);
    return false;
  }
}

function tell(subkeys: VisibleSecret['subkeys'], chosen: ChosenSecret): void {
  const { backend, secret, session } = chosen;
  const name = secret.storedName;
  switch (subkeys.state) {
    case 'known':
      void showInformation(l10n.t('{0} in {1}: {2}.', name, backendName(backend), subkeyWords(subkeys)));
      return;
    case 'none':
      void showInformation(
        l10n.t(
          'The value of {0} in {1} is not a JSON object: it has no subkeys.',
          name,
          backendName(backend),
        ),
      );
      return;
    case 'not-read':
      void offerSteps(
        showWarning,
        l10n.t(
          '{0} returned no text for {1}: it was deleted, cannot be read now, or is binary. Refresh to see which.',
          backendName(backend),
          name,
        ),
        [{ kind: 'refresh', backend: backend.id }],
        session.folder.uri.toString(),
      );
  }
}
