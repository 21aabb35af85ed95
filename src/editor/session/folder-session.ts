import { EventEmitter, workspace, type Event, type Uri, type WorkspaceFolder } from 'vscode';
import type { Access } from '../../access/index.ts';
import type { FolderKestra } from '../../access/kestra/access.ts';
import type { Catalog, CatalogView } from '../../catalog/index.ts';
import type { FolderConfiguration } from '../../configuration/index.ts';
import type { FolderFlows, OpenedFolder } from '../../folder/index.ts';
import type { FlowIndex } from '../../index/index.ts';
import { isCancellation } from '../../ports/cancellation.ts';
import type { FolderFiles } from '../../ports/files.ts';
import type { Log } from '../../ports/log.ts';
import { traceOf } from '../failures.ts';
import { onSettingsChange } from '../settings.ts';
import { pathInside } from './paths.ts';
import { watchConfiguration } from './watching.ts';
import type { Owned } from '../owned.ts';

/** One workspace folder: its configuration, what Kestra sees of it, and who may be asked. */
export interface FolderSession extends Owned {
  readonly folder: WorkspaceFolder;
  readonly files: FolderFiles;
  readonly access: Access;
  /** Where its running Kestra is. */
  readonly kestra: FolderKestra;
  readonly catalog: Catalog;
  /** What all flows of the folder ask for, as they are typed; followed from the first call on. Reads nothing by itself. */
  flows(): Promise<FolderFlows>;
  /** The same as far as it is read now; null: nobody has asked for it, or not all of it has been read once. */
  knownFlows(): FlowIndex | null;
  /** Fires once all flows have been read for the first time, and after each change of what they ask for since. */
  readonly onDidChangeFlows: Event<void>;
  /** What a document gets of it, by the configurations that judge it. */
  viewOf(uri: Uri): CatalogView;
  /** Has all flows judged by this one of its configurations, from now on; null: by the nearest to each. */
  chooseConfiguration(file: string | null): Promise<void>;
  /** null until it was read for the first time. */
  configuration(): FolderConfiguration | null;
  /** Settles when the configuration is read, which the first call starts. Sends nothing, and never rejects. */
  ready(): Promise<void>;
  /** Starts what is needed where a list is old; does not wait. Whom it asks, and with what, is as saved. */
  freshen(): void;
  /**
   * Lists anew what is older than a minute, where that costs no login: what may have changed elsewhere. Never rejects.
   */
  renew(): Promise<void>;
  /** Whether what is shown rests on rules that are not saved: no name that follows from them is to be asked for. */
  restsOnUnsaved(): boolean;
  /** Reads the configuration anew and lists every backend anew. Rejects only with an AbortError. */
  refresh(signal: AbortSignal): Promise<void>;
  /** Fires after every change of the configuration or of what the catalog knows. */
  readonly onDidChange: Event<void>;
}

export function createFolderSession(
  folder: WorkspaceFolder,
  {
    files,
    access,
    kestra,
    catalog,
    choice,
    openFlows,
    readConfiguration,
    concernsConfiguration,
  }: OpenedFolder,
  log: Log,
): FolderSession {
  const changes = new EventEmitter<void>();
  const flowChanges = new EventEmitter<void>();
  const life = new AbortController();
  let configuration: FolderConfiguration | null = null;
  let reading: { readonly done: Promise<void>; readonly controller: AbortController } | null = null;

  async function read(signal: AbortSignal): Promise<void> {
    try {
      const found = await readConfiguration(configuration, signal);
      if (signal.aborted) return;
      configuration = found;
      const backends = found.backends.map((backend) => backend.id).join(', ') || 'none';
      log.info(
        `${folder.name}: configuration read; backends: ${backends}; problems: ${found.problems.length}`,
      );
      watch.follow(found.files);
      catalog.configure(found);
      freshen();
    } catch (error) {
      if (isCancellation(error)) return;
      log.error(`${folder.name}: the configuration could not be read: ${traceOf(error)}`);
    }
  }

  /** Starts reading; an earlier reading that is under way ends without an effect. */
  function startReading(): { readonly done: Promise<void> } {
    reading?.controller.abort();
    const controller = new AbortController();
    const next = { done: read(controller.signal), controller };
    reading = next;
    return next;
  }

  async function ready(): Promise<void> {
    let awaited = reading ?? startReading();
    await awaited.done;
    // Another reading may have taken the place of the one that was awaited.
    while (reading !== null && reading !== awaited && !life.signal.aborted) {
      awaited = reading;
      await awaited.done;
    }
  }

  /** What was never asked for is not read because it changed. */
  function reread(): void {
    if (reading !== null) startReading();
  }

  /** Any file may become a configuration: those that changed are looked into, and no other. */
  async function rereadFor(changed: readonly string[]): Promise<void> {
    if (reading === null) return;
    if (await concernsConfiguration(changed, life.signal)) reread();
  }

  async function refresh(signal: AbortSignal): Promise<void> {
    startReading();
    await ready();
    signal.throwIfAborted();
    await catalog.refresh(signal);
  }

  function freshen(): void {
    if (configuration !== null) catalog.freshen();
  }

  async function renew(): Promise<void> {
    if (configuration !== null) await catalog.renew(life.signal).catch(() => undefined);
  }

  /** Trust and settings decide what may be read and who may be asked, so all is asked again. */
  function startOver(): void {
    if (kestra.rereadPlace()) catalog.reconnectKestra();
    if (reading === null) return;
    refresh(life.signal).catch(() => undefined);
  }

  let flows: Promise<FolderFlows> | null = null;
  let openedFlows: FolderFlows | null = null;
  async function followFlows(): Promise<FolderFlows> {
    const { showFirstReading, watchFlows } = await import('./watch-flows.ts');
    const opened = await openFlows(showFirstReading);
    const watching = watchFlows(folder, opened, () => flowChanges.fire());
    if (life.signal.aborted) {
      watching.dispose();
      return opened;
    }
    owned.push(watching, { dispose: opened.onChange(() => flowChanges.fire()) });
    openedFlows = opened;
    return opened;
  }

  const watch = watchConfiguration(folder, reread, (paths) => {
    rereadFor(paths).catch(() => undefined);
  });
  const owned: Owned[] = [
    changes,
    flowChanges,
    watch,
    onSettingsChange(folder.uri, startOver),
    workspace.onDidGrantWorkspaceTrust(startOver),
    { dispose: catalog.onChange(() => changes.fire()) },
  ];

  return {
    folder,
    files,
    access,
    kestra,
    catalog,
    flows: () => (flows ??= followFlows()),
    knownFlows: () => openedFlows?.known() ?? null,
    onDidChangeFlows: flowChanges.event,
    viewOf: (uri) => catalog.at(pathInside(folder, uri)),
    async chooseConfiguration(file) {
      await choice.choose(file);
      startReading();
      await ready();
    },
    configuration: () => configuration,
    ready,
    freshen,
    renew,
    restsOnUnsaved: () => configuration?.unsavedRules === true,
    refresh,
    onDidChange: changes.event,
    dispose() {
      life.abort();
      reading?.controller.abort();
      for (const each of owned) each.dispose();
      catalog.close();
    },
  };
}
