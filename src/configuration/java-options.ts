import { relaxedName } from './names.ts';
import { variableSetting, type Setting } from './settings.ts';
import { slicerOf } from './text/stretches.ts';
import type { Lookup, Variable } from './variables.ts';

/** The variables from which Java takes options, the later ones winning (Java: launcher; `JAVA_OPTS`: Kestra's own start). */
const optionVariables = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', 'JAVA_OPTS', '_JAVA_OPTIONS'];

/** What a `-Dname=value` of a variable sets. */
interface SystemProperty {
  readonly name: string;
  readonly value: string;
  /** Where the value begins in the variable's text. */
  readonly start: number;
  /** Whether a quote stands before it. */
  readonly isQuoted: boolean;
  readonly variable: Variable;
}

function systemProperties(variables: Lookup): readonly SystemProperty[] {
  return optionVariables.flatMap((option) => {
    const variable = variables.get(option);
    if (variable === undefined) return [];
    return [...variable.text.matchAll(/(?<![^\s"'])-D([^\s=]{1,200})=(\S*)/g)].map((match) => {
      const [whole, name = '', value = ''] = match;
      const isQuoted = /["']/.test(variable.text[match.index - 1] ?? '');
      return { name, value, start: match.index + whole.length - value.length, isQuoted, variable };
    });
  });
}

/** The keys of `kestra.secret` that system properties set; they win over variables (Micronaut: its order of sources). */
export function propertiesAsSettings(variables: Lookup): readonly Setting[] {
  return systemProperties(variables).flatMap(({ name, value, start, isQuoted, variable }) => {
    const names = name.split('.').map(relaxedName);
    if (names[0] !== 'kestra' || names[1] !== 'secret') return [];
    const stretches = slicerOf(variable.stretches)(start, start + value.length);
    // How quotes and blanks in them are taken differs between the variables.
    const isKnown = !isQuoted && !/["']/.test(value);
    return [
      variableSetting(names, {
        ...variable,
        text: value,
        stretches,
        ...(isKnown ? {} : { elsewhere: true }),
      }),
    ];
  });
}

/** Whether system properties name files or profiles of the configuration. */
export function namesFiles(variables: Lookup): boolean {
  return systemProperties(variables).some(({ name }) =>
    /^micronaut\.(?:config\.files|environments)$/.test(name),
  );
}

/** Whether further options come from out of sight: all of them, or a placeholder that stands for whole ones. */
export function areOptionsUnseen(variables: Lookup): boolean {
  return optionVariables.some((option) => {
    const variable = variables.get(option);
    return variable !== undefined && isUnseen(variable, /(?<![^\s"'])\$\{[^{}]+\}/);
  });
}

/** Whether the profiles that are on come from out of sight. */
export function areProfilesUnseen(variables: Lookup): boolean {
  const variable = variables.get('MICRONAUT_ENVIRONMENTS');
  return variable !== undefined && isUnseen(variable, /\$\{[^{}]+\}/);
}

function isUnseen({ elsewhere, missing, text }: Variable, open: RegExp): boolean {
  return elsewhere === true || (missing.length > 0 && open.test(text));
}
