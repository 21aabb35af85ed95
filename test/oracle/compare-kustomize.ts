import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { read } from '../unit/configuration/support.ts';
import { told } from '../unit/configuration/helm/rendered.ts';
import { startConversation, type Conversation } from './conversation.ts';
import type { InstalledGoJudge } from './install-go-judge.ts';
import { anyKustomization, type Kustomization } from './kustomize/any-kustomization.ts';

/** Longest time of one answer, in milliseconds: one takes a few of them. */
const patience = 30_000;

export function startKustomize({ command }: InstalledGoJudge): Promise<Conversation> {
  return startConversation(command, [], { patience });
}

export interface KustomizeComparison {
  /** How many folders in a row were read alike. */
  readonly agreed: number;
  /** How many of them Kustomize refuses, and of how many something is not known here. */
  readonly refused: number;
  readonly unknown: number;
  /** The smallest folder found that is read otherwise, and what is said of it; null where there was none. */
  readonly difference: { readonly files: Kustomization; readonly what: string } | null;
}

/** Has `count` folders, which follow from `seed`, built by Kustomize and read here, up to the first that differs. */
export async function compareKustomize(
  judge: Conversation,
  seed: number,
  count: number,
): Promise<KustomizeComparison> {
  const counts = { agreed: 0, refused: 0, unknown: 0 };
  const differences: { readonly files: Kustomization; readonly what: string }[] = [];
  const property = fc.asyncProperty(anyKustomization, async (files) => {
    const { outcome, what } = await compareFolder(judge, files);
    if (what !== null) {
      differences.push({ files, what });
      throw new Error(what);
    }
    // From the first difference on the folders are those of its shrinking.
    if (differences.length > 0) return;
    counts.agreed += 1;
    if (outcome !== 'alike') counts[outcome] += 1;
  });
  const details = await fc.check(property, { seed, numRuns: count });
  const difference = differences.at(-1) ?? null;
  if (details.failed && difference === null) throw details.errorInstance;
  return { ...counts, difference };
}

interface FolderComparison {
  readonly outcome: 'alike' | 'refused' | 'unknown';
  readonly what: string | null;
}

/** Has one folder built and read; what is built is read as the manifests that it is. */
export async function compareFolder(judge: Conversation, files: Kustomization): Promise<FolderComparison> {
  const folder = 'prod/kustomization.yaml' in files ? 'prod' : 'base';
  const { text, refused } = (await judge.ask({ files, folder })) as {
    readonly text: string;
    readonly refused?: string;
  };
  if (refused !== undefined) return { outcome: 'refused', what: null };
  const own = told(await read(files));
  const built = told(await read({ 'built.yaml': text }));
  const isOpen = own.isOpen === true;
  const what = Object.keys(built)
    .filter((key) =>
      isOpen
        ? key === 'secrets' && !isPartOf(own[key], built[key])
        : !isDeepStrictEqual(own[key], built[key]),
    )
    .map((key) => `${key}: ${JSON.stringify(own[key])} instead of ${JSON.stringify(built[key])}`);
  return { outcome: isOpen ? 'unknown' : 'alike', what: what.length === 0 ? null : what.join('; ') };
}

/** Where there may be others, those that are told must still be there. */
function isPartOf(some: unknown, all: unknown): boolean {
  return Array.isArray(some) && Array.isArray(all) && some.every((each) => all.includes(each));
}
