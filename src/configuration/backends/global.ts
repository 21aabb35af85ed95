import type { Fillings } from '../placeholders.ts';
import type { Report } from '../report.ts';
import { below, type Setting } from '../settings.ts';
import type { Backend } from '../types.ts';
import { backendFrom, type Scope } from './backend.ts';

const everywhere: Scope = { level: 'global', namespace: null, idOf: (type) => type };

/** What is wrong because something is not there: what is out of sight may have it. */
const ofAbsence: ReadonlySet<string> = new Set([
  'key-missing',
  'type-missing',
  'block-without-type',
  'type-block-mismatch',
  'filters-without-read-only',
  'keep-prefix-not-set',
]);

/**
 * The backend that `kestra.secret` names for all tenants and namespaces; null: the environment alone. `partial`: the
 * settings may not be all that there are.
 */
export function globalBackend(
  settings: readonly Setting[],
  fillings: Fillings,
  report: Report,
  partial: boolean,
): Backend | null {
  const reportCertain: Report = (problem) => {
    if (!partial || !ofAbsence.has(problem.code)) report(problem);
  };
  const backend = backendFrom(below(settings, 'kestra', 'secret'), everywhere, fillings, reportCertain);
  return backend === null || !partial ? backend : { ...backend, partial };
}
