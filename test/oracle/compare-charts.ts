import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { read } from '../unit/configuration/support.ts';
import { isRefusal, renderedFiles, told } from '../unit/configuration/helm/rendered.ts';
import type { RenderedServer } from '../unit/configuration/helm/rows.ts';
import type { DrawnRelease } from './charts/any-release.ts';
import { startConversation, type Conversation } from './conversation.ts';
import type { InstalledGoJudge } from './install-go-judge.ts';

/** Longest time of one answer, in milliseconds: one takes a few of them. */
const patience = 30_000;

export function startCharts({ command }: InstalledGoJudge): Promise<Conversation> {
  return startConversation(command, [], { patience });
}

export interface ChartComparison {
  /** How many releases in a row were read alike. */
  readonly agreed: number;
  /** How many of them the judge refuses, and of how many something is not known here. */
  readonly refused: number;
  readonly unknown: number;
  /** The smallest release found that is read otherwise, and what is said of it; null where there was none. */
  readonly difference: { readonly files: DrawnRelease['files']; readonly what: string } | null;
}

/** Has `count` releases, which follow from `seed`, rendered by their own tool and read here, up to the first that differs. */
export async function compareCharts(
  judge: Conversation,
  anyRelease: fc.Arbitrary<DrawnRelease>,
  seed: number,
  count: number,
): Promise<ChartComparison> {
  const counts = { agreed: 0, refused: 0, unknown: 0 };
  const differences: { readonly files: DrawnRelease['files']; readonly what: string }[] = [];
  const property = fc.asyncProperty(anyRelease, async ({ files, question }) => {
    const { outcome, what } = await compareRelease(judge, files, question);
    if (what !== null) {
      differences.push({ files, what });
      throw new Error(what);
    }
    // From the first difference on the releases are those of its shrinking.
    if (differences.length > 0) return;
    counts.agreed += 1;
    if (outcome !== 'alike') counts[outcome] += 1;
  });
  const details = await fc.check(property, { seed, numRuns: count });
  const difference = differences.at(-1) ?? null;
  if (details.failed && difference === null) throw details.errorInstance;
  return { ...counts, difference };
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
