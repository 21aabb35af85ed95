import type { ConfigurationEntry, ValueSource } from '../../configuration/index.ts';
import { isConfigurationCode, untoldConfiguration } from '../../language/suppressions.ts';
import type { Origin } from '../../ports/origin.ts';
import type { JsonConfigurationEntry, JsonDocument, JsonOrigin } from '../document.ts';
import { jsonBackends } from '../json-backends.ts';
import { jsonTerraform } from '../json-terraform.ts';
import { configurationFiles, sortProblems } from '../json-problems.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { applySuppressions } from '../suppressed.ts';

/** Where the configuration was found, what each key became, and its problems. Asks no backend. */
export async function runConfig(session: Session, signal: AbortSignal): Promise<Outcome> {
  const { catalog, configuration, files, options } = session;
  const snapshot = catalog.snapshot();
  // What flows make of the same files is not known here.
  const judging = { untold: () => untoldConfiguration(configuration.problems), judges: isConfigurationCode };
  const checked = await configurationFiles(
    configuration.problems,
    configuration.files,
    judging,
    files,
    signal,
  );
  const { problems } = await applySuppressions(checked, session.severities);
  const document: JsonDocument = {
    version: 1,
    backends: jsonBackends(snapshot).map((backend) => ({
      ...backend,
      ...(Object.hasOwn(options.addresses, backend.id) ? { addressFrom: '--address' } : {}),
    })),
    problems: sortProblems(problems),
    configuration: configuration.entries.map(jsonEntry),
    notRead: configuration.notRead ?? [],
    ...jsonTerraform(configuration.terraformSecrets ?? []),
  };
  return { document, snapshot, failures: [], failed: false };
}

function jsonEntry(entry: ConfigurationEntry): JsonConfigurationEntry {
  return {
    backend: entry.backend,
    key: entry.key,
    // Whatever stands there: of a credential no more than this is ever printed.
    value: entry.credential ? (entry.value === 'set' ? 'set' : 'not set') : entry.value,
    known: entry.known,
    reason: entry.reason,
    origin: entry.origins.map(jsonOrigin),
    ...(entry.sources === undefined ? {} : { sources: entry.sources.map(jsonSource) }),
    ...(entry.replaced === undefined ? {} : { replaced: entry.replaced.map(jsonOrigin) }),
  };
}

function jsonSource({ way, defaultOf }: ValueSource): NonNullable<JsonConfigurationEntry['sources']>[number] {
  return { way: way.map(jsonOrigin), ...(defaultOf === undefined ? {} : { defaultOf }) };
}

function jsonOrigin({ file, line, column, variable }: Origin): JsonOrigin {
  return { file, line, column, variable: variable ?? null };
}
