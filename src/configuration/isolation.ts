import { configuredText, type Fillings } from './placeholders.ts';
import { below, settingOf, type Setting } from './settings.ts';
import { readFlag } from './values.ts';

/**
 * The services of Kestra that may not resolve secrets, by Kestra's own names (ServiceType: `EXECUTOR`, `SCHEDULER`,
 * `WEBSERVER`, `WORKER`, `INDEXER` …): `kestra.secret.isolation`, which is off unless `enabled` says otherwise. Empty too
 * where the files do not tell.
 */
export function deniedServices(settings: readonly Setting[], fillings: Fillings): readonly string[] {
  if (readFlag(isolationText(settings, fillings, 'enabled') ?? '') !== true) return [];
  return (isolationText(settings, fillings, 'denied-services') ?? '')
    .split(',')
    .map((name) => name.trim().toUpperCase().replaceAll('-', '_'))
    .filter((name) => name !== '');
}

/** Whether isolation is on, or may be, for all that the files tell: then not every service resolves what the others do. */
export function mayBeIsolated(settings: readonly Setting[], fillings: Fillings): boolean {
  const enabled = isolationText(settings, fillings, 'enabled');
  return enabled === null || (enabled !== '' && readFlag(enabled) !== false);
}

/** Empty: it is not set; null: what it is set to is not known here. */
function isolationText(settings: readonly Setting[], fillings: Fillings, key: string): string | null {
  const setting = settingOf(below(settings, 'kestra', 'secret', 'isolation'), key);
  const value = setting === null ? null : configuredText(setting, fillings);
  if (value === null) return '';
  return value.state === 'known' ? value.value.trim() : null;
}
