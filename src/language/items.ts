import * as l10n from '@vscode/l10n';
import type { TextRange } from '../ports/text.ts';
import type { Asking, CreatedSecret } from './asking.ts';
import type { Completion, InsertPart } from './completion-types.ts';
import { createdFacts, secretFacts, type Fact } from './facts.ts';
import type { NameInFlows } from './names-in-flows.ts';
import type { OfferedSecret } from './offered.ts';
import { backendName } from './messages/backends.ts';
import { stateWords, subkeyWords } from './words.ts';
import { writeInScalar } from '../flow/index.ts';
import { nameList } from './name-list.ts';

/** An item before it is written as its scalar demands. */
export interface Draft {
  readonly kind: Completion['kind'];
  readonly label: string;
  readonly detail: string;
  readonly documentation: () => readonly Fact[];
  /** As Pebble reads it; the scalar's own escapes are added here. */
  readonly parts: readonly InsertPart[];
  /** How many characters after the replaced text the parts take the place of, too. */
  readonly over?: number;
  /** As Pebble reads it, too. */
  readonly filter: string;
  /** Lower comes first. */
  readonly rank: number;
  /** Whether it comes after what every other extension offers. */
  readonly comesLast?: boolean;
  readonly retrigger: boolean;
  /** A scalar that is written around the item, instead of the one it stands in. */
  readonly wrap?: { readonly scalar: Asking['scalar']; readonly quote: string };
}

/** Sorts after whatever others give: no text has it. */
const afterAll = '\uffff';

/** The finished item in a list of one; an empty list where it cannot be written at this place. */
export function itemFor(asking: Asking, draft: Draft): Completion[] {
  const scalar = draft.wrap?.scalar ?? asking.scalar;
  const parts = partsIn(draft.parts, scalar);
  const filter = writeInScalar(draft.filter, scalar);
  if (parts === null || filter === null) return [];
  const quote = draft.wrap?.quote ?? '';
  return [
    {
      kind: draft.kind,
      label: draft.label,
      detail: draft.detail,
      // Only the one that is looked at is described.
      get documentation() {
        return draft.documentation();
      },
      insertText: quote === '' ? parts : [{ text: quote }, ...parts, { text: quote }],
      insert: extendRange(asking.insert, draft.over),
      replace: extendRange(asking.replace, draft.over),
      additionalEdits: [],
      filterText: filter,
      sortText: (draft.comesLast === true ? afterAll : '') + String(draft.rank).padStart(6, '0'),
      retrigger: draft.retrigger,
    },
  ];
}

/** What tells one row from another in a few words, such as "3 subkeys · Vault"; the place stands in the details. */
export function secretDetail({ secret, backend, certain, isSeen }: OfferedSecret): string {
  const subkeys = secret.subkeys.state === 'known' ? [subkeyWords(secret.subkeys)] : [];
  const seen = isSeen === true ? [l10n.t('seen by Kestra')] : [];
  return [...seen, ...doubtOf(backend, certain), ...subkeys, backendName(backend)].join(' · ');
}

/** Of a subkey: whose it is. */
export function subkeyDetail({ secret, backend, certain }: OfferedSecret): string {
  return [...doubtOf(backend, certain), secret.name, backendName(backend)].join(' · ');
}

function doubtOf({ state }: OfferedSecret['backend'], certain: boolean): string[] {
  if (certain) return [];
  const listed = state === 'complete' || state === 'incomplete';
  return listed ? [l10n.t('cannot tell')] : [l10n.t('cannot tell ({0})', stateWords(state))];
}

/** The same of one that Terraform creates. */
export function createdDetail(): string {
  return [l10n.t('cannot tell'), 'Terraform'].join(' · ');
}

export function createdDocumentation({ namespace, origin }: CreatedSecret): () => Fact[] {
  return () => createdFacts({ namespace, origin });
}

/** Of one that a running Kestra alone is known to have. */
export function seenDetail(): string {
  return l10n.t('seen by Kestra');
}

/** Of a name that nobody here is known to have. */
export function inFlowsDetail(): string {
  return l10n.t('used in other flows');
}

export function inFlowsDocumentation({ files, subkeys }: NameInFlows): () => Fact[] {
  return () => [
    {
      label: l10n.t('Used in'),
      value: files === 1 ? l10n.t('1 other file') : l10n.t('{0} other files', files),
    },
    ...(subkeys.length === 0 ? [] : [{ label: l10n.t('Subkeys'), value: nameList(subkeys) }]),
    { label: null, value: l10n.t('No configuration here says whether there is such a secret') },
  ];
}

export function secretDocumentation({ secret, backend }: OfferedSecret, asking: Asking): () => Fact[] {
  return () => secretFacts(secret, backend, asking.when);
}

/** Every part as the scalar writes it; null where one cannot be written there. */
function partsIn(parts: readonly InsertPart[], scalar: Asking['scalar']): InsertPart[] | null {
  const written: InsertPart[] = [];
  for (const part of parts) {
    const text = 'text' in part ? writeInScalar(part.text, scalar) : null;
    if ('text' in part && text === null) return null;
    written.push(text === null ? part : { text });
  }
  return written;
}

function extendRange(range: TextRange, over = 0): TextRange {
  return over === 0 ? range : { start: range.start, end: range.end + over };
}
