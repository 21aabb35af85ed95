import * as l10n from '@vscode/l10n';
import type { ConfigurationProblemCode } from '../../configuration/types.ts';
import type { Data } from './data.ts';

/** The sentence for what a configuration says. A value that could be a credential is never among the data. */
export function configurationMessage(code: ConfigurationProblemCode, data: Data): string {
  const key = data.key ?? l10n.t('this key');
  const type = data.type ?? l10n.t('this type');
  const block = data.block ?? l10n.t('this block');
  const variable = data.variable ?? l10n.t('this variable');
  switch (code) {
    case 'configuration-syntax':
      return l10n.t('This configuration is not valid YAML, so only a part of it could be read.');
    case 'type-block-mismatch':
      return l10n.t(
        'The type is {0}, but the block is {1}; Kestra reads only the block of its type.',
        type,
        block,
      );
    case 'block-without-type':
      return l10n.t(
        'Kestra ignores the block {0}, because kestra.secret.type is not set; add type: {0}.',
        block,
      );
    case 'type-missing':
      return l10n.t(
        'kestra.secret has no type, so Kestra falls back to its environment variables; add the type.',
      );
    case 'unknown-type':
      return l10n.t('Kestra has no secret backend called {0}; check the spelling of the type.', type);
    case 'unsupported-type':
      return l10n.t('The backend {0} is not supported here, so nobody can tell what its secrets are.', type);
    case 'plural-secrets':
      return l10n.t('Kestra reads kestra.secret, not kestra.secrets; rename the key.');
    case 'token-not-nested':
      return l10n.t('Kestra reads vault.token.token; put the token one level deeper.');
    case 'key-missing':
      return l10n.t(
        '{0} is missing, and {1} cannot be reached without it; add it.',
        key,
        data.backend ?? type,
      );
    case 'key-unknown':
      return l10n.t('Kestra has no key {0} here, and ignores it; check its spelling.', key);
    case 'value-invalid':
      return data.expected === undefined
        ? l10n.t('The value of {0} cannot be used; check it.', key)
        : l10n.t('The value of {0} cannot be used; it must be {1}.', key, data.expected);
    case 'value-not-known':
      return data.variable === undefined
        ? l10n.t('The value of {0} is not known here, so what depends on it cannot be told.', key)
        : l10n.t('{0} is not known here, because no file of the folder sets {1}.', key, variable);
    case 'filters-without-read-only':
      return l10n.t('{0} does nothing unless the backend is read-only; add read-only: true.', key);
    case 'filter-shape':
      return l10n.t(
        '{0} is written in the shape of another backend; check it against the documentation.',
        key,
      );
    case 'read-only-inside-block':
      return l10n.t(
        'read-only belongs under kestra.secret, beside the type, and not inside {0}; move it.',
        block,
      );
    case 'read-only-differs':
      return l10n.t(
        'read-only is set twice and differs; the outer one is taken here, so remove the inner one.',
      );
    case 'keep-prefix-not-set':
      return l10n.t('keep-prefix is not set, and its default is not documented; set it to true or false.');
    case 'environment-type-invented':
      return l10n.t(
        'Kestra has no type or key {0} for environment variables; without a type it reads SECRET_ variables.',
        data.type ?? key,
      );
    case 'secret-not-base64':
      return l10n.t('{0} is not Base64, so Kestra skips it; encode its value.', variable);
    case 'secret-collision':
      return l10n.t(
        '{0} is the same name as {1} to Kestra, and one of them wins; remove one.',
        variable,
        data.other ?? '',
      );
    case 'secret-not-loaded':
      return l10n.t(
        '{0} is in {1}, which the Kestra service does not load; name the file in env_file.',
        variable,
        data.file ?? '',
      );
    case 'variable-name-invalid':
      return l10n.t('{0} is not a name that a variable can have; check the line.', variable);
    case 'several-configurations':
      return l10n.t(
        'There are several Kestra configurations in this folder, and {0} is the one that counts.',
        data.file ?? '',
      );
  }
}
