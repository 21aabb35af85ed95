import type { JudgedService } from '../../unit/configuration/compose-judgement.ts';

/** What Kestra's launcher and command hand to Micronaut. */
export interface WholeLayers {
  /** Texts in rising priority. */
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Of `--config`, or of the home; null: neither is there. */
  readonly config: string | null;
}

const homes = ['/root/.kestra/config.yml', '/home/kestra/.kestra/config.yml'];

/**
 * The layers of a service as Compose starts it (Kestra: launcher and command). `textAt`: what is mounted at a path of the
 * container; null: nothing.
 */
export function layersOf(service: JudgedService, textAt: (target: string) => string | null): WholeLayers {
  const environment = Object.fromEntries(
    Object.entries(service.environment).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
  const folder = service.workingDir === undefined || service.workingDir === '' ? '/app' : service.workingDir;
  const inside = (path: string) => (path.startsWith('/') ? path : `${folder}/${path}`);
  const { KESTRA_CONFIGURATION: inline = '', MICRONAUT_CONFIG_FILES: listed = '/app/confs/application.yml' } =
    environment;
  const files = inline !== '' ? [inline] : textsAt(listed.split(',').map(inside), textAt);
  const commanded = configIn(service.command ?? []);
  const [config = null] = textsAt(commanded === null ? homes : [inside(commanded)], textAt);
  return { files, environment, config };
}

function textsAt(paths: readonly string[], textAt: (target: string) => string | null): readonly string[] {
  return paths.flatMap((path) => textAt(path) ?? []);
}

function configIn(words: readonly string[]): string | null {
  const at = words.findIndex((word) => /^(?:--config(?:=.*)?|-c)$/.test(word));
  const word = words[at];
  if (word === undefined) return null;
  return word.includes('=') ? word.slice(word.indexOf('=') + 1) : (words[at + 1] ?? null);
}
