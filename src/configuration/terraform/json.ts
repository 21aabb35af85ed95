import { parseTree, type Node } from 'jsonc-parser';
import { contentOf, propertiesOf, jsonScalar } from '../levels/json-settings.ts';
import { tooDeepJson } from '../text/nesting.ts';
import type { HclAttribute, HclBlock, HclValue } from './hcl.ts';

/**
 * The resources of a Terraform file that is JSON, in the form of HCL's blocks. A string is a template: where Terraform puts
 * something into it, it is not known. Never throws. (Terraform: JSON configuration syntax.)
 */
export function jsonBlocksIn(text: string): readonly HclBlock[] {
  if (tooDeepJson(text) !== null) return [];
  // A byte order mark is no part of JSON, but offsets count it.
  const root = parseTree(text.replace(/^\uFEFF/, ' '));
  const resources = root === undefined ? [] : propertiesOf(root).filter(({ key }) => key === 'resource');
  return resources.flatMap(({ value }) =>
    maps(value)
      .flatMap(propertiesOf)
      .flatMap((kind) =>
        maps(kind.value)
          .flatMap(propertiesOf)
          .flatMap((name) =>
            // More than one of a name is an array; Terraform refuses a second resource of it.
            maps(name.value).map((body) => ({
              type: 'resource',
              labels: [kind.key, name.key],
              attributes: attributesOf(body),
            })),
          ),
      ),
  );
}

/** An object, or those of an array, which stand for the same. */
function maps(node: Node | null): readonly Node[] {
  if (node === null) return [];
  return node.type === 'array' ? (node.children ?? []) : [node];
}

function attributesOf(node: Node): readonly HclAttribute[] {
  return propertiesOf(node).flatMap(({ key, keyRange, value }) =>
    value === null ? [] : [{ key, keyRange, value: valueOf(value) }],
  );
}

function valueOf(node: Node): HclValue {
  const range = contentOf(node);
  if (node.type === 'object') return { kind: 'object', attributes: attributesOf(node), range };
  const text = jsonScalar(node);
  const isMade = text !== null && /(?<![$%])[$%]\{/.test(text);
  if (text === null || isMade) return { kind: 'other', range };
  return { kind: 'text', text: text.replace(/([$%])\1\{/g, '$1{'), range };
}
