import * as l10n from '@vscode/l10n';
import { printable } from '../../language/index.ts';
import type { JsonTerraformSecret } from '../document.ts';
import type { Style } from './style.ts';

/** What Terraform creates, below its name; none where that is nothing. */
export function terraformLines(secrets: readonly JsonTerraformSecret[], style: Style): string[] {
  if (secrets.length === 0) return [];
  return [
    `${style.strong('Terraform')}  ${l10n.t('created once it is applied')}`,
    ...secrets.map(({ name, namespace, file, line }) => {
      const said = name === null ? l10n.t('names not known here') : printable(name);
      const parts = [style.careful('?'), said, namespace === null ? '' : printable(namespace)];
      const place = style.quiet(printable(`${file}:${String(line)}`));
      return `  ${[...parts, place].filter((part) => part !== '').join('  ')}`;
    }),
  ];
}
