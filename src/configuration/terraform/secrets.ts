import { folderOf } from '../paths.ts';
import { originAt } from '../text/source-text.ts';
import type { TerraformSecret } from '../types.ts';
import type { HclAttribute } from './hcl.ts';
import type { KestraResource } from './resources.ts';

/**
 * The secrets that Terraform creates (`kestra_namespace_secret`), in the order of the resources. Their values are not
 * looked at.
 */
export function terraformSecrets(resources: readonly KestraResource[]): readonly TerraformSecret[] {
  return resources.flatMap((resource) => {
    const { source, kind, attributes } = resource;
    const key = attributes.find((attribute) => attribute.key === 'secret_key');
    if (kind !== 'kestra_namespace_secret' || key === undefined) return [];
    return [
      {
        name: textOf(key),
        namespace: namespaceOf(resource, resources),
        origin: originAt(source, key.value.range),
      },
    ];
  });
}

/** As it is written, or as the `kestra_namespace` of the same module that it refers to has it. */
function namespaceOf(
  { source, attributes }: KestraResource,
  resources: readonly KestraResource[],
): string | null {
  const namespace = attributes.find(({ key }) => key === 'namespace');
  if (namespace === undefined) return null;
  const { start, end } = namespace.value.range;
  // Alone, or put into a string that holds nothing else, as JSON has it.
  const written = source.text.slice(start, end).replace(/^"?\$\{(.*)\}"?$/, '$1');
  const reference = /^kestra_namespace\.([\w-]+)\.(?:id|namespace_id)$/.exec(written.trim());
  if (reference === null) return textOf(namespace);
  const meant = resources.find(
    ({ kind, name, source: { file } }) =>
      kind === 'kestra_namespace' && name === reference[1] && folderOf(file) === folderOf(source.file),
  );
  return textOf(meant?.attributes.find(({ key }) => key === 'namespace_id'));
}

function textOf(attribute: HclAttribute | undefined): string | null {
  return attribute?.value.kind === 'text' ? attribute.value.text : null;
}
