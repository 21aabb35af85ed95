import * as l10n from '@vscode/l10n';
import { backendName, printable } from '../../language/index.ts';
import { kindOf } from '../../managers/table.ts';
import type { JsonBackend } from '../document.ts';
import type { Style } from './style.ts';

/** What people call a backend of the document. */
export function documentedName({ type, level, namespace, id }: JsonBackend): string {
  return backendName({ ...kindOf(type), level, namespace, id });
}

/** What people call the backend with this id, of several configurations with its own; the id where there is no such one. */
export function backendNameOf(id: string, backends: readonly JsonBackend[]): string {
  const backend = backends.find((each) => each.id === id);
  return backend === undefined ? id : nameWithConfiguration(backend);
}

export function nameWithConfiguration(backend: JsonBackend): string {
  const name = documentedName(backend);
  return backend.configuration === undefined ? name : l10n.t('{0} ({1})', name, backend.configuration);
}

/** The file that stands above the backends of one of several configurations; nothing below another one of it. */
export function configurationLine(
  { configuration }: JsonBackend,
  above: JsonBackend | undefined,
  style: Style,
): readonly string[] {
  if (configuration === undefined || above?.configuration === configuration) return [];
  return [style.strong(`${printable(configuration)}:`)];
}

/** The running Kestra, which is a group of its own. */
export function kestraHeading({ location }: JsonBackend): string {
  return `Kestra at ${location}`;
}
