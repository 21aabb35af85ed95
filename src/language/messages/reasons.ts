import * as l10n from '@vscode/l10n';
import type { AnswerOfConfiguration, PlacedBackend, Reason } from '../../catalog/index.ts';
import { otherManagers } from '../../managers/spellings.ts';
import { verdictWords } from '../words.ts';
import { placedName } from './backends.ts';
import { callFailureMessage } from './call-failures.ts';
import { failureMessage } from './failures.ts';
import { gapClause } from './gaps.ts';
import { kestraElsewhereMessage, kestraSaysMessage } from './kestra.ts';
import { lineInFile } from '../line-in-file.ts';
import { windowWords, type NextWords } from './next.ts';
import { unreadServerMessage } from './not-read.ts';
import { onlyForMessage } from './only-for-some.ts';
import { ruleClauses } from './rules.ts';

/** The words for what to do next about a backend. */
export type WordsFor = (backend: PlacedBackend) => NextWords;

/** Why a verdict is what it is, in one or two whole sentences. Plain text: names and places in it come from a store. */
export function reasonMessage(reason: Reason, wordsFor: WordsFor = () => windowWords): string {
  switch (reason.kind) {
    case 'call-fails':
      return callFailureMessage(reason.failure);
    case 'name-not-text':
      return l10n.t('Fails: the name of the secret is not a text.');
    case 'name-empty':
      return l10n.t('The name of the secret is empty.');
    case 'name-not-known':
      return l10n.t('The name of the secret is known only at run time.');
    case 'name-one-of':
      return l10n.t(
        'The name of the secret is known only at run time: one of {0}.',
        reason.candidates.join(', '),
      );
    case 'name-like':
      return l10n.t('The name of the secret is known only at run time: a name like {0}.', reason.pattern);
    case 'call-half-typed':
      return l10n.t('This call is still being typed.');
    case 'no-configuration':
      return l10n.t('This folder has no Kestra configuration that names a secret backend.');
    case 'no-definitions':
      return reason.elsewhere === null
        ? l10n.t('No SECRET_ variable of the server is known here.')
        : l10n.t(
            'This configuration defines no SECRET_ variable; {0} does, which is another one.',
            reason.elsewhere,
          );
    case 'no-backend-for-namespace':
      return l10n.t('No backend is configured for this namespace.');
    case 'server-not-read':
      return reason.because === null
        ? unreadServerMessage(reason)
        : l10n.t(
            '{0} But {1} may start another Kestra server, and is not read here.',
            reasonMessage(reason.because, wordsFor),
            reason.file,
          );
    case 'configurations-differ':
      return l10n.t(
        'The configurations of this folder do not agree: {0}. Choose the one that counts (in a terminal: --configuration).',
        answersRow(reason.answers),
      );
    case 'backend-namespace-not-known':
      return l10n.t(
        '{0} serves the namespace {1} only, and the namespace is known only at run time.',
        placedName(reason.backend),
        reason.backend.namespace ?? '',
      );
    case 'tenant-not-known':
      return l10n.t(
        '{0} serves one tenant of several, and which of them the flow belongs to is not known here.',
        placedName(reason.backend),
      );
    case 'backend-not-supported':
      if (/[$<{][{%]|<%|^ENC\[|^\w+\+/.test(reason.type))
        return l10n.t('Which backend Kestra asks is not known here: its type is {0}.', reason.type);
      return otherManagers.includes(reason.type)
        ? l10n.t('The backend {0} is not supported here.', reason.type)
        : l10n.t('Kestra has no secret backend called {0}; correct its type.', reason.type);
    case 'offline':
      return l10n.t('{0} was not contacted, because the network is not used.', placedName(reason.backend));
    case 'backend-failed':
      return reason.failure === null
        ? l10n.t('{0} could not be read.', placedName(reason.backend))
        : failureMessage(reason.failure, wordsFor(reason.backend));
    case 'listed-before-failure':
      return l10n.t(
        '{0} It was in the last list that could be read.',
        reasonMessage(reason.because, wordsFor),
      );
    case 'absent-without-list':
      return l10n.t(
        '{0} answers that there is no {1}, which is not enough without a list: {2}',
        placedName({ ...reason.backend, location: '' }),
        reason.name,
        reasonMessage(reason.because, wordsFor),
      );
    case 'found':
      return l10n.t('{0} is in {1} as {2}.', reason.name, placedName(reason.backend), reason.storedName);
    case 'value-not-base64':
      return l10n.t('{0} is there but is not Base64, so Kestra skips it; encode its value.', reason.variable);
    case 'variable-of-other-server':
      return onlyForMessage(reason.variable, reason.onlyFor);
    case 'value-not-known':
      return l10n.t('{0} is set, but its value is not known here.', reason.variable);
    case 'hidden':
      return l10n.t('Secret {0} is hidden from Kestra: {1}.', reason.name, ruleClauses(reason.rules));
    case 'rules-open':
      return l10n.t(
        '{0} is in {1}, but {2}.',
        reason.name,
        placedName(reason.backend),
        ruleClauses(reason.rules),
      );
    case 'list-incomplete':
      return l10n.t(
        '{0} is not in {1} as far as its list is known: {2}.',
        reason.name,
        placedName(reason.backend),
        reason.gap === null
          ? l10n.t('its list is incomplete')
          : gapClause(reason.gap, wordsFor(reason.backend)),
      );
    case 'variable-not-loaded':
      return l10n.t(
        '{0} is in {1}, which the Kestra service does not load.',
        reason.variable.variable,
        reason.variable.file,
      );
    case 'variable-elsewhere':
      return l10n.t(
        '{0} is in {1}, which belongs to another configuration.',
        reason.variable.variable,
        reason.variable.file,
      );
    case 'backend-read-in-part':
      return l10n.t(
        '{0} is not in {1}, whose configuration could be read only in part.',
        reason.name,
        placedName(reason.backend),
      );
    case 'needs-enterprise':
      return l10n.t(
        '{0} is not in {1}, which needs the Enterprise image, while the service runs open-source Kestra.',
        reason.name,
        placedName(reason.backend),
      );
    case 'full-name':
      return l10n.t(
        "{1} is a full name of {0}; Kestra's documentation does not say whether it finds a secret by that. The name alone is {2}.",
        placedName(reason.backend),
        reason.name,
        reason.short,
      );
    case 'name-in-folder':
      return l10n.t(
        '{0} would be in a folder of {1}, and Kestra does not document the names of secrets in nested folders.',
        reason.name,
        placedName(reason.backend),
      );
    case 'name-not-storable':
      return reason.like === null
        ? l10n.t(
            "{0} cannot hold a secret named {1}, and no secret there has that name as its tag “key”; Kestra's documentation does not say how it would store it.",
            placedName(reason.backend),
            reason.name,
          )
        : l10n.t(
            "{0} cannot hold a secret named {1}. It has {2}; Kestra's documentation does not say whether that one is used. Set its tag “key” to {1} to be sure.",
            placedName(reason.backend),
            reason.name,
            reason.like,
          );
    case 'label-like-name':
      return l10n.t(
        "{0} has a secret whose label “key” is {1}, and a label cannot hold {2}; Kestra's documentation does not say whether that one is used.",
        placedName(reason.backend),
        reason.label,
        reason.name,
      );
    case 'like-name':
      return l10n.t(
        "{0} has {1}; Kestra's documentation does not say whether that one is used for {2}.",
        placedName(reason.backend),
        reason.like,
        reason.name,
      );
    case 'index-not-readable':
      return l10n.t(
        'Without read-only, {0} keeps an index that only Kestra can read.',
        placedName(reason.backend),
      );
    case 'being-asked':
      return l10n.t(
        '{0} is not in the list of {1}; whether it was added since is being checked.',
        reason.name,
        placedName(reason.backend),
      );
    case 'not-defined':
      return l10n.t('No file defines {0}.', reason.variable);
    case 'stored-under-other-name':
      return l10n.t(
        '{0} is the name of a stored secret in {1}; flows ask for it as {2}.',
        reason.name,
        placedName(reason.backend),
        reason.nameInFlows,
      );
    case 'not-in-list':
      return reason.listLag === 0
        ? l10n.t('{0} is not in {1}.', reason.name, placedName(reason.backend))
        : l10n.t(
            '{0} is not in {1}; a new secret may take {2} minutes to appear in its list.',
            reason.name,
            placedName(reason.backend),
            reason.listLag,
          );
    case 'nowhere':
      return nowhereMessage(reason, wordsFor);
    case 'terraform-creates':
      return terraformMessage(reason, wordsFor);
    case 'terraform-names-not-known':
      return l10n.t(
        'Terraform creates secrets whose names are not known here ({0}), and {1} may be one of them.',
        lineInFile(reason.created.origin),
        reason.name,
      );
    case 'kestra-says':
      return kestraSaysMessage(reason, (because) => reasonMessage(because, wordsFor));
    case 'kestra-lists-elsewhere':
      return kestraElsewhereMessage(reason);
    case 'kestra-subkey-open':
      return l10n.t(
        '{0} Cannot tell whether it has the subkey {1}: use Ask Kestra to find out (in a terminal: explain --ask-kestra).',
        reasonMessage(reason.secret, wordsFor),
        reason.subkey,
      );
    case 'not-found':
      return l10n.t('Secret {0} not found.', reason.name);
    case 'variable-not-found':
      return l10n.t('Secret {0} not found: no file defines {1}.', reason.name, reason.variable);
    case 'not-found-by-this-name':
      return l10n.t('Secret {0} not found. Flows ask for it as {1}.', reason.name, reason.nameInFlows);
    case 'subkey-not-known':
      return l10n.t('{0} The subkey is known only at run time.', reasonMessage(reason.secret, wordsFor));
    case 'subkey-of-several':
      return l10n.t(
        '{0} {1} has the same name; which of them Kestra uses is not certain.',
        reasonMessage(reason.secret, wordsFor),
        reason.storedNames.join(', '),
      );
    case 'subkey-found':
      return l10n.t('Secret {0} has the subkey {1}.', reason.name, reason.subkey);
    case 'subkey-not-found':
      return l10n.t('Secret {0} has no subkey {1}.', reason.name, reason.subkey);
    case 'value-not-object':
      return l10n.t('Secret {0} is not a JSON object, so it has no subkey {1}.', reason.name, reason.subkey);
    case 'subkeys-failed':
      return l10n.t(
        '{0} Cannot tell whether it has the subkey {1}: {2}',
        reasonMessage(reason.secret, wordsFor),
        reason.subkey,
        failureMessage(reason.failure, wordsFor(reason.backend)),
      );
    case 'subkeys-not-asked':
      return l10n.t(
        '{0} Cannot tell yet whether it has the subkey {1}: its subkeys have not been read.',
        reasonMessage(reason.secret, wordsFor),
        reason.subkey,
      );
    case 'subkeys-need-value':
      return l10n.t(
        '{0} Cannot tell whether it has the subkey {1}: only its value shows that.',
        reasonMessage(reason.secret, wordsFor),
        reason.subkey,
      );
  }
}

/** What Terraform would create is there once it was applied, which no file tells. */
function terraformMessage(
  { name, created, because }: Extract<Reason, { kind: 'terraform-creates' }>,
  wordsFor: WordsFor,
): string {
  const place = lineInFile(created.origin);
  const said =
    created.namespace === null
      ? l10n.t(
          'Terraform creates {0} in a namespace that is not known here ({1}); whether that was applied is not known here either.',
          name,
          place,
        )
      : l10n.t(
          'Terraform creates {0} in {1} ({2}); whether that was applied is not known here.',
          name,
          created.namespace,
          place,
        );
  return because === null ? said : l10n.t('{0} {1}', said, reasonMessage(because, wordsFor));
}

/** So many configurations are named. */
const namedAtMost = 6;

/** Each configuration with what it says; of many the first of each verdict, then the first of the rest. */
function answersRow(answers: readonly AnswerOfConfiguration[]): string {
  const first = answers.filter(
    ({ verdict }, index) => answers.findIndex((each) => each.verdict === verdict) === index,
  );
  const named = [...new Set([...first, ...answers])].slice(0, namedAtMost);
  const row = answers
    .filter((answer) => named.includes(answer))
    .map(({ file, verdict }) => l10n.t('{0} ({1})', file, verdictWords(verdict)))
    .join(', ');
  const more = answers.length - named.length;
  return more === 0 ? row : l10n.t('{0} and {1} more', row, more);
}

/** Missing is missing everywhere; the server's own environment may have it all the same. */
function nowhereMessage(
  { first, others, serverVariable }: Extract<Reason, { kind: 'nowhere' }>,
  wordsFor: WordsFor,
): string {
  const reason = reasonMessage(first, wordsFor);
  const everywhere =
    others.length === 0 ? reason : l10n.t('{0} Nor is it in {1}.', reason, others.map(placedName).join(', '));
  if (serverVariable === null) return everywhere;
  return l10n.t(
    "{0} Kestra fails, unless the server's own environment defines {1}.",
    everywhere,
    serverVariable,
  );
}
