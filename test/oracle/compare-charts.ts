import { isDeepStrictEqual } from 'node:util';
import type fc from 'fast-check';
import { read } from '../unit/configuration/support.ts';
import { isRefusal, renderedFiles, told } from '../unit/configuration/helm/rendered.ts';
import type { RenderedServer } from '../unit/configuration/helm/rows.ts';
import type { DrawnRelease } from './charts/any-release.ts';
import { compareDrawn, type DrawnComparison } from './compare-drawn.ts';
import { startConversation, type Conversation } from './conversation.ts';
import type { InstalledGoJudge } from './install-go-judge.ts';

/** Longest time of one answer, in milliseconds: one takes a few of them. */
const patience = 30_000;

export function startCharts({ command }: InstalledGoJudge): Promise<Conversation> {
  return startConversation(command, [], { patience });
}

export interface ChartComparison extends DrawnComparison<DrawnRelease> {
  /** How many of them the judge refuses, and of how many something is not known here. */
  readonly refused: number;
  readonly unknown: number;
}

/** Has `count` releases, which follow from `seed`, rendered by their own tool and read here, up to the first that differs. */
export async function compareCharts(
  judge: Conversation,
  anyRelease: fc.Arbitrary<DrawnRelease>,
  seed: number,
  count: number,
): Promise<ChartComparison> {
  const counts = { refused: 0, unknown: 0, alike: 0 };
  const compared = await compareDrawn(
    anyRelease,
    seed,
    count,
    ({ files, question }) => compareRelease(judge, files, question),
    ({ outcome }) => {
      counts[outcome] += 1;
    },
  );
  return { ...compared, refused: counts.refused, unknown: counts.unknown };
}

interface ReleaseComparison {
  readonly outcome: 'alike' | 'refused' | 'unknown';
  readonly what: string | null;
}

/** An object of a cluster, as far as it is looked at. */
interface RenderedObject {
  readonly kind: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly template: { readonly spec: { readonly containers: readonly RenderedContainer[] } };
  };
}

interface RenderedContainer {
  readonly env: readonly { readonly name?: string; readonly value?: string | null }[];
}

/** Has one release, the files of a folder and the same as the judge is asked, rendered and read. */
export async function compareRelease(
  judge: Conversation,
  files: DrawnRelease['files'],
  question: object,
): Promise<ReleaseComparison> {
  const { objects, refused } = (await judge.ask(question)) as {
    readonly objects?: readonly RenderedObject[];
    readonly refused?: string;
  };
  const found = await read(files);
  if (objects === undefined) {
    const isTold = found.partial || found.problems.some((problem) => isRefusal(problem));
    // Without a server there is nothing to say.
    const what = isTold || !found.found ? null : `it is refused: ${refused ?? ''}`;
    return { outcome: 'refused', what };
  }
  // Kubernetes takes no variable without a name.
  const isNameless = variablesIn(objects).some(({ name }) => name === undefined);
  if (found.partial || isNameless) return { outcome: 'unknown', what: null };
  const own = told(found);
  const expected = told(await read(renderedFiles([serverIn(objects)])));
  const differing = Object.keys(expected).filter((key) => !isDeepStrictEqual(own[key], expected[key]));
  const what = differing.map(
    (key) => `${key}: ${JSON.stringify(own[key])} instead of ${JSON.stringify(expected[key])}`,
  );
  return { outcome: 'alike', what: what.length === 0 ? null : what.join('; ') };
}

function variablesIn(objects: readonly RenderedObject[]): RenderedContainer['env'] {
  return objects.flatMap(({ spec }) => spec?.template.spec.containers ?? []).flatMap(({ env }) => env);
}

function serverIn(objects: readonly RenderedObject[]): RenderedServer {
  const text = objects.find(({ kind }) => kind === 'ConfigMap')?.data?.['_default.yml'] ?? null;
  return {
    configArg: null,
    configFiles: [{ file: '/app/confs/_default.yml', text }],
    env: Object.fromEntries(variablesIn(objects).map(({ name = '', value }) => [name, value ?? ''])),
    envFrom: [],
    image: 'kestra/kestra',
  };
}
