import type { KindSearch } from '../kinds/kind.ts';
import type { FileReading } from '../reading.ts';
import { wholeFile, type SourceText } from '../text/source-text.ts';
import { isTerraformJson, isTerraformPath } from '../../text/terraform-path.ts';
import { blocksIn, type HclAttribute } from './hcl.ts';
import { jsonBlocksIn } from './json.ts';

/** What Terraform's files are found under. */
export const terraformKind = 'terraform';

/** Files that set the manager of a namespace or a tenant, or create secrets. */
export const terraformSearch: KindSearch = {
  mayBe: (path) => isTerraformPath(path) || isTerraformJson(path),
  marksIn: (text) =>
    text.includes('"kestra_namespace_secret"') ||
    (/"kestra_(?:namespace|tenant)"/.test(text) && /secret_type|namespace_id/.test(text))
      ? []
      : null,
};

/** A resource of Kestra's provider. */
export interface KestraResource {
  readonly source: SourceText;
  /** Such as `kestra_namespace`. */
  readonly kind: string;
  /** What Terraform's other resources call it. */
  readonly name: string;
  readonly attributes: readonly HclAttribute[];
}

/** What the folder's Terraform files have of Kestra's provider, the nearest file first. */
export async function kestraResources(reading: FileReading): Promise<readonly KestraResource[]> {
  const found: KestraResource[] = [];
  for (const { path } of reading.found(terraformKind)) {
    const text = await reading.text(path);
    if (text === null) continue;
    const source = wholeFile(path, text);
    const blocks = isTerraformJson(path) ? jsonBlocksIn(text) : blocksIn(text);
    for (const { type, labels, attributes } of blocks) {
      const [kind = '', name = ''] = labels;
      if (type === 'resource' && kind.startsWith('kestra_')) found.push({ source, kind, name, attributes });
    }
  }
  return found;
}
