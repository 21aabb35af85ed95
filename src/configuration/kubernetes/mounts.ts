import { elsewhere, targetPath, type MountedFile } from '../server-files.ts';
import { isTemplateText } from '../settings.ts';
import type { SourceText } from '../text/source-text.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import { entryOf, type YamlNode } from '../yaml/nodes.ts';
import { notHere } from './environment.ts';
import { itemsAt, listAt, textAt, type FindObject, type ObjectKind } from './objects.ts';

/** A volume, or a path in one, as a container has it. */
interface VolumeMount {
  /** Without a `/` at its end. */
  readonly target: string;
  /** What it shows of the volume; empty: all. null: not known. */
  readonly subPath: string | null;
  readonly volume: Volume;
}

interface Volume {
  /** By their paths in it. */
  readonly files: ReadonlyMap<string, SourceText | typeof elsewhere>;
  /** What else may be in it; null: nothing. */
  readonly gap: DefinitionsGap | null;
}

/** What a container finds at its paths. */
export interface ContainerMounts {
  /** Takes an absolute path without dots. */
  readonly find: (target: string) => MountedFile;
  /** What is out of sight at such a path; `otherwise`: where that is no object of the cluster. */
  readonly gapAt: (target: string, otherwise: DefinitionsGap) => DefinitionsGap;
}

/**
 * What the volumes of a pod put into a container: ConfigMaps and Secrets, alone or projected, by `items` and `subPath`. Of
 * several mounts that cover a path the deepest counts. All other volumes are out of sight.
 */
export function volumesIn(pod: YamlNode, container: YamlNode, find: FindObject): ContainerMounts {
  const volumes = new Map(
    listAt(pod, 'volumes').map((volume) => [textAt(volume, 'name') ?? '', volumeOf(volume, find)]),
  );
  const mounted = itemsAt(container, 'volumeMounts');
  const mounts = mounted.items.flatMap((mount): readonly VolumeMount[] => {
    const name = textAt(mount, 'name') ?? '';
    const target = mountPathOf(mount);
    if (target === null) return [];
    // A claim that the set makes for each of its pods, or a volume that a template has.
    const volume = volumes.get(name) ?? { files: new Map(), gap: unseenVolume(name) };
    const subPath = entryOf(mount, 'subPathExpr') === null ? (textAt(mount, 'subPath') ?? '') : null;
    return [{ target: targetPath(target), subPath, volume }];
  });
  const unread = mounted.items.find((mount) => mountPathOf(mount) === null)?.yaml.source.file;
  const openIn = mounted.openIn ?? unread ?? null;
  const at = (target: string): VolumeMount | null =>
    mounts
      .filter((mount) => target === mount.target || target.startsWith(`${mount.target}/`))
      .reduce<VolumeMount | null>(
        (deepest, mount) => (mount.target.length >= (deepest?.target.length ?? 0) ? mount : deepest),
        null,
      );
  return {
    find(target) {
      const mount = at(target);
      if (mount === null) return openIn === null ? null : elsewhere;
      if (mount.subPath === null) return elsewhere;
      const path = [mount.subPath, target.slice(mount.target.length + 1)]
        .filter((part) => part !== '')
        .join('/');
      return mount.volume.files.get(path) ?? (mount.volume.gap === null ? null : elsewhere);
    },
    gapAt(target, otherwise) {
      const mount = at(target);
      if (mount !== null || openIn === null) return mount?.volume.gap ?? otherwise;
      return { reason: 'file-not-read', detail: openIn };
    },
  };
}

/** null: none is told, or another tool makes it. */
function mountPathOf(mount: YamlNode): string | null {
  const path = textAt(mount, 'mountPath');
  return path === null || isTemplateText(path) ? null : path;
}

function unseenVolume(name: string): DefinitionsGap {
  return { reason: 'cluster', detail: `volume ${name}` };
}

const objectKeys: readonly (readonly [key: string, kind: ObjectKind, nameKey: string])[] = [
  ['configMap', 'ConfigMap', 'name'],
  ['secret', 'Secret', 'secretName'],
];

function volumeOf(volume: YamlNode, find: FindObject): Volume {
  const projected = entryOf(volume, 'projected');
  if (projected !== null) {
    const sources = itemsAt(projected.value, 'sources');
    const parts = sources.items.map((source) => objectVolume(source, find, 'name'));
    const open = sources.openIn === null ? null : unseenVolume(textAt(volume, 'name') ?? '');
    return {
      files: new Map(parts.flatMap(({ files }) => [...files])),
      gap: parts.find(({ gap }) => gap !== null)?.gap ?? open,
    };
  }
  return objectVolume(volume, find);
}

/** `nameKey`: where the name stands; left out: as a volume of its own has it. */
function objectVolume(volume: YamlNode, find: FindObject, nameKey?: string): Volume {
  const files = new Map<string, SourceText | typeof elsewhere>();
  for (const [key, kind, ownKey] of objectKeys) {
    const named = entryOf(volume, key)?.value;
    if (named === undefined) continue;
    const name = textAt(named, nameKey ?? ownKey) ?? '';
    const object = find(kind, name);
    if (object === null) return { files, gap: notHere(kind, name) };
    const { items, openIn } = itemsAt(named, 'items');
    const chosen = items.map((item) => [textAt(item, 'key') ?? '', textAt(item, 'path') ?? '']);
    const paths = chosen.length > 0 ? chosen : [...object.values.keys()].map((each) => [each, each]);
    let isOpen = openIn !== null || (object.isOpen === true && chosen.length === 0);
    for (const [from = '', path = ''] of paths) {
      const value = object.values.get(from);
      if (value !== undefined) files.set(path, value.source ?? elsewhere);
      else isOpen ||= object.isOpen === true || from === '' || path === '';
    }
    return { files, gap: isOpen ? notHere(kind, name) : null };
  }
  return { files, gap: unseenVolume(textAt(volume, 'name') ?? '') };
}
