import * as l10n from '@vscode/l10n';
import {
  DocumentDropEdit,
  languages,
  WorkspaceEdit,
  type DataTransfer,
  type DocumentDropEditProvider,
} from 'vscode';
import { dragType } from '../contributions.ts';
import type { OpenFlows } from '../flows.ts';
import { parseJson } from '../../text/json.ts';
import { rangeIn } from '../language/positions.ts';
import { registerForFlows } from '../languages.ts';
import type { Owned } from '../owned.ts';
import type { Sessions } from '../session/sessions.ts';
import { showWarning } from '../shown/messages.ts';
import { targetOf } from '../target.ts';
import { namedSecretOf, type NamedSecret } from './choose.ts';

/** A row of the tree that is dropped into a flow becomes the expression, quoted as the place demands. */
export function registerDrop(sessions: Sessions, flows: OpenFlows): Owned {
  const provider: DocumentDropEditProvider = {
    async provideDocumentDropEdits(document, position, transfer) {
      const dropped = await draggedSecret(sessions, transfer);
      if (dropped === undefined) return undefined;
      const { insertionAt } = await import('./insertion.ts');
      const file = flows.flow(document);
      if (file === null) return undefined;
      const { secret, subkey } = dropped;
      const at = document.offsetAt(position);
      const edit = insertionAt(file, { start: at, end: at }, { name: secret.name, subkey });
      if (edit === null) {
        const where = l10n.t(
          '{0} cannot be written there: drop it into the value of a property.',
          secret.name,
        );
        void showWarning(where);
        return undefined;
      }
      const title = l10n.t('Insert Expression');
      if (edit.range.start === at && edit.range.end === at) return new DocumentDropEdit(edit.text, title);
      // What stands there is replaced by more than what is put in at the mouse.
      const whole = new WorkspaceEdit();
      whole.replace(document.uri, rangeIn(document, edit.range), edit.text);
      const drop = new DocumentDropEdit('', title);
      drop.additionalEdit = whole;
      return drop;
    },
  };
  return registerForFlows((selector) =>
    languages.registerDocumentDropEditProvider(selector, provider, { dropMimeTypes: [dragType] }),
  );
}

async function draggedSecret(sessions: Sessions, transfer: DataTransfer): Promise<NamedSecret | undefined> {
  const text = await transfer.get(dragType)?.asString();
  // What another application drags under our type may be anything.
  return text === undefined ? undefined : namedSecretOf(sessions, targetOf(parseJson(text)));
}
