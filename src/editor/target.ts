import type { EvaluatedReference } from '../catalog/index.ts';
import { fieldOf, isObject } from '../text/json.ts';

/** What a command is about. Rows of the tree have one, links in a hover carry one as JSON. */
export interface Target {
  /** The workspace folder's URI as text. */
  readonly folder: string;
  readonly backend?: string;
  /** The secret's name as the backend calls it: unique in its backend. */
  readonly stored?: string;
  readonly subkey?: string;
  /** The namespace of a secret that a running Kestra lists. */
  readonly namespace?: string;
  /** For *Open Configuration*: the rule that is looked for. */
  readonly rule?: string;
  /** For *Open Configuration*: the place where Terraform creates a secret, as `infra/main.tf:12`. */
  readonly terraform?: string;
  /** For *Approve Address*: the address that was shown. */
  readonly endpoint?: string;
  /** For *Ask Kestra*: the reference that was shown. */
  readonly asked?: EvaluatedReference;
}

/** The target in a command's argument: a row's, or a link's own; null where there is none. */
export function targetOf(argument: unknown): Target | null {
  if (!isObject(argument)) return null;
  return readTarget('target' in argument ? argument.target : argument);
}

function readTarget(value: unknown): Target | null {
  const folder = fieldOf(value, 'folder');
  if (typeof folder !== 'string') return null;
  const field = (name: 'backend' | 'stored' | 'subkey' | 'namespace' | 'rule' | 'terraform' | 'endpoint') => {
    const found = fieldOf(value, name);
    return typeof found === 'string' ? { [name]: found } : {};
  };
  return {
    folder,
    ...field('backend'),
    ...field('stored'),
    ...field('subkey'),
    ...field('namespace'),
    ...field('rule'),
    ...field('terraform'),
    ...field('endpoint'),
    ...readAsked(fieldOf(value, 'asked')),
  };
}

function readAsked(value: unknown): Pick<Target, 'asked'> {
  const [name, flowNamespace] = [fieldOf(value, 'name'), fieldOf(value, 'flowNamespace')];
  if (typeof name !== 'string' || typeof flowNamespace !== 'string') return {};
  const optional = (field: string) => {
    const found = fieldOf(value, field);
    return typeof found === 'string' ? found : null;
  };
  return { asked: { name, flowNamespace, namespace: optional('namespace'), subkey: optional('subkey') } };
}
