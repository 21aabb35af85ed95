import { folderOf } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { listAt, textAt } from '../kubernetes/objects.ts';
import { rootsAt } from './values.ts';

/** How the values of a chart reach Kestra's own. */
export interface ChartReference {
  /** For each of Kestra's charts in it, the keys below which its values stand; none for Kestra's chart itself. */
  readonly places: readonly ChartPlace[];
}

export interface ChartPlace {
  readonly path: readonly string[];
  /** Of Kestra's chart; null: not known. */
  readonly version: string | null;
  /** The values that switch the dependency on, as paths; the first that is there counts. */
  readonly conditions: readonly (readonly string[])[];
  /** Whether it is installed without any values. */
  readonly hasDefaults: boolean;
}

/** One of Kestra's charts by its name, as a release has it; null: another's. */
export function publishedChart(name: string, version: string | null): ChartReference | null {
  const last = name.split('/').findLast((part) => part !== '');
  const base = last?.replace(/-v?\d[\w.+-]*\.tgz$/, '');
  if (base === 'kestra') return { places: [{ path: [], version, conditions: [], hasDefaults: false }] };
  // The starter's own version says nothing of the chart below it, which is of the second form.
  if (base === 'kestra-starter')
    return { places: [{ path: ['kestra'], version: null, conditions: [], hasDefaults: true }] };
  return null;
}

/** What a `Chart.yaml` says of Kestra's charts; null: it is another's without one of Kestra's below it, or none at all. */
export async function localChart(reading: FileReading, path: string): Promise<ChartReference | null> {
  const [first] = await rootsAt(reading, [path]);
  if (first === undefined) return null;
  const { root } = first;
  // A chart of the first kind has them in a file of their own (Helm: LoadFiles).
  const older = await reading.nameOf(`${folderOf(path)}requirements.yaml`);
  const [named] = reading.listed.includes(older) ? await rootsAt(reading, [older]) : [];
  const own = publishedChart(textAt(root, 'name') ?? '', textAt(root, 'version'));
  const dependencies = [root, ...(named === undefined ? [] : [named.root])].flatMap((each) =>
    listAt(each, 'dependencies'),
  );
  const places = dependencies.flatMap((dependency) => {
    const name = textAt(dependency, 'name') ?? '';
    const chart = publishedChart(name, textAt(dependency, 'version'));
    const key = textAt(dependency, 'alias') ?? name;
    const conditions = (textAt(dependency, 'condition') ?? '')
      .split(',')
      .map((condition) => condition.trim().split('.'))
      .filter(([first]) => first !== '');
    return (chart?.places ?? []).map((place) => ({ ...place, path: [key, ...place.path], conditions }));
  });
  // The starter's own Chart.yaml names the chart below it, too.
  if (places.length > 0) return { places };
  return own;
}
