import { readSettings, serverCandidate, type Candidate, type Source } from './candidate.ts';
import { checkFragment } from './checks/fragment.ts';
import { readDotEnv } from './compose/compose-file.ts';
import { projectIn, projectOf } from './compose/default-project.ts';
import { kestraServicesOf } from './compose/service.ts';
import {
  applicationProfile,
  candidates,
  isComposeFile,
  isOverrideFile,
  wellKnownApplications,
  wellKnownComposeFiles,
} from './discovery.ts';
import { folderOf } from './paths.ts';
import type { KindSearch } from './kinds/kind.ts';
import { isTemplatePath, isYamlOrTemplate } from './kinds/seen.ts';
import { isWhole } from './syntax.ts';
import { wholeFile } from './text/source-text.ts';
import { parseYaml } from './yaml/parse.ts';
import type { FileReading } from './reading.ts';
import { mayHoldServer } from './server-command.ts';
import type { ReadSettings } from './server.ts';
import { settingOf, type Setting } from './settings.ts';
import { stretchesText } from './text/stretches.ts';

/**
 * `application.yml` of each folder, and each `application-PROFILE.yml` laid over it: which of them a server runs with, if
 * any, is not known here.
 */
export const applicationFiles: Source = async (reading) => {
  const paths = await candidates(
    reading,
    wellKnownApplications,
    (spelled) => applicationProfile(spelled) !== null,
  );
  const isProfile = (path: string) => applicationProfile(reading.spelling(path)) !== '';
  const found: Candidate[] = [];
  for (const folder of new Set(paths.map(folderOf))) {
    const own = paths.filter((path) => folderOf(path) === folder);
    const base = await layersAt(
      reading,
      own.filter((path) => !isProfile(path)),
    );
    const profiles = await layersAt(reading, own.filter(isProfile));
    const alone = await applicationCandidate(reading, base);
    if (alone !== null) found.push(profiles.length === 0 ? alone : { ...alone, hasProfiles: true });
    for (const profile of profiles) {
      const candidate = await applicationCandidate(reading, [...base, profile]);
      if (candidate !== null) found.push(candidate);
    }
  }
  return found;
};

/** What compose files are found under that have another name than Compose's own. */
export const composeKind = 'compose';

export const composeSearch: KindSearch = {
  mayBe: (path) => isYamlOrTemplate(path) && !isComposeFile(path),
  marksIn: (text) => (/^["']?services["']?\s*:/m.test(text) && mayHoldServer(text) ? [] : null),
};

/** Every Kestra service of the compose files: of what Compose finds in each folder, then of files it is to be given. */
export const composeServices: Source = async (reading) => {
  const named = await candidates(
    reading,
    wellKnownComposeFiles,
    (spelled) => isComposeFile(spelled) && !isOverrideFile(spelled),
  );
  const paths = [...named];
  for (const { path } of reading.found(composeKind)) {
    if (!isTemplatePath(reading.spelling(path)) || (await standsAsItIs(reading, path))) paths.push(path);
  }
  const found: Candidate[] = [];
  const used = new Set<string>();
  for (const folder of new Set(['', ...paths.map(folderOf)])) {
    const names = new Set<string>();
    const own = paths.filter((path) => folderOf(path) === folder && !used.has(path));
    const projects = [() => projectIn(reading, folder), ...own.map((path) => () => projectOf(reading, path))];
    for (const [index, open] of projects.entries()) {
      const path = own[index - 1];
      const project = path !== undefined && used.has(path) ? null : await open();
      // What another project includes is a part of that one, also where Compose would find it by itself.
      if (project === null || used.has(project.files[0]?.file.path ?? '')) continue;
      const { services, files } = await kestraServicesOf(reading, project, names);
      if (services.length === 0) continue;
      for (const file of files) used.add(file);
      // Where Compose finds Kestra by itself, it does not look at the other names.
      if (index === 0)
        for (const name of wellKnownComposeFiles) used.add(await reading.nameOf(folder + name));
      for (const service of services) {
        names.add(service.name);
        found.push(await serverCandidate(reading, service));
      }
    }
  }
  return found;
};

/** A file with what it sets. */
interface Layer {
  readonly file: string;
  readonly read: ReadSettings | null;
}

function layersAt(reading: FileReading, paths: readonly string[]): Promise<readonly Layer[]> {
  return Promise.all(paths.map(async (file) => ({ file, read: await readSettings(reading, file) })));
}

/** What templates are found under. */
export const templateKind = 'template';

/** Templates of application files whose YAML stands as it is, such as `application.yml.j2`. */
export const templatedApplications: Source = async (reading) => {
  const found: Candidate[] = [];
  for (const { path } of reading.found(templateKind)) {
    if (!isTemplatePath(reading.spelling(path)) || !(await standsAsItIs(reading, path))) continue;
    const candidate = await applicationCandidate(reading, await layersAt(reading, [path]));
    if (candidate !== null) found.push(candidate);
  }
  return found;
};

/** Whether a template is YAML before another tool made anything of it. */
async function standsAsItIs(reading: FileReading, path: string): Promise<boolean> {
  const text = await reading.text(path);
  return text !== null && isWhole(parseYaml(wholeFile(path, text), reading.budget));
}

/** Whether sops encrypted the type, so that the file says no more than that there is one. */
function isTypeEncrypted(settings: readonly Setting[]): boolean {
  const type = settingOf(settings, 'kestra.secret.type');
  return (
    type !== null &&
    type.value.kind !== 'empty' &&
    stretchesText(type.value.stretches).startsWith('ENC[AES256_GCM,')
  );
}

/** The last of the layers gives it its place. null: it configures nothing, or is encrypted. */
async function applicationCandidate(
  reading: FileReading,
  layers: readonly Layer[],
): Promise<Candidate | null> {
  const file = layers.at(-1)?.file ?? '';
  const settings = layers.flatMap(({ read }) => read?.settings ?? []);
  const faulty = layers.some(({ read }) => read?.faulty === true);
  if (isTypeEncrypted(settings)) return null;
  checkFragment(settings, reading.report);
  if (!faulty && !settings.some(({ names }) => names[0] === 'kestra')) return null;
  const nearest = await readDotEnv(reading, `${folderOf(file)}.env`);
  const root = await readDotEnv(reading, '.env');
  return {
    file,
    settings,
    variables: new Map([...root, ...nearest]),
    service: null,
    partial: faulty,
  };
}
