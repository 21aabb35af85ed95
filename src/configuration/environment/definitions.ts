import type { Report } from '../report.ts';
import { isTemplateText } from '../settings.ts';
import type { DefinitionsGap, EnvironmentDefinition } from '../environment-definitions.ts';
import type { Variable } from '../variables.ts';
import { judgeValue, looksPlain, notKnown, type Judgement } from './judge.ts';

export const secretPrefix = 'SECRET_';

/** The part after `SECRET_`, as `secret('…')` is compared with it; null: the variable defines no secret. */
export function secretKey(variable: string): string | null {
  return variable.startsWith(secretPrefix) ? variable.slice(secretPrefix.length).toUpperCase() : null;
}

/** Whether its value is all here. */
function isKnown({ missing, elsewhere, text }: Variable): boolean {
  return missing.length === 0 && elsewhere !== true && !isTemplateText(text);
}

/** What Kestra makes of the value of a `SECRET_*` variable. */
export function judgeVariable(variable: Variable): Judgement {
  return isKnown(variable) ? judgeValue(variable.text) : notKnown;
}

/** The `SECRET_*` variables among `variables`, judged and without their values; problems of them are told. */
export function defineSecrets(
  variables: readonly Variable[],
  report: Report,
): { readonly definitions: readonly EnvironmentDefinition[]; readonly gaps: readonly DefinitionsGap[] } {
  const definitions: EnvironmentDefinition[] = [];
  const gaps: DefinitionsGap[] = [];
  const effective = new Map(variables.map((variable) => [variable.name, variable]));
  for (const variable of variables) {
    const key = secretKey(variable.name);
    if (key === null) continue;
    const origin = variable.origins[0] ?? null;
    const known = isKnown(variable);
    const definition = {
      variable: variable.name,
      key,
      origin,
      ...(variable.origins.length > 1 ? { through: variable.origins.slice(1) } : {}),
      ...judgeVariable(variable),
    };
    definitions.push(definition);
    // What a later definition replaces is neither missed nor wrong.
    if (effective.get(variable.name) !== variable) continue;
    if (variable.missing.length > 0) gaps.push({ reason: 'shell', detail: variable.name });
    if (origin === null || !known) continue;
    const place = {
      file: origin.file,
      range: origin.range,
      backend: 'env',
      data: { variable: variable.name, ...(variable.raw === true && { format: 'raw' }) },
    };
    if (definition.encoding === 'not-base64') {
      report({ code: 'secret-not-base64', severity: 'warning', ...place });
    } else if (looksPlain(variable.text)) {
      report({ code: 'secret-looks-plain', severity: 'information', ...place });
    }
  }
  reportCollisions(definitions, report);
  return { definitions, gaps };
}

/** Two names that differ in case alone are one key to Kestra, and which of them wins is not said. */
function reportCollisions(definitions: readonly EnvironmentDefinition[], report: Report): void {
  const first = new Map<string, string>();
  for (const { key, variable, origin } of definitions) {
    const other = first.get(key) ?? variable;
    first.set(key, other);
    if (other === variable || origin === null) continue;
    report({
      code: 'secret-collision',
      severity: 'warning',
      file: origin.file,
      range: origin.range,
      backend: 'env',
      data: { variable, other },
    });
  }
}
