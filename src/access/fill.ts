import type { ConfiguredValue, TemplatePart } from '../configuration/index.ts';

/** Looks up a variable of the process environment. */
export type EnvironmentLookup = (name: string) => string | undefined;

/** What became of a credential's placeholders. */
export type Filled =
  /** `variables` is empty for an inside credential: written in, or filled from, the folder's own files. */
  | { readonly state: 'filled'; readonly value: string; readonly variables: readonly string[] }
  /** The environment has these variables, and the user has not allowed them to go there. */
  | { readonly state: 'needs-leave'; readonly variables: readonly string[] }
  /** Nobody here has these variables; empty: the value is not known for another reason, or not set. */
  | { readonly state: 'absent'; readonly variables: readonly string[] };

/**
 * Fills a credential from what the folder gives and, where `mayGo` allows a variable, from the process environment.
 * A placeholder with a default falls back to it otherwise (Micronaut: `${NAME:default}`).
 */
export function fillCredential(
  value: ConfiguredValue<string> | null,
  environment: EnvironmentLookup,
  mayGo: (variable: string) => boolean,
): Filled {
  if (value === null) return { state: 'absent', variables: [] };
  if (value.state === 'known') return fillWith(value.value, []);
  if (value.reason !== 'placeholder') return { state: 'absent', variables: [] };

  const used: string[] = [];
  const absent: string[] = [];
  const refused: string[] = [];
  let text = '';
  for (const part of value.parts) {
    if ('text' in part) {
      text += part.text;
      continue;
    }
    const found = lookUpVariable(part.variable, environment);
    if (found !== undefined && mayGo(part.variable)) {
      used.push(part.variable);
      text += found;
    } else if (part.fallback !== undefined) {
      text += part.fallback;
    } else {
      (found === undefined ? absent : refused).push(part.variable);
    }
  }
  if (absent.length > 0) return { state: 'absent', variables: unique(absent) };
  if (refused.length > 0) return { state: 'needs-leave', variables: unique([...used, ...refused]) };
  return fillWith(text, unique(used));
}

/**
 * Fills an address or a path: from the folder's files and from defaults, never from the process environment, because
 * its contents would leave with the name that is looked up.
 */
export function fillPlace(
  value: ConfiguredValue<string>,
): { readonly text: string } | { readonly missing: readonly string[] } {
  if (value.state === 'known') return { text: value.value };
  if (value.reason !== 'placeholder') return { missing: [] };
  const missing = value.parts.flatMap((part) =>
    'variable' in part && part.fallback === undefined ? [part.variable] : [],
  );
  return missing.length > 0 ? { missing: unique(missing) } : { text: value.parts.map(partText).join('') };
}

/** Whether nothing stands there, or nothing is what the files fill it with. */
export function isFilledEmpty(value: ConfiguredValue<string>): boolean {
  const filled = fillPlace(value);
  return 'text' in filled && filled.text.trim() === '';
}

function partText(part: TemplatePart): string {
  return 'text' in part ? part.text : (part.fallback ?? '');
}

/** `${a.b}` is a property of Micronaut's, and no variable's name. */
function lookUpVariable(variable: string, environment: EnvironmentLookup): string | undefined {
  const found = /^[A-Za-z_][A-Za-z0-9_]*$/.test(variable) ? environment(variable) : undefined;
  return found === '' ? undefined : found;
}

function fillWith(value: string, variables: readonly string[]): Filled {
  return value === '' ? { state: 'absent', variables } : { state: 'filled', value, variables };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
