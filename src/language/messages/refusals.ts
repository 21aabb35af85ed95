import * as l10n from '@vscode/l10n';
import type { Data } from './data.ts';

/** Why Docker Compose takes a file for none of its own. */
export function composeRefusal(reason: string | undefined): string {
  switch (reason) {
    case 'placeholder':
      return l10n.t(
        'Compose refuses this placeholder, so nothing starts; write $$ for a dollar sign that Kestra is to read.',
      );
    case 'wrapped':
      return l10n.t(
        'Compose refuses this line, so nothing starts; it looks like the rest of a wrapped Base64 value: encode without line breaks (base64 -w0).',
      );
    case 'encoding':
      return l10n.t('Compose refuses this file, so nothing starts: it is in UTF-16; save it as UTF-8.');
    case 'quote':
      return l10n.t('Compose refuses this file, so nothing starts: this quote is never closed.');
    case undefined:
    default:
      return l10n.t(
        'Compose refuses this line, so nothing starts; write NAME=value, or put a # before a note.',
      );
  }
}

/** What stands in the values of Kestra's chart and reaches no server. */
export function notReadByChart({ form = '1.x', key = '', meant, why }: Data): string {
  if (why === 'text') {
    return l10n.t(
      "Kestra's chart hands {0} on as one text, in which Kestra finds no keys; write it as a map, without the sign behind the colon.",
      key,
    );
  }
  if (meant === undefined)
    return l10n.t("Kestra's chart {0} does not read {1}, so it does nothing.", form, key);
  return l10n.t("Kestra's chart {0} does not read {1} here; {2} is meant.", form, key, meant);
}

/** Why nothing is installed with these values. */
export function helmRefusal({ reason, key = '' }: Data): string {
  switch (reason) {
    case 'old-key':
      return l10n.t(
        "Kestra's chart 1.x refuses {0}; write what is in it below configurations.application.",
        key,
      );
    case 'bundled':
      return l10n.t(
        "Kestra's chart 1.x refuses {0}, because it brings no such server itself; leave it out.",
        key,
      );
    case 'list':
      return l10n.t('{0} must be a list, or nothing is installed.', key);
    case 'value':
      return l10n.t(
        'Kubernetes takes only text for {0}, so nothing is installed; put the value in quotes.',
        key,
      );
    case 'empty':
      return l10n.t(
        "Kestra's chart 1.x refuses values without a configuration; write it below configurations.application.",
      );
    case undefined:
    default:
      return l10n.t('Helm refuses a file with this, because JSON has nothing like it; put it in quotes.');
  }
}
