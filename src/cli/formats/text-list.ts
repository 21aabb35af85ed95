import * as l10n from '@vscode/l10n';
import { printable, stateWords } from '../../language/index.ts';
import { kestraBackend } from '../../managers/kestra.ts';
import type { JsonBackend, JsonDocument, JsonSecret } from '../document.ts';
import { configurationLine, documentedName, kestraHeading } from './backend-names.ts';
import type { Style } from './style.ts';
import { terraformLines } from './text-terraform.ts';

export function listLines(document: JsonDocument, style: Style): string[] {
  const { backends, terraformSecrets = [] } = document;
  const created = terraformLines(terraformSecrets, style);
  if (backends.length === 0) {
    const none = l10n.t('No secret backend: this folder has no Kestra configuration that names one.');
    return created.length === 0 ? [none] : [none, '', ...created];
  }
  const listed = backends.flatMap((backend, index) => [
    ...(index === 0 ? [] : ['']),
    ...configurationLine(backend, backends[index - 1], style),
    backendLine(backend, style),
    ...(backend.secrets ?? []).flatMap((secret) => secretLines(secret, backend, style)),
  ]);
  return created.length === 0 ? listed : [...listed, '', ...created];
}

function backendLine(backend: JsonBackend, style: Style): string {
  const isKestra = backend.id === kestraBackend.id;
  const parts = [
    style.strong(printable(isKestra ? kestraHeading(backend) : documentedName(backend))),
    isKestra ? '' : printable(backend.location),
    backend.readOnly ? l10n.t('read-only') : '',
    backend.state === 'complete' ? '' : style.careful(stateWords(backend.state)),
  ];
  return parts.filter((part) => part !== '').join('  ');
}

function secretLines(secret: JsonSecret, { id }: JsonBackend, style: Style): string[] {
  const parts = [
    mark(secret, style),
    printable(secret.name),
    // Kestra has the same name in several, where a manager has a tag.
    id !== kestraBackend.id || secret.namespace === null ? '' : style.quiet(printable(secret.namespace)),
    secret.storedName === secret.name ? '' : style.quiet(printable(secret.storedName)),
    secret.subkeys === null ? '' : style.quiet(`[${secret.subkeys.map(printable).join(', ')}]`),
    ...secret.hiddenBy.map((rule) => style.careful(`${rule.rule}: ${printable(rule.detail)}`)),
    ...secret.notes.map((note) => style.quiet(printable(note))),
  ];
  return [`  ${parts.filter((part) => part !== '').join('  ')}`];
}

function mark(secret: JsonSecret, style: Style): string {
  if (secret.visible === true) return style.good('+');
  return secret.visible === false ? style.bad('-') : style.careful('?');
}
