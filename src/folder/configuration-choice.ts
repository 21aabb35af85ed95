import type { FolderStorage } from './client.ts';

/** Which of several configurations the user chose to judge all flows of a folder. */
export interface ConfigurationChoice {
  /** Its file, whether it is still one or not; null: none was chosen. */
  chosen(): string | null;
  /** null: none is to be. */
  choose(file: string | null): Promise<void>;
}

/** Keeps the choice with what the user allows in the folder: outside the workspace. */
export function createConfigurationChoice({
  folder,
  records,
}: Pick<FolderStorage, 'folder' | 'records'>): ConfigurationChoice {
  const key = `configuration:${folder}`;
  return {
    chosen() {
      const stored = records.get(key);
      return typeof stored === 'string' ? stored : null;
    },
    choose: (file) => records.set(key, file ?? undefined),
  };
}
