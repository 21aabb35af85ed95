import * as l10n from '@vscode/l10n';
import type { PlacedBackend } from '../../catalog/index.ts';
import type { Failure } from '../../ports/failure.ts';
import { placedName } from './backends.ts';

/** Why a backend gave no answer, as a whole sentence. */
export function backendFailedMessage(backend: PlacedBackend, failure: Failure | null): string {
  return failure?.message ?? l10n.t('{0} could not be asked.', placedName(backend));
}
