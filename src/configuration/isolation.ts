import { configuredText, type Fillings } from './placeholders.ts';
import { below, settingOf, type Setting } from './settings.ts';
import { readFlag } from './values.ts';

/**
 * The services of Kestra that may not resolve secrets, by Kestra's own names (ServiceType: `EXECUTOR`, `SCHEDULER`,
 * `WEBSERVER`, `WORKER`, `INDEXER` …): `kestra.secret.isolation`, which is off unless `enabled` says otherwise. Empty too
 * where the files do not tell.
 */
export function deniedServices(settings: readonly Setting[], fillings: Fillings): readonly string[] {
  const isolation = below(settings, 'kestra', 'secret', 'isolation');
  const textOf = (key: string): string => {
    const setting = settingOf(isolation, key);
    const value = setting === null ? null : configuredText(setting, fillings);
    return value?.state === 'known' ? value.value.trim() : '';
  };
  if (readFlag(textOf('enabled')) !== true) return [];
  return textOf('denied-services')
    .split(',')
    .map((name) => name.trim().toUpperCase().replaceAll('-', '_'))
    .filter((name) => name !== '');
}
