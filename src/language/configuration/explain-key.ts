import * as l10n from '@vscode/l10n';
import type { WritingPlace } from '../../configuration/index.ts';
import { defaultOf } from '../../managers/defaults.ts';
import { factsOf, isManager, managers, type Manager } from '../../managers/table.ts';
import { expectedWords } from '../messages/configuration.ts';
import type { Fact } from '../facts.ts';

/** What a key of `kestra.secret` is for, as plain text. */
export interface KeyHover {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** What is known of the key at a place. null: nothing, or no key of Kestra's secrets. */
export function explainKey({ path, name }: WritingPlace): KeyHover | null {
  const [manager, ...above] = path;
  if (manager === undefined) return ofSecret(name);
  return isManager(manager) ? ofBlock(manager, [...above, name].join('.')) : null;
}

function ofSecret(name: string): KeyHover | null {
  const title = `kestra.secret.${name}`;
  if (name === 'type') {
    return {
      title,
      facts: [
        says(l10n.t('Which secret manager Kestra asks; here these are known: {0}.', managers.join(', '))),
      ],
    };
  }
  if (name === 'read-only') {
    const facts = [
      says(l10n.t('Whether Kestra only reads what is there. Rules that hide secrets need true.')),
      ...defaultFacts('false'),
    ];
    return { title, facts };
  }
  if (!isManager(name)) return null;
  const { name: called, permissions } = factsOf(name);
  return {
    title,
    facts: [
      says(l10n.t('How Kestra reaches {0}.', called)),
      { label: l10n.t('For names'), value: permissions.list.join(', ') },
      { label: l10n.t('For a value'), value: permissions.value.join(', ') },
    ],
  };
}

function ofBlock(manager: Manager, key: string): KeyHover | null {
  const title = `${manager}.${key}`;
  const { keys, name } = factsOf(manager);
  const rule = keys.find((each) => each.key === key);
  if (rule === undefined) {
    return keys.some((each) => each.key.startsWith(`${key}.`)) ? { title, facts: [says(name)] } : null;
  }
  const { kind, credential } = rule;
  const form =
    kind === 'text' || kind === 'prefix-filter' ? null : expectedWords(kind === 'tags' ? 'map' : kind);
  return {
    title,
    facts: [
      says(name),
      ...(credential ? [says(l10n.t('A credential: a placeholder keeps it out of this file.'))] : []),
      ...(form === null ? [] : [says(l10n.t('The value must be {0}.', form))]),
      ...defaultFacts(defaultOf(manager, key)),
    ],
  };
}

function defaultFacts(value: string | null): readonly Fact[] {
  return value === null ? [] : [{ label: l10n.t('Where it is left out'), value }];
}

function says(value: string): Fact {
  return { label: null, value };
}
