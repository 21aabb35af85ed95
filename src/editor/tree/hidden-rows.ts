import { commands as vscodeCommands, EventEmitter, type Event, type Memento } from 'vscode';
import { contextKeys } from '../contributions.ts';
import type { Owned } from '../owned.ts';

/** Whether the secrets that are hidden from Kestra have rows; the workspace remembers it. */
export interface HiddenRows extends Owned {
  readonly areShown: () => boolean;
  show(shown: boolean): void;
  readonly onDidChange: Event<void>;
}

const key = 'hidesHidden';

export function createHiddenRows(memory: Memento): HiddenRows {
  const changes = new EventEmitter<void>();
  let shown = memory.get(key) !== true;
  const tellMenus = () => {
    void vscodeCommands.executeCommand('setContext', contextKeys.hidesHidden, !shown);
  };
  tellMenus();
  return {
    areShown: () => shown,
    show(wanted) {
      if (wanted === shown) return;
      shown = wanted;
      void memory.update(key, shown ? undefined : true);
      tellMenus();
      changes.fire();
    },
    onDidChange: changes.event,
    dispose: () => changes.dispose(),
  };
}
