import { fieldOf, isObject } from '../text/json.ts';

/** What a command is about. Rows of the tree have one, links in a hover carry one as JSON. */
export interface Target {
  /** The workspace folder's URI as text. */
  readonly folder: string;
  readonly backend?: string;
  /** The secret's name as the backend calls it: unique in its backend. */
  readonly stored?: string;
  readonly subkey?: string;
  /** For *Open Configuration*: the rule that is looked for. */
  readonly rule?: string;
  /** For *Open Configuration*: the place where Terraform creates a secret, as `infra/main.tf:12`. */
  readonly terraform?: string;
  /** For *Approve Address*: the address that was shown. */
  readonly endpoint?: string;
}

/** The target in a command's argument: a row's, or a link's own; null where there is none. */
export function targetOf(argument: unknown): Target | null {
  if (!isObject(argument)) return null;
  return readTarget('target' in argument ? argument.target : argument);
}

function readTarget(value: unknown): Target | null {
  const folder = fieldOf(value, 'folder');
  if (typeof folder !== 'string') return null;
  const field = (name: 'backend' | 'stored' | 'subkey' | 'rule' | 'terraform' | 'endpoint') => {
    const found = fieldOf(value, name);
    return typeof found === 'string' ? { [name]: found } : {};
  };
  return {
    folder,
    ...field('backend'),
    ...field('stored'),
    ...field('subkey'),
    ...field('rule'),
    ...field('terraform'),
    ...field('endpoint'),
  };
}
