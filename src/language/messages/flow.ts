import * as l10n from '@vscode/l10n';
import type { FlowProblemCode } from '../../flow/index.ts';
import type { Data } from './data.ts';

/** Where nobody knows which secret is meant. */
const anyCall = "secret('…')";

/** The sentence for what a flow's own text says. */
export function flowMessage(code: FlowProblemCode, data: Data): string {
  const argument = data.argument ?? '';
  switch (code) {
    case 'expression-syntax':
      return l10n.t(
        'This expression does not parse: {0}. Kestra evaluates nothing of this text.',
        data.detail ?? l10n.t('it ends too early, or has a character that is not allowed there'),
      );
    case 'unknown-argument':
      return l10n.t('secret() has no argument {0}; it takes key, namespace, subkey and full.', argument);
    case 'too-many-arguments':
      return l10n.t('secret() takes four arguments at most.');
    case 'missing-key':
      return l10n.t("secret() needs a name; write secret('NAME').");
    case 'wrong-argument-type':
      return l10n.t('The argument {0} must be a text in quotes.', argument === '' ? 'key' : argument);
    case 'full-with-subkey':
      return l10n.t('full=true and subkey cannot be given together; remove one of them.');
    case 'secret-in-macro':
      return l10n.t(
        'secret() fails inside a macro; read the secret outside, and pass its value as an argument.',
      );
    case 'subkey-as-namespace':
      return l10n.t(
        'The second argument of secret() is the namespace, not the subkey; for a subkey, write subkey={0}.',
        data.value === undefined ? "'…'" : `'${data.value}'`,
      );
    case 'plugin-defaults-removed':
      return l10n.t(
        'Kestra {0}, which the Compose file starts, cannot read a flow with pluginDefaults; set the values in its tasks.',
        data.version ?? '',
      );
    case 'secret-misspelled':
      return misspellingMessage(data);
    case 'secret-without-braces':
      return l10n.t(
        'Kestra leaves this as it is written; for the secret, write {0}.',
        data.spelling ?? anyCall,
      );
    case 'secret-in-envs':
      return l10n.t(
        'Kestra hands flows the variables that begin with ENV_ alone, so {0} is not among them; write {1}.',
        data.written ?? 'envs.secret_…',
        data.spelling ?? anyCall,
      );
    case 'yaml-alias':
      return data.kind === 'key'
        ? l10n.t('Kestra refuses an alias as a key; write the key itself.')
        : l10n.t(
            'Kestra does not follow aliases, so this is the text {0}; write the value itself.',
            data.name ?? '',
          );
    case 'yaml-merge':
      return data.kept === undefined
        ? l10n.t('Kestra refuses the key << here; write out the entries that it stands for.')
        : l10n.t(
            'Kestra merges no maps: << is a key like any other, where it is not refused; write out the entries that it stands for.',
          );
    case 'document-ignored':
      return l10n.t(
        'Kestra saves the first document of a file alone, so this flow is left out; give it a file of its own.',
      );
    case 'tasks-missing':
      return l10n.t('Kestra refuses a flow without tasks; add one.');
    case 'yaml-syntax':
      return l10n.t(
        'This is not valid YAML: {0}.',
        data.detail ?? l10n.t('something is not closed or not indented'),
      );
  }
}

/** The sentence for what is no call of `secret()`, and was meant as one. */
function misspellingMessage({ kind, written = "secrets('…')", spelling = anyCall }: Data): string {
  switch (kind ?? 'name') {
    case 'github':
      return l10n.t('{0} is how GitHub spells it; in Kestra, write {1}.', written, spelling);
    case 'variable':
      return l10n.t(
        'Without quotes {0} is a variable, not the name of a secret; write {1}.',
        written,
        spelling,
      );
    case 'quotes':
      return l10n.t('{0} is not in quotes that Kestra reads here; write {1}.', written, spelling);
    default:
      return l10n.t('There is no {0} in Kestra; write {1}.', written, spelling);
  }
}
