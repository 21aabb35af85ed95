import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { projectFolder } from '../../vscode/releases.ts';

const source = path.join(projectFolder, 'src');

/** Each manager has one, for the same use, and the file says whose it is. */
const ofEachManager = [
  'createCredential',
  'elsewhereFailure',
  'isAnswerTo',
  'mayAskForToken',
  'questions',
  'readRefusal',
  'tokenFailure',
  'unexpectedForm',
];

/** Names with several declarations and one meaning, and why there are several. */
const allowed: Readonly<Record<string, string>> = {
  ScalarStyle: 'how a scalar is written; each room reads YAML by a reader of its own',
  OpenedStore: 'what the catalog wants of a store, and what stores/ gives: the same, with its address',
  ...Object.fromEntries(ofEachManager.map((name) => [name, 'one for each manager'])),
};

/** The names that a file declares and exports. */
function declaredNames(file: string): readonly string[] {
  const parsed = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return parsed.statements.flatMap((statement) => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    if (!isExported) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) =>
        ts.isIdentifier(name) ? [name.text] : [],
      );
    }
    const isNamed =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement);
    return isNamed && statement.name !== undefined ? [statement.name.text] : [];
  });
}

describe('an exported name', () => {
  it('has one meaning in the source: two files declare it only where both mean the same', () => {
    const files = new Map<string, Set<string>>();
    for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      for (const name of declaredNames(path.join(source, file))) {
        files.set(name, (files.get(name) ?? new Set()).add(file.replaceAll(path.sep, '/')));
      }
    }
    assert.ok(files.size > 500, 'the names are found');
    const several = [...files].filter(([, { size }]) => size > 1);
    const notAllowed = several.filter(([name]) => !Object.hasOwn(allowed, name));
    assert.deepEqual(
      notAllowed.map(([name, where]) => `${name}: ${[...where].join(', ')}`),
      [],
    );
    const found = several.map(([name]) => name);
    assert.deepEqual(
      Object.keys(allowed).filter((name) => !found.includes(name)),
      [],
      'each that is allowed is there',
    );
  });
});
