import { Diagnostic, languages, type DiagnosticCollection, type Uri } from 'vscode';
import type { ConfigurationProblem, FolderConfiguration } from '../../configuration/index.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { uriOf } from '../session/paths.ts';
import type { Sessions } from '../session/sessions.ts';
import type { MarkedProblem, MarkedProblems } from './marked-problems.ts';
import { rangesIn } from './positions.ts';
import { severityOf } from './register-diagnostics.ts';
import { together, type Owned } from '../owned.ts';

/** Underlines what is wrong in the configuration's own files, as soon as it has been read. */
export function registerConfigurationDiagnostics(sessions: Sessions, marked: MarkedProblems): Owned {
  const life = new AbortController();
  const forget = (file: Uri) => {
    marks.delete(file);
    marked.delete('configuration', file);
  };
  const marks = languages.createDiagnosticCollection('kestra-secrets-configuration');
  /** For each folder: the configuration its marks speak of, and the files that have some. */
  const shown = new Map<FolderSession, { configuration: FolderConfiguration; files: readonly Uri[] }>();
  const follow = () => {
    for (const [session, { files }] of shown) {
      if (sessions.all().includes(session)) continue;
      files.forEach(forget);
      shown.delete(session);
    }
    for (const session of sessions.all()) {
      const configuration = session.configuration();
      const before = shown.get(session);
      if (configuration === null || before?.configuration === configuration) continue;
      const byFile = groupByFile(configuration.problems);
      const files = [...byFile.keys()].map((file) => uriOf(session.folder, file));
      const kept = new Set(files.map(String));
      before?.files.filter((uri) => !kept.has(uri.toString())).forEach(forget);
      shown.set(session, { configuration, files });
      for (const [file, problems] of byFile) {
        const isCurrent = () => shown.get(session)?.configuration === configuration;
        void mark(session, file, problems, { marks, marked, isCurrent, signal: life.signal });
      }
    }
  };
  return together({ dispose: () => life.abort() }, marks, sessions.onDidChange(follow));
}

interface Marking {
  readonly marks: DiagnosticCollection;
  readonly marked: MarkedProblems;
  readonly isCurrent: () => boolean;
  readonly signal: AbortSignal;
}

async function mark(
  session: FolderSession,
  file: string,
  problems: readonly ConfigurationProblem[],
  { marks, marked, isCurrent, signal }: Marking,
): Promise<void> {
  const [answer, { problemMessage }] = await Promise.all([
    session.files.read(file, signal).catch(() => null),
    import('../../language/messages/index.ts'),
  ]);
  if (answer === null || !isCurrent()) return;
  // What concerns a file that is not to be read is told at its beginning.
  const text = answer.state === 'text' ? answer.text : '';
  const rangeOf = rangesIn(text);
  const found = problems.map((problem): MarkedProblem => {
    const range = rangeOf(problem.range);
    const diagnostic = new Diagnostic(range, problemMessage(problem), severityOf(problem.severity));
    diagnostic.source = 'Kestra Secrets';
    diagnostic.code = problem.code;
    return { problem, diagnostic };
  });
  const uri = uriOf(session.folder, file);
  marked.set('configuration', uri, { text, problems: found });
  marks.set(
    uri,
    found.map(({ diagnostic }) => diagnostic),
  );
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
