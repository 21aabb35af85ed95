import * as l10n from '@vscode/l10n';
import type { OnMissing, Renderer } from '../../flow/index.ts';
import type { PlaceProblemCode } from '../types.ts';
import type { Data } from './data.ts';

/** The sentence for what Kestra does, or does not do, with an expression at its place in the flow. */
export function placeMessage(code: PlaceProblemCode, data: Data): string {
  const key = data.of ?? l10n.t('this key');
  switch (code) {
    case 'never-rendered':
      return l10n.t('Kestra never renders {0}, so this stays text.', key);
    case 'not-allowed-here':
      return l10n.t('Kestra refuses an expression in {0}, and does not save the flow.', key);
    case 'plain-text-leak':
      return leakMessage(data.leak);
    case 'secret-in-pause':
      return l10n.t('While this secret is missing, the execution never ends; write the duration without it.');
  }
}

/** Where the value can be read by whoever sees the execution. */
function leakMessage(leak = ''): string {
  switch (leak) {
    case 'input-default':
      return l10n.t(
        'The value stands in clear in the inputs and the logs of each execution; give the input the type SECRET, or read the secret in the task that needs it.',
      );
    case 'trigger-input':
      return l10n.t(
        'The value stands in clear in the inputs of each execution that this trigger starts; read the secret in the task that needs it.',
      );
    case 'label':
    case 'trigger-label':
      return l10n.t('The value becomes a label of the execution, in clear.');
    case 'flow-output':
      return l10n.t('The value stands in clear in the outputs of each execution.');
    default:
      return l10n.t('The value stands in clear in the execution.');
  }
}

/** The part of Kestra that renders an expression, such as "the worker". */
export function rendererWords(renderer: Renderer): string {
  switch (renderer) {
    case 'worker':
      return l10n.t('the worker');
    case 'executor':
      return l10n.t('the executor');
    case 'scheduler':
      return l10n.t('the scheduler');
    case 'web server':
      return l10n.t('the web server');
  }
}

/** What happens where a secret is missing, as a clause; null: that is not known. */
export function missingClause(onMissing: OnMissing): string | null {
  switch (onMissing) {
    case 'task-fails':
      return l10n.t('the task fails');
    case 'task-only':
      return l10n.t('the task fails, and the execution keeps its state');
    case 'execution-fails':
      return l10n.t('the execution fails');
    case 'no-execution':
      return l10n.t('no execution starts');
    case 'trigger-skipped':
      return l10n.t('the trigger is silently skipped');
    case 'check-blocks':
      return l10n.t('the check blocks the execution');
    case 'never-ends':
      return l10n.t('the execution never ends');
    case 'label-dropped':
      return l10n.t('the label is dropped');
    case 'ignored':
      return l10n.t('the execution goes on without it');
    case 'unknown':
      return null;
  }
}
