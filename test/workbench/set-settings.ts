import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { until } from '../vscode/until.ts';
import type { Session } from './session.ts';

/** Sets the folder's settings, as if by hand, and waits until the window goes by them; `name` becomes its title. */
export async function setSettings(
  { page, folder }: Session,
  name: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = path.join(folder, '.vscode/settings.json');
  await mkdir(path.dirname(file), { recursive: true });
  const inYaml = { '[yaml]': settings, '[dockercompose]': settings };
  await writeFile(file, JSON.stringify({ ...settings, ...inYaml, 'window.title': name }));
  await until(`the settings are those ${name}`, async () => (await page.title()) === name);
}
