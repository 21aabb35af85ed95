import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeFolder } from '../processes/remove-folder.ts';
import type { JudgedProject } from '../unit/configuration/compose-judgement.ts';
import { startConversation, type Conversation } from './conversation.ts';
import type { InstalledGoJudge } from './install-go-judge.ts';

/** Longest time of one answer, in milliseconds: one takes a few of them. */
const patience = 30_000;

export function startCompose({ command }: InstalledGoJudge): Promise<Conversation> {
  return startConversation(command, [], { patience });
}

/** What Compose makes of a folder with these files, without a word of a shell. */
export async function askCompose(
  judge: Conversation,
  files: Readonly<Record<string, string>>,
): Promise<JudgedProject> {
  const folder = await mkdtemp(path.join(tmpdir(), 'compose-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const answer = (await judge.ask({ folder, files: [], shell: {}, profiles: [] })) as JudgedProject;
    if (answer.refused !== undefined) return { refused: answer.refused };
    const services = Object.entries(answer.services ?? {}).map(([name, service]) => {
      const volumes = (service.volumes ?? []).map((volume) => volume.replace(`${folder}/`, ''));
      return [name, { ...service, volumes }] as const;
    });
    return { services: Object.fromEntries(services) };
  } finally {
    await removeFolder(folder);
  }
}
