import type {
  Backend,
  ConfigurationProblem,
  ConfigurationProblemCode,
  ConfiguredValue,
  EnvironmentBackend,
  Filters,
  FolderConfiguration,
} from './types.ts';

/** What is wrong with a text of which not all is to be taken for what is meant. */
const unclean: readonly ConfigurationProblemCode[] = ['configuration-syntax', 'key-unknown', 'value-invalid'];

/** What is read of a folder while some of its files hold text that is not saved. */
export interface UnsavedReading {
  /** As the disk has it. */
  readonly saved: FolderConfiguration;
  /** As the user sees it. */
  readonly typed: FolderConfiguration;
  /** The files that are not saved. */
  readonly files: readonly string[];
  /** What held until now; null: nothing was read yet. */
  readonly before: FolderConfiguration | null;
}

/**
 * What holds while text is not saved. Who is asked, where and with which credential is as saved: nothing half typed is
 * sent. The rules are those of the text where it reads cleanly, else those that held before. Its problems are the
 * text's, as they stand in what the user sees.
 */
export function withUnsavedRules({ saved, typed, files, before }: UnsavedReading): FolderConfiguration {
  const rules = isClean(typed, saved, files) ? typed : (before ?? saved);
  const unsavedFiles = (backend: Backend) => {
    const other = typed.backends.find(({ id }) => id === backend.id);
    const unsavedIn = files.filter((file) => isWrittenIn(backend, file) || isWrittenIn(other ?? null, file));
    return unsavedIn.length === 0 ? {} : { unsavedIn };
  };
  const backends = saved.backends
    .filter(({ type }) => type !== 'env')
    .map((backend) => {
      const ruled = rules.backends.find(({ id, type }) => id === backend.id && type === backend.type);
      const { sources } = ruled ?? backend;
      return { ...backend, ...rulesOf(ruled ?? backend), sources, ...unsavedFiles(backend) };
    });
  const places = new Set(saved.backends.map(({ configuration }) => configuration));
  const environments = new Map(
    [saved, rules]
      .flatMap((each) => each.backends)
      .filter(isEnvironment)
      .filter(({ configuration }) => places.size === 0 || places.has(configuration))
      .map((environment) => [environment.id, environment]),
  );
  return {
    ...typed,
    backends: [
      ...backends,
      ...[...environments.values()].map((each) => ({ ...each, ...unsavedFiles(each) })),
    ],
    configurations: saved.configurations ?? [],
    chosen: saved.chosen,
    found: saved.found,
    files: [...new Set([...saved.files, ...typed.files])].sort(),
    unsavedRules: backends.some((backend) => {
      const own = saved.backends.find(({ id }) => id === backend.id);
      return own !== undefined && rulesText(own) !== rulesText(backend);
    }),
  };
}

function isEnvironment(backend: Backend): backend is EnvironmentBackend {
  return backend.type === 'env';
}

/** Whether the text that is not saved has no fault that the saved one has not. */
function isClean(typed: FolderConfiguration, saved: FolderConfiguration, files: readonly string[]): boolean {
  const textOf = ({ code, file, data }: ConfigurationProblem) => JSON.stringify([code, file, data]);
  const known = new Set(saved.problems.map(textOf));
  const faults = typed.problems.filter(
    (problem) =>
      files.includes(problem.file) && unclean.includes(problem.code) && !known.has(textOf(problem)),
  );
  return faults.length === 0 && typed.backends.every((backend) => isFilterWhole(backend, saved));
}

/** A filter that is set and cannot be read, or a tag without its value, is half typed, unless it is saved like that. */
function isFilterWhole({ id, filters }: Backend, saved: FolderConfiguration): boolean {
  const before = saved.backends.find((backend) => backend.id === id)?.filters ?? null;
  return halves(filters).every((half) => before !== null && halves(before).includes(half));
}

function halves({ filterOnTags, excludedTags, unreadable = [] }: Filters): string[] {
  const empty = (key: string, tags: Readonly<Record<string, ConfiguredValue<string>>> | null) =>
    Object.entries(tags ?? {}).flatMap(([tag, value]) =>
      value.state === 'known' && value.value === '' ? [`${key} ${tag}`] : [],
    );
  return [...unreadable, ...empty('filter-on-tags', filterOnTags), ...empty('excluded-tags', excludedTags)];
}

/** Whether anything of a backend stands in a file. */
function isWrittenIn(backend: Backend | null, file: string): boolean {
  let isIn = false;
  JSON.stringify(backend, (key, value: unknown) => {
    if (key === 'file' && value === file) isIn = true;
    return value;
  });
  return isIn;
}

/** What decides how Kestra sees what is there, and nothing that is sent. */
function rulesOf(backend: Backend) {
  const { readOnly, filters } = backend;
  return { readOnly, filters, ...('prefix' in backend ? { prefix: backend.prefix } : {}) };
}

function rulesText(backend: Backend): string {
  return JSON.stringify(rulesOf(backend), (key, value: unknown) => (key === 'origins' ? undefined : value));
}
