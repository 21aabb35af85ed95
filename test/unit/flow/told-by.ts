import { findingsOf } from '../../../src/flow/findings.ts';
import { placePathOf } from '../../../src/flow/yaml/path.ts';
import type { Syntax } from '../../../src/flow/yaml/syntax.ts';

/** All that a syntax says of its text, with places of the text. */
export function toldBy({ text, documents }: Syntax): unknown {
  return documents.map((document, index) => {
    const { id, isFlow, namespace, range, parts, laterTypes, withoutTasks } = document;
    const all = parts.flatMap(({ base, segment: { found } }) => [
      ...found.scalars.map((scalar) => ({
        ...scalar,
        frame: null,
        path: placePathOf(scalar, laterTypes),
        start: scalar.start + base,
        end: scalar.end + base,
        block: scalar.block === null ? null : scalar.block.contentStart + base,
      })),
      ...found.aliases.map((alias) => ({
        ...alias,
        frame: null,
        path: placePathOf(alias, laterTypes),
        start: alias.start + base,
        end: alias.end + base,
      })),
      ...[...found.empty, ...found.braces].map((place) => ({
        ...place,
        frame: null,
        path: placePathOf(place, laterTypes),
        offset: place.offset + base,
      })),
    ]);
    all.sort(
      (left, right) =>
        ('start' in left ? left.start : left.offset) - ('start' in right ? right.start : right.offset),
    );
    return { id, isFlow, namespace, withoutTasks, range, all, findings: findingsOf(text, document, index) };
  });
}
