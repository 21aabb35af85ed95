import type { Candidate } from './candidate.ts';
import type { KestraServer, ReadLayer } from './server.ts';
import { folderOf, pathDepth } from './paths.ts';
import type { Report } from './report.ts';
import { below, type Setting } from './settings.ts';
import { stretchesText } from './text/stretches.ts';
import type { Variables } from './variables.ts';

/** One configuration of a server of Kestra, from all that a folder's files say of it. */
export interface Choice {
  /** The file by whose place it is compared with others; empty: there is none. */
  readonly file: string;
  /** The candidate that configures `kestra.secret`; else the first; null: there is none. */
  readonly candidate: Candidate | null;
  readonly settings: readonly Setting[];
  /** What fills its placeholders. */
  readonly variables: Variables;
  /** Whether there is a `kestra.secret` or a Kestra service. */
  readonly configured: boolean;
  /** The Kestra services of its compose project: one Kestra in parts. */
  readonly services: readonly KestraServer[];
  /** Services of files that may be laid over it. */
  readonly otherServices: readonly KestraServer[];
}

/**
 * The configurations among `candidates` (which stand in the order of preference among equally near ones), the nearest to
 * the folder's root first. What a service reads is part of that service; a file without `kestra.secret` that no service
 * reads configures nothing. Where nothing does, the one choice says so.
 */
export function choose(candidates: readonly Candidate[], report: Report): readonly Choice[] {
  const sorted = withoutLone(withoutRead(candidates)).toSorted(
    (left, right) => pathDepth(left.file) - pathDepth(right.file),
  );
  const overlays = sorted.flatMap(({ service }) => (service?.isOverlay === true ? [service] : []));
  const own = sorted.filter(
    (candidate) => isConfiguration(candidate) && candidate.service?.isOverlay !== true,
  );
  const files = [...new Set(own.map(({ file }) => file))];
  const folders = new Set(files.map(folderOf));
  // One with nothing beside it may lie over any of them.
  const isOver = (file: string) => (overlay: KestraServer) =>
    !folders.has(folderOf(overlay.file)) || folderOf(overlay.file) === folderOf(file);
  const choices = files.map((file) => {
    const parts = own.filter((candidate) => candidate.file === file);
    reportOthers(parts, report);
    return choiceOf(parts, overlays.filter(isOver(file)));
  });
  return choices.length === 0 ? [choiceOf(sorted.slice(0, 1), [])] : withoutRepeated(choices);
}

/**
 * Those that no service reads: what one reads, alone or below a profile, is part of it. What one has mounted where it reads
 * nothing is meant for it, and configures nobody.
 */
function withoutRead(candidates: readonly Candidate[]): readonly Candidate[] {
  const read = new Set(
    candidates.flatMap(({ service }) =>
      service === null
        ? []
        : [
            ...[...service.configurations.below, ...service.configurations.above].flatMap(filesOf),
            ...(service.unread ?? []),
          ],
    ),
  );
  return candidates.filter(
    ({ service, file, settings }) =>
      service !== null || (!read.has(file) && !settings.some(({ source }) => read.has(source.file))),
  );
}

/** The file that a layer is, or of which it is the text, as a generator of Kustomize's takes one into a ConfigMap. */
function filesOf(layer: ReadLayer): readonly string[] {
  if (typeof layer === 'string') return [layer];
  return 'settings' in layer ? [] : [layer.file];
}

/** What nobody is known to read counts where nothing else configures Kestra. */
function withoutLone(candidates: readonly Candidate[]): readonly Candidate[] {
  const others = candidates.filter(({ isLone }) => isLone !== true);
  return others.some(isConfiguration) ? others : candidates;
}

/** One that could not be read whole, and is Kestra's, may have a `kestra.secret` in the rest. */
function isConfiguration(candidate: Candidate): boolean {
  if (candidate.service !== null || secretSetting(candidate) !== null) return true;
  return candidate.partial && candidate.settings.some(({ names }) => names[0] === 'kestra');
}

/** `parts`: candidates of one file. */
function choiceOf(parts: readonly Candidate[], otherServices: readonly KestraServer[]): Choice {
  const withSecret = parts.filter((candidate) => secretSetting(candidate) !== null);
  const candidate = withSecret[0] ?? parts[0] ?? null;
  const services = parts.flatMap(({ service }) => (service === null ? [] : [service]));
  return {
    file: candidate?.file ?? '',
    candidate,
    settings: candidate?.settings ?? [],
    variables: candidate?.variables ?? new Map(),
    configured: withSecret.length > 0 || services.length > 0,
    services,
    otherServices,
  };
}

/** Profiles that say the same of `kestra.secret` as each other, or as what they are laid over, are one configuration. */
function withoutRepeated(choices: readonly Choice[]): readonly Choice[] {
  const seen = new Set<string>();
  return choices.filter(({ file, services, settings, candidate }) => {
    if (services.length > 0 || candidate?.partial === true) return true;
    const text = `${folderOf(file)}\n${secretText(settings)}`;
    return !seen.has(text) && seen.add(text);
  });
}

/** What `kestra.secret` says in the end, wherever it says so. */
function secretText(settings: readonly Setting[]): string {
  const last = new Map(
    below(settings, 'kestra', 'secret').map(({ names, value }) => [
      names.join('.'),
      value.kind === 'empty' ? '' : `${value.kind} ${stretchesText(value.stretches)}`,
    ]),
  );
  return JSON.stringify([...last].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The first setting of `kestra.secret` in a candidate. */
function secretSetting(candidate: Candidate): Setting | null {
  return candidate.settings.find(({ names }) => names[0] === 'kestra' && names[1] === 'secret') ?? null;
}

/** Services of one project that say different things of `kestra.secret`: of one Kestra in parts the first counts. */
function reportOthers(parts: readonly Candidate[], report: Report): void {
  const [first, ...others] = parts.filter((candidate) => secretSetting(candidate) !== null);
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
      data: { service: first?.service?.name ?? '' },
    });
  }
}
