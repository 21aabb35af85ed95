import { languages, workspace, type TextDocument, type Uri } from 'vscode';
import type { ConfigurationProblem, FolderConfiguration } from '../../configuration/index.ts';
import { mayIgnoreProblems } from '../../language/index.ts';
import type { OpenFlows } from '../flows.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { pathInside, uriOf } from '../session/paths.ts';
import type { Sessions } from '../session/sessions.ts';
import { onSettingChange } from '../settings.ts';
import type { SeveritiesOf } from '../severities.ts';
import { isConfigurationFile } from './configuration-file.ts';
import type { markConfiguration } from './mark-configuration.ts';
import type { MarkedProblems } from './marked-problems.ts';
import { together, type Owned } from '../owned.ts';

/** Underlines what is wrong in the configuration's own files, as soon as it has been read. */
export function registerConfigurationDiagnostics(
  sessions: Sessions,
  flows: OpenFlows,
  marked: MarkedProblems,
  severitiesOf: SeveritiesOf,
): Owned {
  const life = new AbortController();
  const forget = (file: Uri) => {
    marks.delete(file);
    marked.delete('configuration', file);
  };
  const marks = languages.createDiagnosticCollection('kestra-secrets-configuration');
  /** For each folder: the configuration its marks speak of, and the files that have some. */
  const shown = new Map<FolderSession, { configuration: FolderConfiguration; files: readonly Uri[] }>();
  /** `isAnew`: whether what is shown of a folder's configuration may be something else now, though it is the same. */
  const follow = (isAnew: (session: FolderSession) => boolean) => {
    for (const [session, { files }] of shown) {
      if (sessions.all().includes(session)) continue;
      files.forEach(forget);
      shown.delete(session);
    }
    for (const session of sessions.all()) {
      const configuration = session.configuration();
      const before = shown.get(session);
      if (configuration === null || (before?.configuration === configuration && !isAnew(session))) continue;
      const byFile = groupByFile(configuration.problems);
      for (const file of ignoringFiles(session)) byFile.set(file, byFile.get(file) ?? []);
      const files = [...byFile.keys()].map((file) => uriOf(session.folder, file));
      const kept = new Set(files.map(String));
      before?.files.filter((uri) => !kept.has(uri.toString())).forEach(forget);
      const current = { configuration, files };
      shown.set(session, current);
      for (const [file, problems] of byFile) {
        const isCurrent = () => shown.get(session) === current;
        const marking = { flows, marks, marked, severitiesOf, isCurrent, signal: life.signal };
        void mark(session, { file, problems, all: configuration.problems }, marking);
      }
    }
  };
  /** Where nothing else is wrong, what is wrong with comments that ignore problems is seen in open files alone. */
  const followComments = (document: TextDocument) => {
    if (!mayIgnoreProblems(document.getText())) return;
    const holds = (session: FolderSession) => isConfigurationFile(session, document.uri);
    if (sessions.all().some(holds)) follow(holds);
  };
  return together(
    { dispose: () => life.abort() },
    marks,
    sessions.onDidChange(() => follow(() => false)),
    onSettingChange('problemSeverity', () => follow(() => true)),
    workspace.onDidOpenTextDocument(followComments),
    workspace.onDidCloseTextDocument(followComments),
  );
}

/** The open files of a folder's configuration with comments that ignore problems, by their path there. */
function ignoringFiles(session: FolderSession): readonly string[] {
  return workspace.textDocuments
    .filter(({ uri }) => isConfigurationFile(session, uri))
    .filter((document) => mayIgnoreProblems(document.getText()))
    .flatMap(({ uri }) => pathInside(session.folder, uri) ?? []);
}

/** Who marks, with all the sentences, is loaded where something is wrong with a configuration. */
async function mark(...given: Parameters<typeof markConfiguration>): Promise<void> {
  const lazily = await import('./mark-configuration.ts');
  return lazily.markConfiguration(...given);
}

function groupByFile(problems: readonly ConfigurationProblem[]): Map<string, ConfigurationProblem[]> {
  const byFile = new Map<string, ConfigurationProblem[]>();
  for (const problem of problems) {
    const others = byFile.get(problem.file);
    if (others === undefined) byFile.set(problem.file, [problem]);
    else others.push(problem);
  }
  return byFile;
}
