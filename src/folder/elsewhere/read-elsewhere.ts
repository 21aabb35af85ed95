import type { FolderConfiguration } from '../../configuration/index.ts';
import { fileFor, generationOf } from '../../flow/index.ts';
import { mayRenderFile } from '../../flow/rendered-files.ts';
import { readFlowLines } from '../../flow/read-lines.ts';
import { readFlowOnce } from '../../flow/read-once.ts';
import type { FolderFiles } from '../../ports/files.ts';
import { isTerraformPath } from '../../text/terraform-path.ts';
import { createTextMemory, isYamlPath, type TextMemory } from '../../workspace/flow-files.ts';
import { terraformFlowsIn } from '../terraform-flows.ts';
import { createMentionCollector, namesMentionedIn, type Mentions } from './mentions.ts';
import { renderedFiles } from './rendered-files.ts';
import { serverValues } from './server-values.ts';
import type { FlowInFile } from './types.ts';

/** What the files of a folder ask for beside its flows, be they in YAML or Terraform. */
export interface Elsewhere {
  /** Namespace files that flows render, and what the server puts into tasks. */
  readonly flows: readonly FlowInFile[];
  readonly mentions: Mentions;
  /** Whether all texts of the folder were looked into. */
  readonly isWhole: boolean;
}

/** What is kept of each text: only what may hold flows, or render files, keeps its text. */
interface LookedInto {
  readonly names: readonly string[];
  readonly text: string | null;
}

/** What was looked into before, of which no text is read again that did not change. */
export type LookedIntoTexts = TextMemory<LookedInto>;

export function createLookedIntoTexts(): LookedIntoTexts {
  return createTextMemory((file, text) => {
    const isKept = isTerraformPath(file) || (isYamlPath(file) && mayRenderFile(text));
    return { names: namesMentionedIn(text), text: isKept ? text : null };
  });
}

/** The folder that is looked through. */
export interface FolderToRead {
  readonly texts: LookedIntoTexts;
  readonly files: FolderFiles;
  readonly configuration: FolderConfiguration;
  /** Whether a secret has this name, in upper case: no other mention is kept. */
  readonly isName: (folded: string) => boolean;
}

/**
 * Looks through all text files of a folder. What the server's configuration puts into tasks counts where the server's version
 * is known: else nobody can tell whether it reads policies or the defaults of plugins. Rejects with an AbortError alone.
 */
export async function readElsewhere(folder: FolderToRead, signal: AbortSignal): Promise<Elsewhere> {
  const { configuration, files, isName, texts } = folder;
  const { kestraVersion = null } = configuration;
  const generation = generationOf(kestraVersion);
  const collector = createMentionCollector(isName);
  const terraform: (readonly [string, string])[] = [];
  const rendering: (readonly [string, string])[] = [];
  const isWhole = await texts.read(
    files,
    (file, { names, text }) => {
      collector.takeNames(file, names);
      if (text !== null) (isTerraformPath(file) ? terraform : rendering).push([file, text]);
    },
    signal,
  );
  const inTerraform: FlowInFile[] = [];
  for (const [file, text] of terraform) {
    const lines = await terraformFlowsIn(text);
    if (lines.length > 0) inTerraform.push({ file, flow: fileFor(readFlowLines(text, lines), generation) });
  }
  const flows = rendering.map(([file, text]) => ({ file, flow: readFlowOnce(text) }));
  const rendered = await renderedFiles(folder, [...flows, ...inTerraform], signal);
  const values = kestraVersion === null ? [] : await serverValues(folder, signal);
  return { flows: [...rendered, ...values], mentions: collector.mentions, isWhole };
}
