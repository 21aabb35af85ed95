import { parse } from 'yaml';
import { fieldOf, isObject, textOf } from '../text/json.ts';

/** Where one context of kestractl leads. Its login is not read. */
export interface KestractlContext {
  readonly name: string;
  readonly host: string;
  /** null: it names none. */
  readonly tenant: string | null;
}

/** A file that somebody writes by hand is smaller, in characters. */
const longest = 200_000;

/** The contexts of `~/.kestractl/config.yaml`; empty where it is no such file. Never throws. */
export function readKestractlContexts(text: string): readonly KestractlContext[] {
  const contexts = fieldOf(parseYaml(text), 'contexts');
  return Object.entries(isObject(contexts) ? contexts : {}).flatMap(([name, context]) => {
    const host = textOf(context, 'host');
    const tenant = textOf(context, 'tenant');
    return host === '' ? [] : [{ name, host, tenant: tenant === '' ? null : tenant }];
  });
}

function parseYaml(text: string): unknown {
  if (text.length > longest) return null;
  try {
    // Nobody writes an alias there, and many of them make much of little.
    return parse(text, { maxAliasCount: 0, logLevel: 'silent' });
  } catch {
    return null;
  }
}
