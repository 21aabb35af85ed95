import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { projectFolder } from '../../vscode/releases.ts';

const source = path.join(projectFolder, 'src');

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
}

/** The index files of the rooms, and of what has a door of its own inside one. */
function doors(): readonly string[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'index.ts')
    .map((file) => path.join(source, file));
}

function exportedNames(door: string): readonly string[] {
  return parse(door).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement)) return [];
    const { exportClause } = statement;
    assert.ok(exportClause !== undefined && ts.isNamedExports(exportClause), `${door} exports all of a file`);
    return exportClause.elements.map(({ name }) => name.text);
  });
}

/** By absolute path of a file: the names that other files of the source, or its tests, take from it by import(). */
function importedNames(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const absolute = path.join(source, file);
    const note = (module: string, name: string) => {
      const target = path.resolve(path.dirname(absolute), module);
      found.set(target, (found.get(target) ?? new Set()).add(name));
    };
    for (const statement of parse(absolute).statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const bindings = statement.importClause?.namedBindings;
      if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
      for (const { name, propertyName } of bindings.elements) {
        note(statement.moduleSpecifier.text, (propertyName ?? name).text);
      }
    }
    // What loads on first use is taken out of the module, or used by its name.
    for (const [, module = ''] of readFileSync(absolute, 'utf8').matchAll(/import\('([^']+)'\)/g)) {
      for (const word of readFileSync(absolute, 'utf8').match(/\w+/g) ?? []) note(module, word);
    }
  }
  return found;
}

describe('the index of a room', () => {
  const imported = importedNames();

  for (const door of doors()) {
    const name = path.relative(source, door).replaceAll(path.sep, '/');
    it(`exports nothing that no other file takes: ${name}`, () => {
      const taken = imported.get(door) ?? new Set();
      assert.deepEqual(
        exportedNames(door).filter((each) => !taken.has(each)),
        [],
      );
    });
  }
});
