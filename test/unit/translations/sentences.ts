import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Sentence {
  /** The English sentence, which is its key in a bundle too. */
  readonly key: string;
  /** Where it stands, such as `src/language/words.ts:17`. */
  readonly place: string;
  /** How many values are given for its `{0}`, `{1}` …. */
  readonly values: number;
}

/** Every sentence that the source hands to `l10n.t`. Throws where one is not written out: nobody could translate it. */
export function sentencesInSource(root = 'src'): Sentence[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => sentencesIn(path.join(root, name).split(path.sep).join('/')));
}

function sentencesIn(file: string): Sentence[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const found: Sentence[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node.expression)) found.push(sentenceOf(node, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTranslation(callee: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === 't' &&
    ts.isIdentifier(callee.expression) &&
    callee.expression.text === 'l10n'
  );
}

function sentenceOf(call: ts.CallExpression, source: ts.SourceFile): Sentence {
  const [first, ...values] = call.arguments;
  const { line } = source.getLineAndCharacterOfPosition(call.getStart(source));
  const place = `${source.fileName}:${line + 1}`;
  const key = first === undefined ? null : textOf(first);
  if (key === null) throw new Error(`${place}: the sentence is not written out`);
  return { key, place, values: values.length };
}

/** A literal, or several that are joined over lines; null for what is known only at run time. */
function textOf(expression: ts.Expression): string | null {
  if (ts.isStringLiteralLike(expression)) return expression.text;
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.PlusToken) {
    return null;
  }
  const [left, right] = [textOf(expression.left), textOf(expression.right)];
  return left === null || right === null ? null : left + right;
}
