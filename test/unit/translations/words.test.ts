import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { sentencesInSource } from './sentences.ts';

/** What a person in a hurry stumbles over, each with what is said in its place. */
const avoided: readonly (readonly [RegExp, string])[] = [
  [/\btold\b/i, 'known, says'],
  [/\basked\b/i, 'contacted, read, used'],
  [/\bhad\b/i, 'could be read, was'],
  [/\btaken (for|here)\b/i, 'used, counts'],
  [/\bby now\b/i, 'meanwhile'],
  [/\bcannot stand\b/i, 'is not allowed'],
  [/\bcannot be meant\b/i, 'cannot be used'],
  [/\b(nobody|no one) can tell\b/i, 'cannot tell'],
  [/\bclose to it\b/i, 'similar names'],
  [/\byours alone\b/i, 'user setting only'],
  [/\basks for fewer\b/i, 'is rate-limiting'],
  [/\bblanks?\b/i, 'space'],
  [/\bread whole\b/i, 'could be read only in part'],
  [/\bnewest version\b/i, 'latest version'],
  [/\blog(ged)? in\b/i, 'sign in'],
];

interface Text {
  readonly text: string;
  readonly place: string;
}

/** The command line's own texts, which are English only: every literal of several words below `src/cli`. */
function textsOfCommandLine(): Text[] {
  const root = 'src/cli';
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const file = path.join(root, name).split(path.sep).join('/');
      const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
      const found: Text[] = [];
      const visit = (node: ts.Node): void => {
        const isText =
          ts.isStringLiteralLike(node) ||
          ts.isTemplateExpression(node) ||
          ts.isRegularExpressionLiteral(node);
        if (isText && /\p{L}+ \p{L}+/u.test(node.getText(source))) {
          const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
          found.push({ text: node.getText(source), place: `${file}:${String(line + 1)}` });
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
      return found;
    });
}

function sentences(): Text[] {
  return sentencesInSource().map(({ key, place }) => ({ text: key, place }));
}

function textsOfManifest(): Text[] {
  const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
  return Object.entries(texts).map(([key, text]) => ({ text, place: `package.nls.json: ${key}` }));
}

describe('what users read', () => {
  const sources: readonly (readonly [string, () => readonly Text[]])[] = [
    ['the sentences', sentences],
    ['the texts of the manifest', textsOfManifest],
    ['the texts of the command line', textsOfCommandLine],
  ];
  for (const [what, texts] of sources) {
    it(`is plain: ${what}`, () => {
      const all = texts();
      assert.ok(all.length > 20, `${what} were found`);
      assert.deepEqual(
        all.flatMap(({ text, place }) =>
          avoided.flatMap(([word, better]) =>
            word.test(text) ? [`${place}: ${text} (say: ${better})`] : [],
          ),
        ),
        [],
      );
    });
  }
});
