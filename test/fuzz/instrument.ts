import ts from 'typescript';

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Where code may be reached or not, as the names of the counters that are put there. */
const counters = '$reached';

/**
 * The source of a module with a counter in each function, branch, arm and operand that is not always run. The counters
 * are exported as `$reached`, an array of numbers.
 */
export function countBranches(source: string): string {
  const file = ts.createSourceFile('reader.js', source, ts.ScriptTarget.ES2023, true, ts.ScriptKind.JS);
  const insertions: Insertion[] = [];
  let places = 0;
  const count = () => `${counters}[${places++}]++`;
  const block = (at: number) => insertions.push({ at, text: `${count()};` });
  const around = (node: ts.Node, before: string, after: string) =>
    insertions.push({ at: node.getStart(file), text: before }, { at: node.getEnd(), text: after });
  const expression = (node: ts.Expression) => around(node, `(${count()},`, ')');
  const statement = (node: ts.Statement) =>
    ts.isBlock(node) ? block(node.getStart(file) + 1) : around(node, `{${count()};`, '}');

  const visit = (node: ts.Node): void => {
    const before = insertions.length;
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      if (ts.isBlock(node.body)) block(node.body.getStart(file) + 1);
      else expression(node.body);
    } else if (ts.isIfStatement(node)) {
      statement(node.thenStatement);
      if (node.elseStatement !== undefined) statement(node.elseStatement);
    } else if (ts.isIterationStatement(node, false)) {
      statement(node.statement);
    } else if (ts.isCaseOrDefaultClause(node)) {
      if (node.statements[0] !== undefined) block(node.statements[0].getStart(file));
    } else if (ts.isConditionalExpression(node)) {
      expression(node.whenTrue);
      expression(node.whenFalse);
    } else if (ts.isBinaryExpression(node) && isLazy(node.operatorToken.kind)) {
      expression(node.right);
    }
    // What closes around a node comes after what closes inside of it.
    const own = insertions.splice(before);
    insertions.push(...own.filter(({ text }) => opens(text)));
    ts.forEachChild(node, visit);
    insertions.push(...own.filter(({ text }) => !opens(text)));
  };
  visit(file);
  return `export const ${counters} = new Uint32Array(${places});${insertInto(source, insertions)}`;
}

function opens(text: string): boolean {
  return text.includes(counters);
}

function isLazy(operator: ts.SyntaxKind): boolean {
  return [
    ts.SyntaxKind.AmpersandAmpersandToken,
    ts.SyntaxKind.BarBarToken,
    ts.SyntaxKind.QuestionQuestionToken,
  ].includes(operator);
}

/** At one place in the order in which they were given. */
function insertInto(source: string, insertions: readonly Insertion[]): string {
  const pieces: string[] = [];
  let copied = 0;
  for (const { at, text } of [...insertions].sort((left, right) => left.at - right.at)) {
    pieces.push(source.slice(copied, at), text);
    copied = at;
  }
  return [...pieces, source.slice(copied)].join('');
}
