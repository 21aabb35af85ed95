import type { JsonBackend, JsonDocument } from './document.ts';

/**
 * The file because of whose YAML a backend was not asked, or null: what its configuration lacks may stand in what could
 * not be read, so that nothing else is to be said of it.
 */
export function brokenFileOf(id: string, { backends, problems = [] }: JsonDocument): string | null {
  const backend = backends.find((each) => each.id === id);
  if (backend === undefined || !lacksSomething(backend)) return null;
  const broken = problems.find(
    ({ code, severity, file }) =>
      code === 'configuration-syntax' &&
      severity === 'error' &&
      backend.sources.some((source) => source.file === file),
  );
  return broken?.file ?? null;
}

function lacksSomething({ state, failure }: JsonBackend): boolean {
  return state === 'blocked' && (failure?.kind === 'signed-out' || failure?.kind === 'misconfigured');
}
