import { configuredText } from '../../../../src/configuration/placeholders.ts';
import { settingOf, settingsOf } from '../../../../src/configuration/settings.ts';
import { wholeFile } from '../../../../src/configuration/text/source-text.ts';
import { variablesAsSettings } from '../../../../src/configuration/variable-settings.ts';
import { variablesByName, type Variable } from '../../../../src/configuration/variables.ts';
import { rootsOf } from '../../../../src/configuration/yaml/nodes.ts';
import { parseYaml } from '../../../../src/configuration/yaml/parse.ts';
import { anyBudget } from '../support.ts';

/** A configuration of one file, and the key in it that is asked for. */
export interface Question {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly key: string;
}

/** The text of a key as it is read here; null: not set, or not known. */
export function readHere({ file, environment, key }: Question): string | null {
  const budget = anyBudget();
  const variables = Object.entries(environment).map(([name, text]) => variableOf(name, text));
  const written = rootsOf(parseYaml(wholeFile('application.yml', file), budget)).flatMap((root) =>
    settingsOf(root),
  );
  const settings = [...written, ...variablesAsSettings(variables)];
  const setting = settingOf(settings, key);
  if (setting === null) return null;
  const fillings = {
    settings,
    variables: variablesByName(variables),
    credentials: new Set<string>(),
    budget,
  };
  // What fills a credential is refused nowhere.
  const value = configuredText(setting, fillings, { isCredential: true });
  return value?.state === 'known' ? value.value : null;
}

function variableOf(name: string, text: string): Variable {
  const origin = { file: '.env', range: { start: 0, end: 0 }, line: 1, column: 1, variable: name };
  return { name, text, stretches: [{ text, way: [origin] }], missing: [], origins: [origin] };
}
