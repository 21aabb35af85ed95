import type { ReadFiles } from './compose/command.ts';
import { kestraServicesOf, type KestraService } from './compose/service.ts';
import { readDotEnv } from './compose/compose-file.ts';
import { projectIn, projectOf } from './compose/default-project.ts';
import {
  applicationProfile,
  candidates,
  isComposeFile,
  isOverrideFile,
  wellKnownApplications,
  wellKnownComposeFiles,
} from './discovery.ts';
import { reportRepeated } from './checks/repeated-keys.ts';
import { reportSyntax } from './syntax.ts';
import { folderOf } from './paths.ts';
import type { FileReading } from './reading.ts';
import { settingsOf, type Setting } from './settings.ts';
import { wholeFile, type SourceText } from './text/source-text.ts';
import { variablesByName, type Variables } from './variables.ts';
import { rootsOf } from './yaml/nodes.ts';
import { parseYaml } from './yaml/parse.ts';
import { variablesAsSettings } from './variable-settings.ts';

/** One place where Kestra's configuration may stand, with all that belongs to it. */
export interface Candidate {
  /** The file by whose place candidates are compared. */
  readonly file: string;
  /** Every key, the later ones winning. */
  readonly settings: readonly Setting[];
  /** What fills placeholders. */
  readonly variables: Variables;
  readonly service: KestraService | null;
  /** Whether parts of it are out of sight or could not be read. */
  readonly partial: boolean;
}

/** One kind of place. Further kinds (Helm values, manifests) are further functions of this form. */
export type Source = (reading: FileReading) => Promise<readonly Candidate[]>;

interface ReadSettings {
  readonly settings: readonly Setting[];
  readonly faulty: boolean;
}

/** `application.yml` and `application-PROFILE.yml`, a candidate a folder. */
export const applicationFiles: Source = async (reading) => {
  const paths = await candidates(
    reading,
    wellKnownApplications,
    (spelled) => applicationProfile(spelled) !== null,
  );
  const profileOf = (path: string) => applicationProfile(reading.spelling(path));
  const found: Candidate[] = [];
  for (const folder of new Set(paths.map(folderOf))) {
    const own = paths.filter((path) => folderOf(path) === folder);
    const base = own.filter((path) => profileOf(path) === '');
    const profiles = own.filter((path) => profileOf(path) !== '');
    // Which profile the server runs with is not known here: the only one is taken, of several none.
    const layers = profiles.length === 1 ? [...base, ...profiles] : base;
    for (const path of [layers, ...profiles.filter((path) => !layers.includes(path)).map((path) => [path])]) {
      const candidate = await applicationCandidate(reading, path);
      if (candidate !== null) found.push(candidate);
    }
  }
  return found;
};

/** Every Kestra service of the compose files: of what Compose finds in each folder, then of files it is to be given. */
export const composeServices: Source = async (reading) => {
  const paths = await candidates(
    reading,
    wellKnownComposeFiles,
    (spelled) => isComposeFile(spelled) && !isOverrideFile(spelled),
  );
  const found: Candidate[] = [];
  const used = new Set<string>();
  for (const folder of new Set(['', ...paths.map(folderOf)])) {
    const names = new Set<string>();
    const own = paths.filter((path) => folderOf(path) === folder && !used.has(path));
    const projects = [() => projectIn(reading, folder), ...own.map((path) => () => projectOf(reading, path))];
    for (const [index, open] of projects.entries()) {
      const path = own[index - 1];
      const project = path !== undefined && used.has(path) ? null : await open();
      if (project === null) continue;
      const { services, files } = await kestraServicesOf(reading, project, names);
      if (services.length === 0) continue;
      for (const file of files) used.add(file);
      // Where Compose finds Kestra by itself, it does not look at the other names.
      if (index === 0)
        for (const name of wellKnownComposeFiles) used.add(await reading.nameOf(folder + name));
      for (const service of services) {
        names.add(service.name);
        found.push(await serviceCandidate(reading, service));
      }
    }
  }
  return found;
};

async function applicationCandidate(
  reading: FileReading,
  paths: readonly string[],
): Promise<Candidate | null> {
  const [file = ''] = paths;
  const layers = await Promise.all(paths.map((path) => readSettings(reading, path)));
  const settings = layers.flatMap((layer) => layer?.settings ?? []);
  const faulty = layers.some((layer) => layer?.faulty === true);
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

async function serviceCandidate(reading: FileReading, service: KestraService): Promise<Candidate> {
  const read = (files: ReadFiles) =>
    Promise.all(
      files.map(async (each) =>
        typeof each === 'string' ? await readSettings(reading, each) : readText(reading, each),
      ),
    );
  const below = await read(service.configurations.below);
  const above = await read(service.configurations.above);
  const inner = service.configuration === null ? null : readText(reading, service.configuration);
  const layers = [...below, inner, ...above];
  const settingsIn = (texts: readonly (ReadSettings | null)[]) =>
    texts.flatMap((text) => text?.settings ?? []);
  return {
    file: service.file,
    settings: [
      ...settingsIn([...below, inner]),
      ...variablesAsSettings(service.variables),
      ...settingsIn(above),
    ],
    variables: variablesByName(service.variables),
    service,
    partial:
      service.partial ||
      [...below, ...above].includes(null) ||
      layers.some((layer) => layer?.faulty === true),
  };
}

async function readSettings(reading: FileReading, path: string): Promise<ReadSettings | null> {
  const found = await reading.file(path);
  if (found.state === 'text') return readText(reading, wholeFile(path, found.text));
  // What may not be read may say anything; what leads out of the folder is no file of it.
  return found.state === 'refused' && found.reason !== 'outside' ? { settings: [], faulty: true } : null;
}

function readText(reading: FileReading, source: SourceText): ReadSettings {
  const yaml = parseYaml(source, reading.budget);
  const settings = rootsOf(yaml).flatMap((root) =>
    settingsOf(root, (repeated) => reportRepeated(repeated, reading.report)),
  );
  const faulty = reportSyntax(yaml, reading.report);
  return { settings, faulty };
}
