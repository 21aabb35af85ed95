import { createCatalog, type Catalog } from '../../../src/catalog/index.ts';
import type { FolderConfiguration } from '../../../src/configuration/types.ts';
import {
  createFolderCheck,
  type CheckedFolder,
  type FolderCheck,
  type ToTell,
} from '../../../src/editor/checks/folder-check.ts';
import type { IndexedElsewhere } from '../../../src/folder/elsewhere/index.ts';
import { createFlowIndex, type FlowIndex } from '../../../src/index/index.ts';
import { FailureError } from '../../../src/ports/failure.ts';
import type { ListPage, LookupAnswer, Store, StoredSecret } from '../../../src/stores/contract.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import { anyReason } from '../../fakes/failure-reasons.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { vaultBackend } from '../../fakes/vault-backend.ts';
import { summaryAtOnce } from '../index/flow-texts.ts';

/** Two places of secrets, of which the configuration names one, and the texts of a folder. */
export interface World {
  readonly clock: FakeClock;
  readonly texts: Map<string, string>;
  readonly stores: readonly { readonly names: Set<string>; isDown: boolean }[];
  /** Which of the stores the configuration names; null: none. */
  configured: number | null;
  /** How long each answer takes, in ms. */
  delay: number;
  /** Which files are typed in just now, so that nothing in them is meant yet. */
  readonly typed: Set<string>;
  /** What is asked for elsewhere than in files of flows. */
  elsewhere: readonly IndexedElsewhere[];
}

export function createWorld(): World {
  return {
    clock: createFakeClock(),
    texts: new Map(),
    stores: [
      { names: new Set(['ALWAYS']), isDown: false },
      { names: new Set(['ALWAYS']), isDown: false },
    ],
    configured: 0,
    delay: 20,
    typed: new Set(),
    elsewhere: [],
  };
}

/** A window with the folder open. */
export interface OpenedWorld {
  readonly catalog: Catalog;
  readonly check: FolderCheck;
  /** Has the text of a file, as it is now, read. */
  noteText(path: string): void;
  configure(): void;
  /** What is wrong by what it knows: `file:line code name`. */
  problems(): readonly string[] | null;
  /** What was published each time. */
  readonly history: (readonly string[])[];
  close(): void;
}

export function openWorld(world: World, toTell?: ToTell): OpenedWorld {
  const { clock } = world;
  const index = createFlowIndex();
  let waiting: (() => void)[] = [];
  let isConfigured = false;
  const catalog = createCatalog({
    open: (backend) =>
      Promise.resolve({ state: 'open', store: storeOf(world, Number(backend.id.slice('vault'.length))) }),
    locationOf: (backend) => `https://${backend.id}.example`,
    clock,
    log: quietLog,
  });
  const folder: CheckedFolder = {
    catalog,
    ready: () => (isConfigured ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    readFlows: async (signal): Promise<FlowIndex> => {
      await new Promise<void>((resolve) => clock.after(world.delay, resolve));
      signal.throwIfAborted();
      return index;
    },
    readElsewhere: () => Promise.resolve(world.elsewhere),
    generation: () => null,
    restsOnUnsaved: () => false,
    halfTypedIn: (path) => () => world.typed.has(path),
    toTell: toTell ?? ((_file, problems) => Promise.resolve(problems)),
  };
  const history: (readonly string[])[] = [];
  const check = createFolderCheck(folder, clock, () => history.push(problems() ?? []));
  const undo = [index.onChange(() => check.lookAgain()), catalog.onChange(() => check.lookAgain())];

  function problems(): readonly string[] | null {
    const found = check.problems();
    if (found === null) return null;
    return [...found].flatMap(([file, own]) =>
      own.map(({ place, problem }) => `${file}:${place.line} ${problem.code} ${problem.data.name ?? ''}`),
    );
  }

  function noteText(path: string): void {
    const text = world.texts.get(path);
    index.update([[path, text === undefined ? null : summaryAtOnce(text)]]);
  }

  for (const path of world.texts.keys()) noteText(path);
  return {
    catalog,
    check,
    noteText,
    configure() {
      catalog.configure(configurationOf(world.configured));
      isConfigured = true;
      for (const each of waiting) each();
      waiting = [];
    },
    problems,
    history,
    close() {
      for (const each of undo) each();
      check.close();
      catalog.close();
    },
  };
}

/** Lets everything come to rest that is under way. */
export async function settle({ clock }: World, { check }: OpenedWorld): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    await clock.pass(50);
    if (check.isQuiet()) return;
  }
  throw new Error('it never comes to rest');
}

function configurationOf(configured: number | null): FolderConfiguration {
  const backends = configured === null ? [] : [vaultBackend({ id: `vault${configured}` })];
  return { backends, found: true, partial: false, entries: [], problems: [], files: [] };
}

function storeOf(world: World, which: number): Store {
  const own = world.stores[which];
  if (own === undefined) throw new Error(`there is no store ${which}`);
  async function arrive(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => world.clock.after(world.delay, resolve));
    signal.throwIfAborted();
    if (own?.isDown === true) {
      throw new FailureError({ kind: 'unreachable', message: anyReason, nextSteps: [] });
    }
  }
  return {
    abilities: { lookup: true, subkeys: 'without-value', listLag: 0 },
    needsLogin: () => false,
    async *list(_options, signal): AsyncGenerator<ListPage> {
      const names = [...own.names];
      await arrive(signal);
      yield { secrets: names.map(secretOf) };
    },
    async lookup(name, signal): Promise<LookupAnswer> {
      const isThere = own.names.has(name);
      await arrive(signal);
      return isThere ? { state: 'found', secret: secretOf(name) } : { state: 'absent' };
    },
    subkeys: () => Promise.resolve({ state: 'not-read' }),
    close: () => undefined,
  };
}

function secretOf(name: string): StoredSecret {
  return {
    name,
    storedName: name,
    tags: {},
    readable: 'yes',
    subkeys: { state: 'known', names: ['user'] },
  };
}
