import * as l10n from '@vscode/l10n';
import type { Place, Renderer } from '../flow/index.ts';
import type { Fact } from './facts.ts';
import { missingClause, rendererWords } from './messages/places.ts';

/** Kestra's own names of the services that render (ServiceType), by which a configuration denies secrets to them. */
const serviceOf: Readonly<Record<Renderer, string>> = {
  worker: 'WORKER',
  executor: 'EXECUTOR',
  scheduler: 'SCHEDULER',
  'web server': 'WEBSERVER',
};

/**
 * Who renders an expression at a place, what a missing secret does there, and whether that part of Kestra may not
 * resolve secrets (`deniedServices`); two facts at most.
 */
export function placeFacts(place: Place, deniedServices: readonly string[]): Fact[] {
  if (place.kind === 'through-render') {
    const value = l10n.t('only where an expression asks for it: render(vars.…)');
    return [{ label: l10n.t('Rendered'), value }];
  }
  if (place.kind !== 'rendered') return [];
  const { by, onMissing } = place;
  const clause = missingClause(onMissing);
  if (by === null) return clause === null ? [] : [{ label: l10n.t('If it is missing'), value: clause }];
  const who = rendererWords(by);
  const value = clause === null ? who : l10n.t('{0}; if the secret is missing, {1}', who, clause);
  const service = serviceOf[by];
  return [
    { label: l10n.t('Rendered by'), value },
    ...(deniedServices.includes(service)
      ? [
          {
            label: l10n.t('Note'),
            value: l10n.t('may be refused there: kestra.secret.isolation denies secrets to {0}', service),
          },
        ]
      : []),
  ];
}

/**
 * What stands in place of a verdict where nothing is looked up; null: something is, or it is no part of a flow. The whole
 * sentence is the problem's, which VS Code shows above the hover.
 */
export function unrenderedTitle(place: Place): string | null {
  if (place.kind === 'never-rendered') return l10n.t('Not evaluated: Kestra never renders {0}', place.of);
  if (place.kind === 'refused') return l10n.t('Not evaluated: Kestra refuses an expression in {0}', place.of);
  return null;
}
