import * as l10n from '@vscode/l10n';
import type { ConfigurationProblemCode } from '../../configuration/index.ts';
import { managerName } from './backends.ts';
import type { Data } from './data.ts';
import { nameRow } from './lists.ts';
import { composeRefusal, helmRefusal, notReadByChart } from './refusals.ts';

/** The sentence for what a configuration says. A value that could be a credential is never among the data. */
export function configurationMessage(
  code: ConfigurationProblemCode,
  data: Data,
  suggestions: readonly string[],
): string {
  const key = data.key ?? l10n.t('this key');
  const type = data.type ?? l10n.t('this backend');
  const manager = managerName(type);
  const block = data.block ?? l10n.t('this block');
  const variable = data.variable ?? data.name ?? l10n.t('this variable');
  switch (code) {
    case 'configuration-syntax':
      if (data.why !== undefined) {
        return l10n.t(
          'This is not valid YAML, so only a part of the configuration could be read: {0}.',
          data.why,
        );
      }
      return data.reason === 'template'
        ? l10n.t('This file is a template, so only a part of its configuration could be read.')
        : l10n.t('This is not valid YAML, so only a part of the configuration could be read.');
    case 'too-large':
      return tooLargeMessage(data.what);
    case 'file-not-read':
      return data.reason === 'not-text'
        ? l10n.t(
            'This file is neither UTF-8 nor UTF-16 with a byte order mark, so what it says is not known here. Save it as UTF-8.',
          )
        : l10n.t('This cannot be read, so what it says is not known here. Check who may read it.');
    case 'type-block-mismatch':
      return l10n.t(
        'The type is {0}, but the settings are for {1}; Kestra reads only the block of its type.',
        type,
        block,
      );
    case 'block-without-type':
      return l10n.t('Kestra ignores the block {0} as long as kestra.secret.type is not set.', block);
    case 'type-missing':
      return l10n.t(
        'kestra.secret has no type, so Kestra knows only the SECRET_ variables of its environment.',
      );
    case 'unknown-type':
      return l10n.t('Kestra has no secret backend called {0}.', type);
    case 'unsupported-type':
      return l10n.t('The backend {0} is not supported here, so its secrets are not known.', type);
    case 'plural-secrets':
      return l10n.t('Kestra reads kestra.secret, not kestra.secrets; rename the key.');
    case 'kestra-key-missing':
      return data.key === 'secret'
        ? l10n.t('Kestra reads kestra.secret; put secret below kestra.')
        : l10n.t('Kestra reads kestra.secret; put this type and its block below it.');
    case 'token-not-nested':
      return l10n.t('Kestra reads token.token; put the token one level deeper.');
    case 'key-missing':
      if (data.beside !== undefined) {
        return l10n.t(
          '{0} is set without {1}, and neither is of use alone; set both or none.',
          data.beside,
          missingKeys(data, suggestions),
        );
      }
      return l10n.t('{0} cannot be reached without {1}; add it.', manager, missingKeys(data, suggestions));
    case 'key-unknown':
      return l10n.t('{0} has no key {1}, so Kestra ignores it.', manager, key);
    case 'value-invalid':
      return l10n.t(
        'The value of {0} cannot be used, because it must be {1}.',
        key,
        expectedWords(data.expected),
      );
    case 'value-not-known':
      return notKnown(key, data);
    case 'credential-in-file':
      return data.variable === undefined
        ? l10n.t(
            'The credential at {0} stands here in plain text, and git tracks this file; put it into a variable, such as {1}, and renew it.',
            key,
            `\${${data.suggested ?? 'TOKEN'}}`,
          )
        : l10n.t(
            '{0} holds a credential in plain text, and git tracks this file; keep it in a file that git ignores, and renew it.',
            data.variable,
          );
    case 'placeholder-default':
      return defaultMessage(data);
    case 'value-unquoted':
      return data.text === undefined
        ? l10n.t(
            'Without quotes Kestra reads {0} as a number, a date, or yes or no, and so as another text; put it in quotes.',
            key,
          )
        : l10n.t('Without quotes Kestra reads {0} as {1}; put it in quotes.', key, data.text);
    case 'key-repeated':
      return l10n.t(
        'Kestra ignores this {0} and what is in it, because it stands again further down; write them as one.',
        key,
      );
    case 'filters-without-read-only':
      return data.place === 'settings'
        ? l10n.t('{0} does nothing unless secretReadOnly is true.', key)
        : l10n.t('{0} does nothing unless kestra.secret.read-only is true.', key);
    case 'filter-shape':
      return data.shape === 'nested'
        ? l10n.t('{0} takes its tags directly below {1}, without a level of their own.', manager, key)
        : l10n.t('{0} takes the tags of {1} one level deeper, below tags.', manager, key);
    case 'read-only-inside-block':
      if (data.place === 'settings') {
        return l10n.t('secretReadOnly belongs beside secretType, and not inside secretConfiguration.');
      }
      return l10n.t('read-only belongs beside the type, under kestra.secret, and not inside {0}.', type);
    case 'read-only-differs':
      if (data.place === 'settings') {
        return l10n.t(
          'Read-only is set twice and differs; secretReadOnly beside secretType counts here, so remove the other.',
        );
      }
      return l10n.t(
        'read-only is set twice and differs; the one under kestra.secret counts here, so remove the one inside {0}.',
        type,
      );
    case 'keep-prefix-not-set':
      return l10n.t('keep-prefix is not set, and its default is not documented; set it to true or false.');
    case 'environment-type-invented':
      return l10n.t(
        'Kestra has no type {0}; without any type it reads the SECRET_ variables of its environment.',
        type,
      );
    case 'backend-needs-enterprise':
      return l10n.t(
        '{0} needs the Enterprise image, and the service {1} runs open-source Kestra, which reads only SECRET_ variables.',
        manager,
        data.service ?? 'kestra',
      );
    case 'secret-not-base64':
      return l10n.t('{0} is not Base64, so Kestra skips it; encode its value.', variable);
    case 'secret-looks-plain':
      return l10n.t(
        'The value of {0} is Base64, but decodes to no text; if it is the secret itself, encode it.',
        variable,
      );
    case 'secret-collision':
      return l10n.t(
        '{0} and {1} are one name to Kestra, and which of them wins is not certain; remove one.',
        variable,
        data.other ?? l10n.t('another variable'),
      );
    case 'secret-not-loaded':
      return l10n.t(
        '{0} is in a file that the service {1} does not load; name the file in its env_file.',
        variable,
        data.service ?? 'kestra',
      );
    case 'variable-name-invalid':
      return l10n.t('{0} is not a name that a secret can have, so Kestra finds nothing under it.', variable);
    case 'configuration-out-of-sight':
      return outOfSightMessage(data);
    case 'configuration-not-read':
      return notReadMessage(data);
    case 'compose-refused':
      return composeRefusal(data.reason);
    case 'helm-not-read':
      return notReadByChart(data);
    case 'helm-refused':
      return helmRefusal(data);
    case 'several-configurations':
      return severalMessage(data);
    case 'manager-incomplete':
      return data.missing === 'type'
        ? l10n.t('This manager has no secretType, so it is not used; name the kind of manager.')
        : l10n.t('This manager has neither a namespace nor a tenant, so it is not used; name one of them.');
    case 'manager-repeated':
      return l10n.t(
        'An earlier manager serves {0} already, so this one is not used; remove one of them.',
        data.scope ?? l10n.t('the same namespace or tenant'),
      );
  }
}

/** Of which flows one of several configurations decides. `others`: those of the same folder. */
function severalMessage({ service, folder = '', others = '' }: Data): string {
  if (service !== undefined) {
    return l10n.t(
      'Another service of this file is configured otherwise; what {0} has counts here, so let both share one text.',
      service,
    );
  }
  if (others !== '') {
    return l10n.t(
      '{0} in the same folder configures Kestra too, so only what both have is certain; choose the configuration that counts (in a terminal: --configuration).',
      others,
    );
  }
  return folder === ''
    ? l10n.t(
        'This folder has several configurations of Kestra; this one judges flows that have no nearer one. Choose the one that counts for all (in a terminal: --configuration).',
      )
    : l10n.t(
        'This folder has several configurations of Kestra; this one judges the flows in {0}, and together with the others those that have none above them. Choose the one that counts for all (in a terminal: --configuration).',
        folder,
      );
}

/** A default that Kestra's reader takes for another text than the one written. */
function defaultMessage(data: Data): string {
  const name = data.name ?? 'NAME';
  switch (data.mistake) {
    case 'nested':
      return l10n.t(
        'A placeholder ends at its first }, so the one inside the default of {0} is not filled; name both as {1}.',
        name,
        `\${${name}:OTHER:default}`,
      );
    case 'hyphen':
      return l10n.t(
        'The hyphen belongs to the default of {0} here, other than in a shell; leave it out: {1}.',
        name,
        `\${${name}:default}`,
      );
    case 'names':
      return l10n.t(
        '{0} is one name here, because the default stands in backticks; leave only one name before it.',
        name,
      );
    case undefined:
    default:
      return l10n.t(
        'The default of {0} is cut at its colons, and only what follows the last one counts; put it in backticks: {1}.',
        name,
        `\${${name}:\`default\`}`,
      );
  }
}

/** What of a service's configuration is not among the folder's files. */
function outOfSightMessage(data: Data): string {
  const service = data.service ?? 'kestra';
  const name = data.name === undefined || data.name === '' ? l10n.t('something else') : data.name;
  switch (data.kind) {
    case 'file':
      return l10n.t(
        'The service {0} reads its configuration from {1}, which is not in this folder, so what Kestra sees is not known here; put it into this folder.',
        service,
        name,
      );
    case 'script':
      return l10n.t(
        "The service {0} is started by {1}, which may give it any configuration, so what Kestra sees is not known here; start it with Kestra's own command.",
        service,
        name,
      );
    case 'shell':
      return l10n.t(
        'A shell starts the service {0} and may give it any configuration, so what Kestra sees is not known here; start it without a shell.',
        service,
      );
    case 'text':
      return l10n.t(
        'The configuration of the service {0} is in {1}, which no file of this folder sets, so what Kestra sees is not known here; write it into a file of this folder.',
        service,
        name,
      );
    case 'env-file':
      return l10n.t(
        'The configuration of the service {0} is in an env file and is not read there; put it into the compose file or a file of its own.',
        service,
      );
    case undefined:
    default:
      return l10n.t(
        'The command of the service {0} sets variables itself, so what Kestra sees is not known here; set them in its environment.',
        service,
      );
  }
}

/** Why Kestra does not read a file that is mounted, and what would have it do so. */
function notReadMessage(data: Data): string {
  const file = data.file ?? l10n.t('this file');
  const target = data.target ?? l10n.t('this file');
  const service = data.service ?? 'kestra';
  return data.by === 'command'
    ? l10n.t(
        'The service {0} does not read {1}, since KESTRA_CONFIGURATION takes the place of such files; give it {2} with --config.',
        service,
        file,
        target,
      )
    : l10n.t(
        'The service {0} does not read {1}, since nothing names it; name {2} in MICRONAUT_CONFIG_FILES.',
        service,
        file,
        target,
      );
}

function missingKeys(data: Data, suggestions: readonly string[]): string {
  if (suggestions.length > 0) return nameRow(suggestions, data.alternatives === undefined ? 'and' : 'or');
  return data.keys ?? l10n.t('a key');
}

function notKnown(key: string, data: Data): string {
  if (data.reason === 'template') {
    return l10n.t('The value of {0} is a template or encrypted, so it is not known here.', key);
  }
  if (data.reason === 'unreadable') {
    return l10n.t('{0} has a placeholder that cannot be read, so its value is not known here.', key);
  }
  if (data.reason === 'refused') {
    return l10n.t(
      '{0} is not filled, because {1} holds a secret: only a credential is filled from it.',
      key,
      data.variables ?? '',
    );
  }
  if (data.reason === 'elsewhere') {
    return l10n.t('The value of {0} is written elsewhere, so it is not known here.', key);
  }
  return data.variables === undefined || data.variables === ''
    ? l10n.t('The value of {0} is not known here.', key)
    : l10n.t('{0} is not known here, because no file of this folder sets {1}.', key, data.variables);
}

/** What kind of value a key takes, by the word that the configuration room has for it. */
export function expectedWords(kind = ''): string {
  switch (kind) {
    case 'flag':
      return l10n.t('true or false');
    case 'integer':
      return l10n.t('a whole number');
    case 'duration':
      return l10n.t('a duration such as PT15S');
    case 'map':
      return l10n.t('a map of keys and values');
    case 'address':
      return l10n.t('an address that starts with http:// or https://');
    case 'host-name':
      return l10n.t('the name alone, while an address belongs to key-vault-uri');
    case 'json':
      return l10n.t('the JSON text of a service account');
    case 'namespace':
      return l10n.t('a namespace such as company.team');
    case 'tenant':
      return l10n.t('the id of a tenant');
    case 'managers':
      return l10n.t('a list of managers, each with a secretType and a namespace or a tenant');
    default:
      return l10n.t('another kind of value');
  }
}

function tooLargeMessage(what: string | undefined): string {
  switch (what) {
    case 'file':
      return l10n.t('This file is too large to read, so what it says is not known here.');
    case 'too-many':
      return l10n.t(
        'This folder holds more than 100,000 files, so what the rest says is not known here. Open or name a folder in it.',
      );
    case 'survey':
      return l10n.t(
        'This folder holds more YAML and Terraform files than are looked through for a configuration. Open or name a folder in it.',
      );
    case 'too-deep':
      return l10n.t(
        'This folder lies more than 64 folders deep, so what is in it is not known here. Open or name a folder nearer to it.',
      );
    case undefined:
    default:
      return l10n.t(
        'The configuration of this folder is too large to read from here on, so what the rest says is not known here.',
      );
  }
}
