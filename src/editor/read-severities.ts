import { workspace, type Uri } from 'vscode';
import { readSeverities, whyIgnored, type ProblemSeverities } from '../language/suppressions.ts';
import type { Log } from '../ports/log.ts';
import { settings, settingsSection } from './contributions.ts';

/** What the settings say of problems, for a file. `logged`: what was logged already, and is not again. */
export function severitiesIn(file: Uri, logged: Set<string>, log: Log): ProblemSeverities {
  const value: unknown = workspace.getConfiguration(settingsSection, file).get(settings.problemSeverity);
  const found = readSeverities(value);
  for (const code of found.ignored.filter((each) => !logged.has(each))) {
    logged.add(code);
    log.warn(`${settingsSection}.${settings.problemSeverity}: ${whyIgnored(code)}; it does not count.`);
  }
  return found;
}
