import * as l10n from '@vscode/l10n';
import { notReadLines, originClause, printable } from '../../language/index.ts';
import type { JsonConfigurationEntry, JsonDocument } from '../document.ts';
import { documentedName, configurationLine } from './backend-names.ts';
import type { Style } from './style.ts';
import { checkLines } from './text-check.ts';
import { lookedForWords } from '../looked-for.ts';
import { terraformLines } from './text-terraform.ts';

export function configLines(document: JsonDocument, style: Style): string[] {
  const { backends, configuration = [], problems = [], notRead = [], terraformSecrets = [] } = document;
  const created = terraformLines(terraformSecrets, style);
  const problemLines = checkLines({ version: 1, backends: [], problems }, style);
  if (configuration.length === 0 && backends.length === 0) {
    const words =
      notRead.length > 0
        ? notReadLines(notRead).map((line) => printable(line))
        : [l10n.t('This folder has no Kestra configuration that names a secret backend.'), lookedForWords];
    // One that Kestra cannot find may be there all the same.
    return [...words, ...problemLines, ...created];
  }
  return [
    ...backends.flatMap((backend, index) => [
      ...configurationLine(backend, backends[index - 1], style),
      style.strong(printable(documentedName(backend))) +
        (backend.location === '' ? '' : `  ${printable(backend.location)}`) +
        (backend.addressFrom === undefined ? '' : `, ${l10n.t('from {0}', backend.addressFrom)}`),
      ...configuration
        .filter((entry) => entry.backend === backend.id)
        .map((entry) => `  ${entryWords(entry, style)}`),
    ]),
    ...problemLines,
    ...created,
    ...notReadLines(notRead).map((line) => printable(line)),
  ];
}

/** The clause names variables and files of the folder, so it goes through `printable` as a whole. */
function entryWords(entry: JsonConfigurationEntry, style: Style): string {
  const [origin] = entry.origin;
  const written = entry.value === null ? l10n.t('not set') : printable(entry.value);
  const value = entry.known ? written : style.careful(l10n.t('not known here'));
  const clause = originClause({ ...entry, origins: entry.origin });
  const place =
    origin === undefined
      ? ''
      : `  ${style.quiet(printable(`${origin.file}:${String(origin.line)}:${String(origin.column)}`))}`;
  return `${printable(entry.key)}: ${value}${clause === null ? '' : `, ${printable(clause)}`}${place}`;
}
