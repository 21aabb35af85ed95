import { isDeepStrictEqual } from 'node:util';
import { read } from '../unit/configuration/support.ts';
import { told } from '../unit/configuration/helm/rendered.ts';
import { compareDrawn, type DrawnComparison } from './compare-drawn.ts';
import { startConversation, type Conversation } from './conversation.ts';
import type { InstalledGoJudge } from './install-go-judge.ts';
import { anyKustomization, type Kustomization } from './kustomize/any-kustomization.ts';

/** Longest time of one answer, in milliseconds: one takes a few of them. */
const patience = 30_000;

export function startKustomize({ command }: InstalledGoJudge): Promise<Conversation> {
  return startConversation(command, [], { patience });
}

export interface KustomizeComparison extends DrawnComparison<Kustomization> {
  /** How many of them Kustomize refuses, and of how many something is not known here. */
  readonly refused: number;
  readonly unknown: number;
}

/** Has `count` folders, which follow from `seed`, built by Kustomize and read here, up to the first that differs. */
export async function compareKustomize(
  judge: Conversation,
  seed: number,
  count: number,
): Promise<KustomizeComparison> {
  const counts = { refused: 0, unknown: 0, alike: 0 };
  const compared = await compareDrawn(
    anyKustomization,
    seed,
    count,
    (files) => compareFolder(judge, files),
    ({ outcome }) => {
      counts[outcome] += 1;
    },
  );
  return { ...compared, refused: counts.refused, unknown: counts.unknown };
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
  // Behind another backend variables count only where something here defines some.
  const isOpen = own.isOpen === true || (own.isOpen === null && folder === 'prod');
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
