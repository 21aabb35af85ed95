import * as l10n from '@vscode/l10n';
import type { BackendSnapshot, RuleOutcome, VisibleSecret } from '../../catalog/index.ts';
import type { Failure } from '../../ports/failure.ts';
import type { TerraformSecret } from '../../configuration/index.ts';
import { inNameOrder, needsValueForSubkeys, lineInFile, stepsFor, type Step } from '../../language/index.ts';
import type { IndexedProblem } from '../../language/problems.ts';
import type { SecretUse, SoughtSecret } from '../../language/uses/index.ts';
import { gapClause } from '../../language/messages/index.ts';
import type { UnusedRow } from '../checks/unused-secrets.ts';
import type { FolderSession } from '../session/folder-session.ts';
import type { Target } from '../target.ts';
import type { KestraNamespaceNode, KestraNameNode, KestraNode } from './kestra.ts';

export interface Row<Kind extends string> {
  readonly kind: Kind;
  /** Stays the same over refreshes, so that VS Code keeps what is expanded and selected. */
  readonly id: string;
  readonly session: FolderSession;
  readonly parent: TreeNode | null;
  /** What commands on the row are about. */
  readonly target: Target;
}
interface BackendRow<Kind extends string> extends Row<Kind> {
  readonly backend: BackendSnapshot;
}

export type FolderNode = Row<'folder'>;
export type BackendNode = BackendRow<'backend'>;
export type SecretNode = BackendRow<'secret'> & { readonly secret: VisibleSecret };
export type SubkeyNode = BackendRow<'subkey'> & { readonly secret: VisibleSecret; readonly name: string };
/** The collapsed group of what is there and not visible. */
export type HiddenNode = BackendRow<'hidden'> & { readonly secrets: readonly VisibleSecret[] };
/** The group of the flows that use a secret. */
export type UsedInNode = BackendRow<'used-in'> & { readonly secret: VisibleSecret };
/** A call that means it, or may. */
export type UseNode = BackendRow<'use'> & { readonly use: SecretUse; readonly sought: SoughtSecret };
export type RuleNode = BackendRow<'rule'> & { readonly secret: VisibleSecret; readonly outcome: RuleOutcome };
export type FailureNode = Row<'failure'> & {
  readonly failure: Failure;
  readonly steps: readonly Step[];
  /** Whether there is nothing else to see beside it. */
  readonly isAlone: boolean;
};
export type StepNode = Row<'step'> & { readonly step: Step };
/** The group of what Terraform creates. */
export type TerraformNode = Row<'terraform'> & { readonly secrets: readonly TerraformSecret[] };
export type CreatedNode = Row<'created'> & { readonly secret: TerraformSecret };
/** The group of what Kestra does not find; `count`: null where nobody has checked yet. */
export type NotFoundNode = Row<'not-found'> & { readonly count: number | null };
/** A call that asks for it, and its file. */
export type UnfoundNode = Row<'unfound'> & { readonly file: string; readonly found: IndexedProblem };
/** The group of secrets that no flow uses. */
export type UnusedNode = Row<'unused'>;
/** In it, the group of those that may be used. */
export type PerhapsUsedNode = Row<'perhaps-used'> & { readonly rows: readonly UnusedRow[] };
export type UnusedSecretNode = Row<'unused-secret'> & {
  readonly unused: UnusedRow;
  readonly showsBackend: boolean;
};
/** A plain sentence in place of rows. */
export type NoteNode = Row<'note'> & { readonly text: string };

export type TreeNode =
  | FolderNode
  | BackendNode
  | SecretNode
  | SubkeyNode
  | HiddenNode
  | UsedInNode
  | UseNode
  | RuleNode
  | FailureNode
  | StepNode
  | TerraformNode
  | CreatedNode
  | KestraNode
  | KestraNamespaceNode
  | KestraNameNode
  | NotFoundNode
  | UnfoundNode
  | UnusedNode
  | PerhapsUsedNode
  | UnusedSecretNode
  | NoteNode;

export function folderNode(session: FolderSession): FolderNode {
  const folder = session.folder.uri.toString();
  return { kind: 'folder', id: folder, session, parent: null, target: { folder } };
}

export function terraformNodes(session: FolderSession, parent: FolderNode | null): TerraformNode[] {
  const { terraformSecrets = [] } = session.catalog.snapshot();
  if (terraformSecrets.length === 0) return [];
  const folder = session.folder.uri.toString();
  return [
    {
      kind: 'terraform',
      id: rowIdOf(folder, 'terraform'),
      session,
      parent,
      target: { folder },
      secrets: terraformSecrets,
    },
  ];
}

/** In the order of the files, as nothing says which of two of one name counts. */
export function createdNodes(parent: TerraformNode): CreatedNode[] {
  return parent.secrets.map((secret) => ({
    kind: 'created',
    id: rowIdOf(parent.id, lineInFile(secret.origin), String(secret.origin.column)),
    session: parent.session,
    parent,
    target: { ...parent.target, terraform: lineInFile(secret.origin) },
    secret,
  }));
}

export function backendNodes(session: FolderSession, parent: FolderNode | null): BackendNode[] {
  const folder = session.folder.uri.toString();
  return session.catalog.snapshot().backends.map((backend) => ({
    kind: 'backend',
    id: rowIdOf(folder, backend.id),
    session,
    backend,
    parent,
    target: { folder, backend: backend.id },
  }));
}

/**
 * What stands under a backend: its secrets, the hidden ones, what is not known of it, why it failed. What comes and goes
 * stands last, so that it moves no secret.
 */
export function nodesOfBackend(parent: BackendNode, showsHidden: boolean): TreeNode[] {
  const { secrets } = parent.backend;
  const visible = inNameOrder(secrets.filter((secret) => secret.visible !== false));
  const hidden = inNameOrder(secrets.filter((secret) => secret.visible === false));
  return [
    ...visible.map((secret) => secretNode(parent, parent, secret)),
    ...(hidden.length === 0 || !showsHidden ? [] : [hiddenNode(parent, hidden)]),
    ...noteNodes(parent, visible.length + hidden.length),
    ...failureNodes(parent),
  ];
}

export function nodesOfHidden(parent: HiddenNode): SecretNode[] {
  return parent.secrets.map((secret) => secretNode(parent, parent, secret));
}

/** Under a hidden secret stands each rule that hides it. */
export function ruleNodes(parent: SecretNode): RuleNode[] {
  return parent.secret.rules
    .filter((outcome) => outcome.result === 'fail')
    .map((outcome) => ({
      ...rowBelow(parent, outcome.rule),
      kind: 'rule',
      secret: parent.secret,
      outcome,
      target: { ...parent.target, rule: outcome.rule },
    }));
}

/** Under a visible secret stand its subkeys, where they are known, or the way to them. */
export function subkeyNodes(parent: SecretNode): TreeNode[] {
  const { subkeys } = parent.secret;
  switch (subkeys.state) {
    case 'known':
      return subkeys.names.length === 0
        ? [noteNode(parent, l10n.t('no subkeys'))]
        : subkeys.names.map((name) => subkeyNode(parent, name));
    case 'none':
      return [];
    case 'not-read':
      return [
        noteNode(parent, l10n.t('Subkeys unknown (reading them needs the value)')),
        ...(needsValueForSubkeys(parent.backend, parent.secret) ? [readingNode(parent)] : []),
      ];
  }
}

function readingNode(parent: SecretNode): StepNode {
  const { backend, secret } = parent;
  return stepNode(parent, { kind: 'read-subkeys', backend: backend.id, storedName: secret.storedName });
}

export function stepNodes(parent: FailureNode): StepNode[] {
  return parent.steps.map((step, index) => stepNode(parent, step, index));
}

function stepNode(parent: SecretNode | FailureNode, step: Step, index = 0): StepNode {
  return { ...rowUnder(parent, `step ${String(index)}`), kind: 'step', step };
}

/** One sentence under a row, such as a failure that belongs to that row alone. */
export function noteNode(parent: TreeNode, text: string): NoteNode {
  const { id, session, target } = parent;
  return { kind: 'note', id: `${id} note`, session, parent, target, text };
}

function secretNode(
  parent: BackendNode | HiddenNode,
  owner: BackendRow<string>,
  secret: VisibleSecret,
): SecretNode {
  const { folder } = owner.target;
  return {
    kind: 'secret',
    id: rowIdOf(folder, owner.backend.id, 'secret', secret.storedName),
    session: owner.session,
    backend: owner.backend,
    parent,
    secret,
    target: { folder, backend: owner.backend.id, stored: secret.storedName },
  };
}

function subkeyNode(parent: SecretNode, name: string): SubkeyNode {
  return {
    ...rowBelow(parent, `subkey ${name}`),
    kind: 'subkey',
    secret: parent.secret,
    name,
    target: { ...parent.target, subkey: name },
  };
}

function hiddenNode(parent: BackendNode, secrets: readonly VisibleSecret[]): HiddenNode {
  return { ...rowBelow(parent, 'hidden'), kind: 'hidden', secrets };
}

function failureNodes(parent: BackendNode): FailureNode[] {
  const { failure, secrets } = parent.backend;
  if (failure === null) return [];
  return [failureNode(parent, failure, { steps: stepsFor(parent.backend), isAlone: secrets.length === 0 })];
}

export function failureNode(
  parent: TreeNode,
  failure: Failure,
  rest: Pick<FailureNode, 'isAlone' | 'steps'>,
): FailureNode {
  return { ...rowUnder(parent, 'failure'), kind: 'failure', failure, ...rest };
}

/** A list that is under way says so in the row above; under it stands nothing yet. */
function noteNodes(parent: BackendNode, secrets: number): TreeNode[] {
  const { backend } = parent;
  if (backend.failure !== null || backend.listing !== undefined) return [];
  if (backend.state === 'unsupported') {
    return [noteNode(parent, l10n.t('this kind of backend is not supported here'))];
  }
  if (backend.incompleteBecause !== null) {
    return [
      noteNode(parent, l10n.t('the list may be incomplete: {0}', gapClause(backend.incompleteBecause))),
    ];
  }
  return secrets === 0 ? [noteNode(parent, l10n.t('no secrets here'))] : [];
}

/** What a row below another has of it. `name`: what tells it from its siblings. */
export function rowUnder(
  parent: TreeNode,
  name: string,
): Omit<Row<never>, 'kind'> & { readonly parent: TreeNode } {
  const { session, target } = parent;
  return { id: `${parent.id} ${name}`, session, parent, target };
}

/** The same of one that belongs to a backend. */
export function rowBelow(
  parent: BackendNode | SecretNode | SubkeyNode | UsedInNode,
  name: string,
): Omit<BackendRow<never>, 'kind'> & { readonly parent: TreeNode } {
  return { ...rowUnder(parent, name), backend: parent.backend };
}

/** Of a row that is not below another's. */
export function rowIdOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
