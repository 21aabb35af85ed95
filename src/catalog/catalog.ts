import type {
  Backend,
  EnvironmentBackend,
  FolderConfiguration,
  TerraformSecret,
} from '../configuration/index.ts';
import { environmentSnapshot } from './environment.ts';
import { createLiveBackend, type LiveBackend } from './live/live-backend.ts';
import { certainFor, freshFor } from './freshness.ts';
import { holdKestra } from './kestra/hold.ts';
import type { LiveKestra } from './kestra/types.ts';
import type { CatalogDependencies } from './open.ts';
import { configurationsFor, snapshotFor, unreadFor } from './chain.ts';
import { explain, resolve } from './resolve.ts';
import { askWhatIsNeeded } from './ask.ts';
import type { BackendSnapshot, Catalog, CatalogSnapshot, CatalogView } from './types.ts';

/** The catalog of one workspace folder; empty until it is configured. */
export function createCatalog(dependencies: CatalogDependencies): Catalog {
  const { clock } = dependencies;
  const listeners = new Set<() => void>();
  const kestra = holdKestra(dependencies, announceChange);
  let live: LiveBackend[] = [];
  let environment: readonly BackendSnapshot[] = [];
  /** What the configurations define that the user did not choose. */
  let notChosen: readonly BackendSnapshot[] = [];
  let order: readonly string[] = [];
  /** The files of several configurations; empty: there are not several. */
  let files: readonly string[] = [];
  /** The files of all configurations, and of those that are not read. */
  let readServers: readonly string[] = [];
  let unreadServers: readonly string[] = [];
  /** What the flows of each place get, by the configurations that judge them. */
  const views = new Map<string, CatalogView>();
  let configured = false;
  let terraformSecrets: readonly TerraformSecret[] = [];
  let view: CatalogSnapshot | null = null;

  /** By when what is known must be young enough; in one run nothing ages. */
  const judgementTime = () => (dependencies.isOneRun === true ? -Infinity : clock.now());

  function announceChange(): void {
    view = null;
    for (const listener of listeners) listener();
  }

  function snapshot(): CatalogSnapshot {
    const running = kestra.live()?.snapshot() ?? undefined;
    if (view !== null && view.kestra !== running) view = null;
    view ??= {
      backends: inConfiguredOrder([...live.map((each) => each.snapshot()), ...environment], order),
      ...(files.length === 0 ? {} : { configurations: files }),
      ...(notChosen.length === 0 ? {} : { elsewhere: notChosen }),
      ...(terraformSecrets.length === 0 ? {} : { terraformSecrets }),
      ...(running === undefined ? {} : { kestra: running }),
      configured,
      refreshing: live.some((each) => each.isListing()) || running?.listing === true,
    };
    return view;
  }

  /** `judging`: the configurations that count there; `unread`: those that may, and are not read. */
  function viewOf(judging: readonly string[], unread: readonly string[]): CatalogView {
    let whole: CatalogSnapshot | null = null;
    let seen: CatalogSnapshot | null = null;
    const present = () => {
      const now = snapshot();
      if (seen === null || whole !== now) {
        const ofJudging = judging.length === files.length ? now : snapshotFor(now, judging);
        seen = unread.length === 0 ? ofJudging : { ...ofJudging, unreadServers: unread };
      }
      whole = now;
      return seen;
    };
    return {
      snapshot: present,
      resolve: (question) => resolve(present(), question, judgementTime()),
      explain: (question) => explain(present(), question, judgementTime()),
      ask(question, options, signal) {
        const ids = new Set(present().backends.map(({ id }) => id));
        const asked = live.filter(({ id }) => ids.has(id));
        return Promise.all([
          askWhatIsNeeded(asked, question, () => clock.now(), options, signal),
          callKestra((running) => running.ask(question, signal)),
        ]).then(doNothing);
      },
    };
  }

  function at(flow: string | null): CatalogView {
    const judging = configurationsFor(files, flow);
    const unread = unreadFor(readServers, unreadServers, flow);
    const key = JSON.stringify([judging, unread]);
    const known = views.get(key) ?? viewOf(judging, unread);
    views.set(key, known);
    return known;
  }

  /** A backend that is the same place, asked as the same, keeps its list and its open store. */
  function takeOver(backend: Backend): LiveBackend {
    const same = live.find((each) => each.isSameAs(backend));
    same?.adopt(backend);
    return same ?? createLiveBackend(backend, dependencies, announceChange);
  }

  function isStale(each: LiveBackend): boolean {
    const tried = each.lastTryAt();
    return (
      !each.isListing() &&
      each.snapshot().stopped !== true &&
      (tried === null || clock.now() - tried > freshFor)
    );
  }

  function find(id: string): LiveBackend | undefined {
    return live.find((each) => each.id === id);
  }

  /** Where one is connected. */
  async function callKestra<T>(action: (running: LiveKestra) => Promise<T>): Promise<T | null> {
    const running = await kestra.load();
    return running === null ? null : action(running);
  }

  const never = new AbortController().signal;

  return {
    at,
    snapshot,
    configure(configuration) {
      const before = live;
      live = configuration.backends.filter((backend) => backend.type !== 'env').map(takeOver);
      for (const gone of before) if (!live.includes(gone)) gone.close();
      environment = configuration.backends
        .filter((backend): backend is EnvironmentBackend => backend.type === 'env')
        .map((backend) => environmentSnapshot(backend, clock.now()));
      notChosen = (configuration.notChosen ?? []).map((backend) => environmentSnapshot(backend, clock.now()));
      order = configuration.backends.map((backend) => backend.id);
      files = filesOfSeveral(configuration);
      readServers = (configuration.configurations ?? []).map(({ file }) => file);
      unreadServers = configuration.unreadServers ?? [];
      views.clear();
      configured = configuration.found;
      terraformSecrets = configuration.terraformSecrets ?? [];
      kestra.readApart(configuration.readsApart ?? null);
      announceChange();
    },
    async refresh(signal) {
      await Promise.all([
        ...live.map((each) => each.list(signal)),
        callKestra((running) => running.list(signal)),
      ]);
    },
    async refreshBackend(backend, signal) {
      if (backend === 'kestra') await callKestra((running) => running.list(signal));
      await find(backend)?.list(signal);
    },
    busyBackends: () => [
      ...live.filter((each) => each.isBusy()).map(({ id }) => id),
      ...(kestra.live()?.isBusy() === true ? ['kestra'] : []),
    ],
    stopListing(backend) {
      if (backend === 'kestra') kestra.live()?.stop();
      find(backend)?.stop();
    },
    freshen() {
      for (const each of live) if (isStale(each)) void each.list(never);
      void kestra.load().then((running) => running?.freshen());
    },
    async renew(signal) {
      const isOld = (tried: number | null) => tried !== null && clock.now() - tried >= certainFor;
      await Promise.all([
        ...live.filter((each) => isOld(each.lastTryAt())).map((each) => each.renew(signal)),
        callKestra((running) => running.renew(signal)),
      ]);
    },
    resolve: (question) => at(null).resolve(question),
    explain: (question) => at(null).explain(question),
    ask: (question, options, signal) => at(null).ask(question, options, signal),
    learnSubkeys(backend, name, options, signal) {
      const each = find(backend);
      return each === undefined
        ? Promise.resolve({ state: 'not-read' })
        : each.learnSubkeys(name, options, signal);
    },
    askKestra: async (question, signal) =>
      (await callKestra((running) => running.askKestra(question, signal))) ?? {
        state: 'not-asked',
        why: 'not-connected',
      },
    async listKestra(namespaces, signal) {
      await callKestra((running) => running.listIn(namespaces, signal));
    },
    reconnectKestra() {
      kestra.live()?.reconnect();
      announceChange();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      for (const each of live) each.close();
      live = [];
      kestra.close();
    },
  };
}

const doNothing = () => undefined;

/** One that was chosen is the only one. */
function filesOfSeveral({ configurations = [], chosen }: FolderConfiguration): readonly string[] {
  return configurations.length < 2 || chosen !== undefined ? [] : configurations.map(({ file }) => file);
}

function inConfiguredOrder(
  backends: readonly BackendSnapshot[],
  order: readonly string[],
): BackendSnapshot[] {
  return [...backends].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}
