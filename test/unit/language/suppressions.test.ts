import assert from 'node:assert/strict';
import { commentsIn } from '../../../src/configuration/comments/index.ts';
import { doAtOnce } from '../../../src/flow/index.ts';
import { codeActionsFor, type MendableProblem } from '../../../src/language/code-actions.ts';
import { problemMessage } from '../../../src/language/messages/index.ts';
import { judgeSuppressions, type Judging } from '../../../src/language/suppressions.ts';
import type { ProblemCode } from '../../../src/language/types.ts';
import { textAfter } from '../../../src/text/edits.ts';

const commentsOf = (path: string) => (text: string) => doAtOnce(commentsIn(path, text));

/** A problem at each place where `mark` stands in a text. */
function problemsAt(text: string, mark: string, code: ProblemCode = 'secret-missing'): MendableProblem[] {
  return Array.from(text.matchAll(new RegExp(mark, 'g')), ({ index }) => ({
    code,
    severity: 'warning',
    range: { start: index, end: index + mark.length },
    data: {},
  }));
}

const nothingUntold: Judging = { untold: () => [] };

function judge(
  text: string,
  problems: readonly MendableProblem[],
  judging: Judging = nothingUntold,
  path = 'a.yml',
) {
  const comments = commentsOf(path)(text) ?? assert.fail('it has no comments');
  const judged = judgeSuppressions(text, comments, problems, judging);
  return {
    ignored: problems.map((problem) => judged.problems.has(problem)),
    own: judged.own
      .filter((problem) => !judged.problems.has(problem))
      .map((problem) => [text.slice(problem.range.start, problem.range.end), problemMessage(problem)]),
  };
}

describe('a comment that ignores problems', () => {
  const covering: Readonly<Record<string, readonly [string, readonly boolean[]]>> = {
    'on the line': ['a: X # kestra-secrets-ignore secret-missing\nb: X\n', [true, false]],
    'on the line before': [
      'a: X\n# kestra-secrets-ignore secret-missing\nb: X\nc: X\n',
      [false, true, false],
    ],
    'before other comments': ['# kestra-secrets-ignore secret-missing\n# why\n  # so\na: X\n', [true]],
    'behind an empty line': ['# kestra-secrets-ignore secret-missing\n\na: X\n', [false]],
    'behind another value': ['a: 1 # kestra-secrets-ignore secret-missing\nb: X\n', [false]],
    'for the file': ['a: X\nb: X # kestra-secrets-ignore-file secret-missing\n', [true, true]],
    'with several codes': ['a: X # kestra-secrets-ignore: subkey-missing , secret-missing\n', [true]],
    'with a reason': ['a: X # kestra-secrets-ignore secret-missing -- not subkey-missing\n', [true]],
    'with a reason alone': ['a: X # kestra-secrets-ignore -- secret-missing\n', [false]],
    'with another code': ['a: X # kestra-secrets-ignore subkey-missing\n', [false]],
    'in a comment about it': ['a: X # see kestra-secrets-ignore secret-missing\n', [false]],
    'in a plain scalar': ['a: X#kestra-secrets-ignore secret-missing\n', [false]],
    'in quotes': ['a: "X # kestra-secrets-ignore secret-missing"\n', [false]],
    'in a block scalar': ['a: |\n  # kestra-secrets-ignore secret-missing\n  X\n', [false]],
    'in a shell text': ['a: >-\n  X # kestra-secrets-ignore secret-missing\n', [false]],
    'in Pebble': ['a: "{# kestra-secrets-ignore secret-missing #} X"\n', [false]],
    'on the line of a header': [
      'a: | # kestra-secrets-ignore secret-missing\n  1\n  X\nb: X\n',
      [true, false],
    ],
    'before a block scalar': [
      '# kestra-secrets-ignore secret-missing\na: |\n  1\n  X\nb: X\n',
      [true, false],
    ],
    'before quotes': ['# kestra-secrets-ignore secret-missing\na: "1\n\n  X"\nb: X\n', [true, false]],
    'behind what ends a value of several lines': [
      'a: "1\n  X" # kestra-secrets-ignore secret-missing\nb: X\n',
      [true, false],
    ],
    'where a line begins inside of another value': [
      '# kestra-secrets-ignore secret-missing\n{ a: "1\n  2", b: X }\n',
      [true],
    ],
    'with lines that end by CRLF': [
      '# kestra-secrets-ignore secret-missing\r\na: X\r\nb: X\r\n',
      [true, false],
    ],
    'with lines that end by CR': ['# kestra-secrets-ignore secret-missing\ra: X\rb: X\r', [true, false]],
    'behind a byte order mark': ['\uFEFF# kestra-secrets-ignore secret-missing\na: X\n', [true]],
  };
  for (const [name, [text, ignored]] of Object.entries(covering)) {
    it(`${ignored.includes(true) ? 'counts' : 'is none'} ${name}`, () => {
      assert.deepEqual(judge(text, problemsAt(text, 'X')).ignored, ignored);
    });
  }

  it('counts in the comments of env files and settings', () => {
    const env =
      '# kestra-secrets-ignore secret-missing\nA=X\nB=X # kestra-secrets-ignore secret-missing\nC=X\n';
    assert.deepEqual(judge(env, problemsAt(env, 'X'), nothingUntold, '.env').ignored, [true, true, false]);
    const settings = '{\n  // kestra-secrets-ignore secret-missing\n  "a": "X",\n  "b": "X"\n}\n';
    const path = '.vscode/settings.json';
    assert.deepEqual(judge(settings, problemsAt(settings, 'X'), nothingUntold, path).ignored, [true, false]);
  });

  it('is told where it ignores nothing: all of it, or the code', () => {
    assert.deepEqual(judge('a: 1 # kestra-secrets-ignore secret-missing, yaml-alias \n', []).own, [
      [
        '# kestra-secrets-ignore secret-missing, yaml-alias',
        'There is no problem here that this would ignore (secret-missing, yaml-alias). Remove it.',
      ],
    ]);
    const text = 'a: X # kestra-secrets-ignore secret-missing, yaml-alias\n';
    assert.deepEqual(judge(text, problemsAt(text, 'X')).own, [
      ['yaml-alias', 'There is no problem here that this would ignore (yaml-alias). Remove it.'],
    ]);
    assert.equal(judge('# kestra-secrets-ignore-file secret-missing\na: 1\n', []).own.length, 1);
  });

  it('is not told where its problem cannot be told for now, or by who asks', () => {
    const text = 'a: 1 # kestra-secrets-ignore secret-missing\nb: 2 # kestra-secrets-ignore secret-missing\n';
    const untold = { code: 'secret-missing', range: { start: 3, end: 4 } } as const;
    assert.equal(judge(text, [], { untold: () => [untold] }).own.length, 1);
    assert.equal(judge(text, [], { untold: () => [{ ...untold, range: null }] }).own.length, 0);
    assert.equal(judge(text, [], { untold: () => [], judges: () => false }).own.length, 0);
  });

  it('can say that it may be of no use', () => {
    const text = 'a: 1 # kestra-secrets-ignore secret-missing, suppression-unused\n';
    assert.deepEqual(judge(text, []).own, []);
    assert.deepEqual(judge('# kestra-secrets-ignore-file suppression-unused\na: 1\n', []).own, []);
  });

  it('is told where it has no code, or one that no problem has', () => {
    const invalid = (text: string) => judge(text, []).own;
    assert.deepEqual(invalid('a: 1 # kestra-secrets-ignore\n'), [
      [
        'kestra-secrets-ignore',
        'Write which problem to ignore: its code, as in kestra-secrets-ignore secret-missing.',
      ],
    ]);
    assert.deepEqual(invalid('a: 1 # kestra-secrets-ignore secret-mising\n'), [
      ['secret-mising', 'No problem has the code secret-mising. Did you mean secret-missing?'],
    ]);
    assert.match(
      invalid('a: 1 # kestra-secrets-ignore all\n')[0]?.[1] ?? '',
      /^A comment ignores no more than/,
    );
    assert.match(
      invalid('a: 1 # kestra-secrets-ignore-next-line x\n')[0]?.[1] ?? '',
      /-next-line has no effect/,
    );
    assert.deepEqual(invalid('a: 1 # kestra-secrets-ignored x\n'), []);
  });
});

/** The text after what is offered by this title at the first `X`. */
function after(text: string, title: RegExp, path = 'a.yml'): string | null {
  const [problem = assert.fail('there is no problem')] = problemsAt(text, 'X');
  const actions = codeActionsFor(problem, { text, commentsIn: commentsOf(path), flow: null });
  const action = actions.find((each) => title.test(each.title));
  return action === undefined ? null : textAfter(text, action.edits);
}

describe('the fix that ignores a problem', () => {
  const lineFix = /^Ignore secret-missing (?:on this line|in the whole value)$/;
  const fileFix = /^Ignore secret-missing in this file$/;
  const comment = '# kestra-secrets-ignore secret-missing';

  it('writes a line of its own, indented as the line is', () => {
    assert.equal(after('a:\n  - b: X\n', lineFix), `a:\n  ${comment}\n  - b: X\n`);
    assert.equal(after('a:\r\n  b: X\r\n', lineFix), `a:\r\n  ${comment}\r\n  b: X\r\n`);
    assert.equal(after('\uFEFFa: X', lineFix), `\uFEFF${comment}\na: X`);
  });

  it('writes it as YAML in a flow that stands in Terraform, and as Terraform at the top of the file', () => {
    const around = (flow: string) => `resource "kestra_flow" "one" {\n  content = <<-EOT\n${flow}  EOT\n}\n`;
    assert.equal(
      after(around('    a: http://X\n'), lineFix, 'main.tf'),
      around(`    ${comment}\n    a: http://X\n`),
    );
    assert.equal(
      after(around('    a: |\n      X\n'), lineFix, 'main.tf'),
      around(`    ${comment}\n    a: |\n      X\n`),
    );
    assert.equal(
      after(around('    a: X\n'), fileFix, 'main.tf'),
      `# kestra-secrets-ignore-file secret-missing\n${around('    a: X\n')}`,
    );
  });

  it('writes it before the value where the line is inside of one', () => {
    assert.equal(after('a:\n  b: |\n    1\n    X\n', lineFix), `a:\n  ${comment}\n  b: |\n    1\n    X\n`);
    assert.equal(after('a:\n  b: |\n    1\n    X\n', /on this line/), null);
    assert.equal(after('a: "1\n  X"\n', lineFix), `${comment}\na: "1\n  X"\n`);
    assert.equal(after('a: 1\n  X\n', lineFix), `${comment}\na: 1\n  X\n`);
    assert.equal(
      after('{ a: "1\n  2", b: "3\n  4",\n  c: "5\n  X" }\n', lineFix),
      `{ a: "1\n  2", b: "3\n  4",\n  ${comment}\n  c: "5\n  X" }\n`,
    );
    assert.equal(
      after('{ a: "1\n  2", b: "3\n  X" }\n', lineFix),
      `${comment}\n{ a: "1\n  2", b: "3\n  X" }\n`,
    );
  });

  it('adds to a comment that is there', () => {
    assert.equal(
      after('# kestra-secrets-ignore subkey-missing -- why\na: X\n', lineFix),
      '# kestra-secrets-ignore subkey-missing, secret-missing -- why\na: X\n',
    );
    assert.equal(
      after('a: X # kestra-secrets-ignore\n', lineFix),
      'a: X # kestra-secrets-ignore secret-missing\n',
    );
    assert.equal(
      after('a: X\n# kestra-secrets-ignore-file yaml-alias\n', fileFix),
      'a: X\n# kestra-secrets-ignore-file yaml-alias, secret-missing\n',
    );
  });

  it('writes one for the file at its beginning', () => {
    assert.equal(
      after('---\r\na: X\r\n', fileFix),
      `# kestra-secrets-ignore-file secret-missing\r\n---\r\na: X\r\n`,
    );
    assert.equal(after('\uFEFFa: X\n', fileFix), `\uFEFF# kestra-secrets-ignore-file secret-missing\na: X\n`);
  });

  it('writes the comments of the language, and none where there are none', () => {
    assert.equal(after('A=1\nB=X\n', lineFix, '.env'), `A=1\n${comment}\nB=X\n`);
    assert.equal(
      after('{\n  "a": "X"\n}\n', lineFix, '.vscode/settings.json'),
      '{\n  // kestra-secrets-ignore secret-missing\n  "a": "X"\n}\n',
    );
    assert.equal(after('{\n  "a": "X"\n}\n', lineFix, 'a.json'), null);
  });

  it('stands behind all others, and is never the one that the editor prefers', () => {
    const [problem = assert.fail()] = problemsAt('a: X\n', 'X');
    const fix = { kind: 'quotes', data: {}, edits: [] } as const;
    const file = { text: 'a: X\n', commentsIn: commentsOf('a.yml'), flow: null };
    const actions = codeActionsFor({ ...problem, fix }, file);
    const others = codeActionsFor({ ...problem, fix }, { ...file, mayIgnore: false });
    assert.deepEqual(others, actions.slice(0, 1));
    assert.deepEqual(
      actions.map(({ ignores, isPreferred, title }) => [title, isPreferred, ignores]),
      [
        ['Put the value in quotes', true, undefined],
        ['Ignore secret-missing on this line', false, true],
        ['Ignore secret-missing in this file', false, true],
      ],
    );
  });
});

describe('many comments that ignore problems', () => {
  const many = 20_000;
  const row = '# kestra-secrets-ignore secret-missing\n';
  const texts: Readonly<Record<string, string>> = {
    'no codes in one': `# kestra-secrets-ignore-file ${'a '.repeat(many)}\nX: 1\n`,
    'the same code in one': `# kestra-secrets-ignore-file ${'secret-missing '.repeat(many)}\nX: 1\n`,
    'a row of them': `${row.repeat(many)}X: 1\n`,
    'one for the file on each line': `${row.replace('ignore', 'ignore-file').repeat(many)}X: 1\n`,
  };
  for (const [what, text] of Object.entries(texts)) {
    it(`are judged at once: ${what}`, function () {
      // Where time grew with the square, a hundred times this much.
      this.timeout(3000);
      const [problem = assert.fail()] = problemsAt(text, 'X');
      const problems = Array.from({ length: many }, () => ({ ...problem }));
      const judged = judge(text, problems);
      assert.equal(judged.ignored[many - 1], !text.includes(' a a '));
    });
  }

  it('of one comment only so many codes are read, which is said of the next', () => {
    const written = (count: number) => `# kestra-secrets-ignore-file ${'secret-missing '.repeat(count)}`;
    const text = `${written(200)}subkey-missing yaml-alias -- why\na: X\n`;
    assert.deepEqual(judge(text, problemsAt(text, 'X')), {
      ignored: [true],
      own: [
        [
          'subkey-missing',
          'Of one comment 200 codes are read. Write this one and those behind it into another comment.',
        ],
      ],
    });
    assert.deepEqual(judge(text, problemsAt(text, 'X', 'subkey-missing')).ignored, [false]);
    const full = `${written(200)}\na: X\n`;
    assert.deepEqual(judge(full, problemsAt(full, 'X')).own, []);
  });
});

describe('the fix of a comment that is wrong', () => {
  /** The text after the preferred fix of the only thing that is wrong with its comments. */
  function mended(text: string): string {
    const comments = commentsOf('a.yml')(text) ?? assert.fail();
    const judged = judgeSuppressions(text, comments, problemsAt(text, 'X'), nothingUntold);
    const [problem = assert.fail('nothing is wrong')] = judged.own;
    const [action = assert.fail('nothing is offered')] = codeActionsFor(problem, {
      text,
      commentsIn: commentsOf('a.yml'),
      flow: null,
    });
    assert.ok(action.isPreferred);
    return textAfter(text, action.edits);
  }

  it('takes it away, with its line where it has one', () => {
    assert.equal(mended('a: 1  # kestra-secrets-ignore yaml-alias \nb: 2\n'), 'a: 1\nb: 2\n');
    assert.equal(mended('a: 1\r\n  # kestra-secrets-ignore yaml-alias\r\nb: 2\r\n'), 'a: 1\r\nb: 2\r\n');
    assert.equal(mended('\uFEFF# kestra-secrets-ignore-file yaml-alias\nb: 2\n'), '\uFEFFb: 2\n');
  });

  it('takes a code away, with one comma', () => {
    const codes = ['secret-missing, yaml-alias', 'yaml-alias, secret-missing', 'yaml-alias secret-missing'];
    for (const each of codes) {
      assert.equal(
        mended(`a: X # kestra-secrets-ignore ${each} -- why\n`),
        'a: X # kestra-secrets-ignore secret-missing -- why\n',
      );
    }
  });

  it('spells a code right', () => {
    assert.equal(
      mended('a: 1 # kestra-secrets-ignore secret-mising\n'),
      'a: 1 # kestra-secrets-ignore secret-missing\n',
    );
  });
});
