import type { Choice } from './choose.ts';
import { settingOf } from './settings.ts';

/** What a variable begins with that Kestra hands to flows as `envs.…` (Kestra: `kestra.variables.env-vars-prefix`). */
const defaultPrefix = 'ENV_';
const prefixVariable = 'KESTRA_VARIABLES_ENV_VARS_PREFIX';

/** Whether flows may see a `SECRET_*` variable as `envs.secret_*`. */
export function showsSecretsInEnvs({ settings, variables }: Pick<Choice, 'settings' | 'variables'>): boolean {
  const setting = settingOf(settings, 'kestra.variables.env-vars-prefix');
  const isDefault =
    setting === null || (setting.value.kind === 'text' && setting.value.text === defaultPrefix);
  if (!isDefault || variables.has(prefixVariable)) return true;
  return [...variables.keys()].some((name) => name.toUpperCase().startsWith(`${defaultPrefix}SECRET_`));
}
