import { findingsOf, isRendered } from '../../../src/flow/findings.ts';
import type { Syntax } from '../../../src/flow/yaml/syntax.ts';

/** All that a syntax says of its text, with places of the text. */
export function toldBy({ text, documents }: Syntax): unknown {
  return documents.map((document, index) => {
    const { id, isFlow, namespace, range, parts, literal, withoutTasks } = document;
    const all = parts.flatMap(({ base, segment: { found } }) => [
      ...found.scalars.map((scalar) => ({
        ...scalar,
        doubts: [],
        rendered: isRendered(scalar, literal),
        start: scalar.start + base,
        end: scalar.end + base,
        block: scalar.block === null ? null : scalar.block.contentStart + base,
      })),
      ...found.aliases.map((alias) => ({
        ...alias,
        doubts: [],
        rendered: isRendered(alias, literal),
        start: alias.start + base,
        end: alias.end + base,
      })),
      ...[...found.empty, ...found.braces].map((place) => ({
        ...place,
        doubts: [],
        rendered: isRendered(place, literal),
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
