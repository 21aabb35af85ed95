import type { VisibleSecret } from './types.ts';

/**
 * The same secrets, those that have one name at one place told of each other: which of them Kestra takes is not
 * certain. Hidden ones are in nobody's way.
 */
export function withSameNames(secrets: readonly VisibleSecret[]): readonly VisibleSecret[] {
  const groups = new Map<string, VisibleSecret[]>();
  for (const secret of secrets) {
    if (secret.visible === false) continue;
    const place = JSON.stringify([secret.name, secret.namespace]);
    const group = groups.get(place);
    if (group === undefined) groups.set(place, [secret]);
    else group.push(secret);
  }
  const shared = [...groups.values()].filter((group) => group.length > 1);
  if (shared.length === 0) return secrets;
  const told = new Map(shared.flatMap((group) => group.map((secret) => [secret, tellOf(secret, group)])));
  return secrets.map((secret) => told.get(secret) ?? secret);
}

function tellOf(secret: VisibleSecret, group: readonly VisibleSecret[]): VisibleSecret {
  const sameName = group.filter((other) => other !== secret).map((other) => other.storedName);
  return { ...secret, sameName, notes: [...secret.notes, { kind: 'same-name', storedNames: sameName }] };
}
