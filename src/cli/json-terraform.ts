import type { TerraformSecret } from '../configuration/index.ts';
import type { JsonDocument } from './document.ts';

/** What Terraform creates, as the document has it; nothing where that is nothing. */
export function jsonTerraform(secrets: readonly TerraformSecret[]): Pick<JsonDocument, 'terraformSecrets'> {
  if (secrets.length === 0) return {};
  return {
    terraformSecrets: secrets.map(({ name, namespace, origin: { file, line, column } }) => ({
      name,
      namespace,
      file,
      line,
      column,
    })),
  };
}
