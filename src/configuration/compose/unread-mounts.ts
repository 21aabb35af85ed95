import { startOf, type BudgetPlace } from '../budget.ts';
import { applicationProfile } from '../discovery.ts';
import { baseName, folderOf } from '../paths.ts';
import { oncePerReading, type FileReading } from '../reading.ts';
import type { KestraServer } from '../server.ts';
import { settingsOf } from '../settings.ts';
import { wholeFile, type SourceText } from '../text/source-text.ts';
import { rootsOf } from '../yaml/nodes.ts';
import { parseYaml } from '../yaml/parse.ts';
import { mountedFile, type Mount } from './mounts.ts';

/** A service with what is mounted into it. */
export interface MountingService {
  readonly server: KestraServer;
  readonly mounts: readonly Mount[];
  /** The words of its command. */
  readonly words: readonly string[];
}

interface MountedText {
  readonly source: string | SourceText;
  readonly target: string;
  readonly place: BudgetPlace;
}

/**
 * Tells each mounted file that holds Kestra's configuration and that no layer of it names, and gives the files. Where a
 * part of a service's configuration is out of sight, that part may name it. `read`: what services of the project read.
 */
export async function reportUnreadMounts(
  reading: FileReading,
  { server, mounts, words }: MountingService,
  read: ReadonlySet<string>,
): Promise<readonly string[]> {
  const unread: string[] = [];
  if (server.partial) return unread;
  const texts = [...words, ...server.variables.filter(isAboutFiles).map(({ text }) => text)];
  const candidates = mountedTexts(mounts, await applicationsIn(reading));
  if (!spend(reading, server, candidates.length * (texts.length + mounts.length))) return unread;
  for (const { source, target, place } of candidates) {
    const path = typeof source === 'string' ? await reading.nameOf(source) : null;
    if (path !== null && read.has(path)) continue;
    if (mountedFile(mounts, target) !== source) continue;
    if (texts.some((text) => text.includes(baseName(target)))) continue;
    if (!(await holdsKestra(reading, path, source))) continue;
    if (path !== null) unread.push(path);
    const by = server.configuration === null ? 'variable' : 'command';
    const data = { service: server.name, file: path ?? baseName(target), target, by };
    reading.report({ code: 'configuration-not-read', severity: 'information', ...place, data });
  }
  return unread;
}

/** Whether a variable may name a file: most hold other things, and a whole configuration may. */
function isAboutFiles({ name, text }: { readonly name: string; readonly text: string }): boolean {
  return name !== 'KESTRA_CONFIGURATION' && text.length < 4096;
}

function spend({ budget }: FileReading, { file }: KestraServer, amount: number): boolean {
  return budget.spend('nodes', amount, () => startOf(file));
}

/** What is mounted as a file, and of mounted folders what has the name of a configuration right in them. */
function mountedTexts(
  mounts: readonly Mount[],
  applicationsOf: ReadonlyMap<string, readonly string[]>,
): readonly MountedText[] {
  return mounts.flatMap(({ source, target, place }): readonly MountedText[] => {
    if (source === null || target === null || place === null) return [];
    if (typeof source !== 'string' || isYamlName(source)) return [{ source, target, place }];
    const folder = source === '' ? '' : `${source}/`;
    return (applicationsOf.get(folder) ?? []).map((path) => ({
      source: path,
      target: `${target}/${baseName(path)}`,
      place,
    }));
  });
}

function isYamlName(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

const applications = oncePerReading<ReadonlyMap<string, readonly string[]>>();

/** The listed `application.yml` and `application-PROFILE.yml` by their folders. */
function applicationsIn(reading: FileReading): Promise<ReadonlyMap<string, readonly string[]>> {
  return applications(reading, reading, '', () => {
    const found = new Map<string, string[]>();
    for (const path of reading.listed) {
      if (applicationProfile(reading.spelling(path)) === null) continue;
      const folder = folderOf(path);
      found.set(folder, [...(found.get(folder) ?? []), path]);
    }
    return Promise.resolve(found);
  });
}

/** Whether a text has a key below `kestra` at its top. */
async function holdsKestra(
  reading: FileReading,
  path: string | null,
  source: string | SourceText,
): Promise<boolean> {
  const text = path === null ? null : await reading.text(path);
  const whole = path !== null && text !== null ? wholeFile(path, text) : source;
  if (typeof whole === 'string' || !/^["']?kestra\b/m.test(whole.text)) return false;
  const yaml = parseYaml(whole, reading.budget);
  return rootsOf(yaml).some((root) =>
    settingsOf(root).some(({ names }) => names[0] === 'kestra' && names.length > 1),
  );
}
