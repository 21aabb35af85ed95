import { reportRepeated } from './checks/repeated-keys.ts';
import { checkFragment } from './checks/fragment.ts';
import type { FileReading } from './reading.ts';
import type { KestraServer, ReadLayer, ReadLayers, ReadSettings } from './server.ts';
import { settingsOf, type Setting } from './settings.ts';
import { reportSyntax } from './syntax.ts';
import { wholeFile, type SourceText } from './text/source-text.ts';
import { variablesAsSettings } from './variable-settings.ts';
import { variablesByName, type Variables } from './variables.ts';
import { rootsOf } from './yaml/nodes.ts';
import { parseYaml } from './yaml/parse.ts';

/** One place where Kestra's configuration may stand, with all that belongs to it. */
export interface Candidate {
  /** The file by whose place candidates are compared. */
  readonly file: string;
  /** Every key, the later ones winning. */
  readonly settings: readonly Setting[];
  /** What fills placeholders. */
  readonly variables: Variables;
  readonly service: KestraServer | null;
  /** Whether parts of it are out of sight or could not be read. */
  readonly partial: boolean;
  /** Whether profiles stand beside it, one of which may have what it lacks. Left out: none does. */
  readonly hasProfiles?: boolean;
  /** Whether nothing says that a server reads it, so that it counts only where nothing else does. Left out: something may. */
  readonly isLone?: boolean;
}

/** One kind of place. Further kinds (Helm values, manifests) are further functions of this form. */
export type Source = (reading: FileReading) => Promise<readonly Candidate[]>;

/** The configuration of one server: every layer of it that is here, in the order of what counts more. */
export async function serverCandidate(reading: FileReading, service: KestraServer): Promise<Candidate> {
  const read = (layers: ReadLayers) => Promise.all(layers.map((layer) => readLayer(reading, layer)));
  const below = await read(service.configurations.below);
  const above = await read(service.configurations.above);
  const inner = service.configuration === null ? null : readText(reading, service.configuration, true);
  const layers = [...below, inner, ...above];
  const settingsIn = (texts: readonly (ReadSettings | null)[]) =>
    texts.flatMap((text) => text?.settings ?? []);
  const settings = [
    ...settingsIn([...below, inner]),
    ...variablesAsSettings(service.variables),
    ...settingsIn(above),
  ];
  checkFragment(settings, reading.report);
  return {
    file: service.file,
    settings,
    variables: variablesByName(service.variables),
    service,
    partial:
      service.partial ||
      [...below, ...above].includes(null) ||
      layers.some((layer) => layer?.faulty === true),
  };
}

/** null: a file that is not there. */
async function readLayer(reading: FileReading, layer: ReadLayer): Promise<ReadSettings | null> {
  if (typeof layer === 'string') return readSettings(reading, layer, true);
  return 'settings' in layer ? layer : readText(reading, layer, true);
}

/** What a file sets; null: it is not there. `isRead`: a server reads it, whatever it says. */
export async function readSettings(
  reading: FileReading,
  path: string,
  isRead = false,
): Promise<ReadSettings | null> {
  const found = await reading.file(path);
  if (found.state === 'text') return readText(reading, wholeFile(path, found.text), isRead);
  // What may not be read may say anything; what leads out of the folder is no file of it.
  return found.state === 'refused' && found.reason !== 'outside' ? { settings: [], faulty: true } : null;
}

function readText(reading: FileReading, source: SourceText, isRead: boolean): ReadSettings {
  const yaml = parseYaml(source, reading.budget);
  const settings = rootsOf(yaml).flatMap((root) =>
    settingsOf(root, (repeated) => reportRepeated(repeated, reading.report)),
  );
  const faulty = reportSyntax(yaml, reading.report, isRead);
  return { settings, faulty };
}
