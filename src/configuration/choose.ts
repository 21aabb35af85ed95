import type { Candidate } from './candidate.ts';
import type { KestraServer } from './server.ts';
import { pathDepth } from './paths.ts';
import type { Report } from './report.ts';
import type { Setting } from './settings.ts';
import { variablesAsSettings } from './variable-settings.ts';
import type { Variables } from './variables.ts';

/** Which of the places counts. */
export interface Choice {
  /** The candidate that configures `kestra.secret`; else the nearest; null: there is none. */
  readonly candidate: Candidate | null;
  /** Its settings with what the Kestra service's environment overrides. */
  readonly settings: readonly Setting[];
  /** What fills its placeholders. */
  readonly variables: Variables;
  /** Whether there is a `kestra.secret` or a Kestra service at all. */
  readonly configured: boolean;
  /** The Kestra services of the compose file that counts. */
  readonly services: readonly KestraServer[];
  readonly otherServices: readonly KestraServer[];
}

/**
 * The candidate nearest to the folder's root that configures `kestra.secret`; that there are others is told at each
 * of them. `candidates` stand in the order of preference among equally near ones.
 */
export function choose(candidates: readonly Candidate[], report: Report): Choice {
  const mounted = new Set(
    candidates.flatMap(({ service }) =>
      service === null ? [] : [...service.configurations.below, ...service.configurations.above],
    ),
  );
  const sorted = candidates
    .filter(({ service, file }) => service !== null || !mounted.has(file))
    .toSorted((left, right) => pathDepth(left.file) - pathDepth(right.file));
  const withSecret = sorted.filter((candidate) => secretSetting(candidate) !== null);
  const candidate = withSecret[0] ?? sorted[0] ?? null;
  reportOthers(withSecret, report);

  const withService = sorted.flatMap(({ service }) => (service === null ? [] : [service]));
  const serviceFile = candidate?.service?.file ?? withService[0]?.file;
  const services = withService.filter(({ file }) => file === serviceFile);
  const overrides =
    candidate?.service === null ? services.flatMap(({ variables }) => variablesAsSettings(variables)) : [];
  return {
    candidate,
    settings: [...(candidate?.settings ?? []), ...overrides],
    variables: new Map([
      ...(candidate?.variables ?? []),
      ...(candidate?.service === null ? services : []).flatMap(({ variables }) =>
        variables.map((variable) => [variable.name, variable] as const),
      ),
    ]),
    configured: withSecret.length > 0 || services.length > 0,
    services,
    otherServices: withService.filter(({ file }) => file !== serviceFile),
  };
}

/** The first setting of `kestra.secret` in a candidate. */
function secretSetting(candidate: Candidate): Setting | null {
  return candidate.settings.find(({ names }) => names[0] === 'kestra' && names[1] === 'secret') ?? null;
}

function reportOthers(withSecret: readonly Candidate[], report: Report): void {
  const [first, ...others] = withSecret;
  if (first !== undefined) reportProfile(first, report);
  const chosen = first === undefined ? null : secretSetting(first);
  if (chosen === null) return;
  for (const other of others) {
    const setting = secretSetting(other);
    if (setting === null) continue;
    const range = setting.keyPlaces[1] ?? setting.valuePlace;
    const chosenRange = chosen.keyPlaces[1] ?? chosen.valuePlace;
    // The services of one file often share one text by an anchor.
    if (setting.source.file === chosen.source.file && range.start === chosenRange.start) continue;
    report({
      code: 'several-configurations',
      severity: 'information',
      file: setting.source.file,
      range,
      data: { used: chosen.source.file },
    });
  }
}

/** A profile's file is taken into account though nobody says that the server runs with it. */
function reportProfile(candidate: Candidate, report: Report): void {
  if (candidate.service !== null) return;
  const secret = candidate.settings.filter(({ names }) => names[0] === 'kestra' && names[1] === 'secret');
  const [first] = secret;
  const last = secret.at(-1);
  if (first === undefined || last === undefined || first.source.file === last.source.file) return;
  report({
    code: 'several-configurations',
    severity: 'information',
    file: first.source.file,
    range: first.keyPlaces[1] ?? first.valuePlace,
    data: { used: last.source.file },
  });
}
