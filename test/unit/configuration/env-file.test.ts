import assert from 'node:assert/strict';
import { readEnvFile } from '../../../src/configuration/environment/env-file.ts';
import { variablesByName } from '../../../src/configuration/variables.ts';
import { anyBudget } from './support.ts';

const outer = variablesByName([
  {
    name: 'OUTER',
    text: 'outside',
    stretches: [{ text: 'outside', way: [] }],
    missing: [],
    origins: [],
  },
]);

function parse(text: string, raw = false): readonly string[] {
  const { variables } = readEnvFile('.env', text, { variables: outer, raw, budget: anyBudget() });
  return variables.map(
    ({ name, text: value, missing }) => `${name}=${value}${missing.length > 0 ? ' ?' : ''}`,
  );
}

describe('an env file', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['plain lines', 'A=1\nB=two words\n', ['A=1', 'B=two words']],
    ['no line break at the end', 'A=1', ['A=1']],
    ['CRLF', 'A=1\r\nB="2"\r\n\r\nC=3\r\n', ['A=1', 'B=2', 'C=3']],
    ['CR alone, which ends no line', 'A=1\rB=2\n\rC\r=\r3\r\nD="x\ry"\r# d\n', ['A=1\rB=2', 'C=3', 'D=x\ry']],
    ['a BOM', '\uFEFFA=1\n', ['A=1']],
    ['export', 'export A=1\n  export\tB=2\nexport=3\n', ['A=1', 'B=2', 'export=3']],
    ['comments', '# A=0\n  # B=0\nA=1 # one\nB=a#b\n', ['A=1', 'B=a#b']],
    [
      'a hash that begins a value, or stands behind a tab',
      'A= # x\nB=#x\nC=a\t#c\n',
      ['A=# x', 'B=#x', 'C=a\t#c'],
    ],
    [
      'white space of other kinds',
      'A=\u00a0x\u00a0\nB=\u2003x\u2003\n\u00a0\nC\v=\v1\n',
      ['A=x', 'B=\u2003x', 'C=1'],
    ],
    ['white space', '  A = 1  \nB\t=\t2\t\n', ['A=1', 'B=2']],
    ['a colon', 'A: 1\n', ['A=1']],
    ['an equals sign in the value', 'A=YQ==\n', ['A=YQ==']],
    ['single quotes', "A='a # \\n $OUTER \"' # c\nB='it\\'s'\n", ['A=a # \\n $OUTER "', "B=it's"]],
    ['double quotes', 'A="a # \\"q\\" \\t\\\\" # c\nB=1\n', ['A=a # "q" \t\\', 'B=1']],
    ['quotes over lines', 'A="one\ntwo"\nB=\'x\r\ny\'\n', ['A=one\ntwo', 'B=x\r\ny']],
    ['a number of a character', 'A="\\0101\\012\\0777\\08"\n', ['A=A\\012\\0777\\08']],
    ['a quote that is never closed', 'A="one\nB=2\n', ['A=${A} ?', 'B=2']],
    ['a quote that a later line closes', 'A="one\nB="2"\nC=3\n', ['A=one\nB=', 'C=3']],
    ['a statement after a quote', 'A="1" B=\'2\'C=3\nD="4"#z\n', ['A=1', 'B=2', 'C=3', 'D=4']],
    ['no name', '=1\nA=2\n', ['A=2']],
    ['the project before its own lines', 'OUTER=own\nA=$OUTER\n', ['OUTER=own', 'A=outside']],
    [
      'a secret whose sign is missing',
      'SECRET_DB VALUE-MARKER-db\nB=1\n',
      ['SECRET_DB=${SECRET_DB} ?', 'B=1'],
    ],
    ['quotes inside', 'A=a"b"c\nB={"x": "y"}\n', ['A=a"b"c', 'B={"x": "y"}']],
    ['placeholders', 'A=${OUTER}/x\nB=$OUTER\nC=${A}!\n', ['A=outside/x', 'B=outside', 'C=outside/x!']],
    ['fallbacks', 'A=${NO:-fall}\nB="${NO-}"\n', ['A=fall', 'B=']],
    ['an unset one', 'A=${NO}\nB="$NO"\n', ['A=${NO} ?', 'B=${NO} ?']],
    ['dollars', 'A=a$$b\nB="\\$OUTER"\nC=5$\n', ['A=a$b', 'B=$OUTER', 'C=5$']],
    ['a name alone', 'OUTER\nNO\n', ['OUTER=outside', 'NO=${NO} ?']],
    ['the last of equal names', 'A=1\nA=2\n', ['A=1', 'A=2']],
    ['nothing', '', []],
    ['only a BOM and blanks', '\uFEFF \t\n\r\n', []],
  ];
  for (const [name, text, expected] of cases) {
    it(`takes ${name}`, () => assert.deepEqual(parse(text), expected));
  }

  it('takes values as they stand in the raw form', () => {
    assert.deepEqual(parse('A="$OUTER" # c\n# B=1\n C= d\r\nOUTER\nD = 1\n', true), [
      'A="$OUTER" # c',
      'C= d',
      'OUTER=outside',
    ]);
  });

  it('sets junk lines aside, with their place', () => {
    const text = 'A=1\nSECRET_# text=x\nwhat is this\n';
    const { variables, junk } = readEnvFile('.env', text, {
      variables: outer,
      raw: false,
      budget: anyBudget(),
    });
    assert.deepEqual(
      variables.map(({ name }) => name),
      ['A'],
    );
    assert.deepEqual(
      junk.map(({ name, range }) => [name, text.slice(range.start, range.end)]),
      [
        ['SECRET_', 'SECRET_# text=x'],
        ['', 'what is this'],
      ],
    );
  });

  it('takes nothing of a value for the name of a junk line', () => {
    const lines = ['SECRET_A x', 'SECRET_A aHVudGVyMg==', 'SECRET_A;x', 'SECRET_A"x"', 'export SECRET_A x'];
    for (const text of lines) {
      const { junk, whole } = readEnvFile('.env', text, {
        variables: outer,
        raw: false,
        budget: anyBudget(),
      });
      assert.deepEqual([junk.map(({ name }) => name), whole], [['SECRET_A'], false], text);
    }
    for (const text of ['A="1"x y=1', 'A="1', '?', "A='", 'A=${B', 'A="${B:c}"']) {
      assert.equal(
        readEnvFile('.env', text, { variables: outer, raw: false, budget: anyBudget() }).whole,
        false,
        text,
      );
    }
    for (const text of ['A="1" # x', 'A', '# ?', 'A=1"', "A='${B'"]) {
      assert.equal(
        readEnvFile('.env', text, { variables: outer, raw: false, budget: anyBudget() }).whole,
        true,
        text,
      );
    }
  });

  it('knows the place of every definition', () => {
    const text = '\uFEFF# x\r\n  export A="b c" # d\r\nE=f   \r\n';
    const { variables } = readEnvFile('conf/.env', text, {
      variables: outer,
      raw: false,
      budget: anyBudget(),
    });
    assert.deepEqual(
      variables.map(({ origins: [origin] }) => [
        text.slice(origin?.range.start, origin?.range.end),
        origin?.line,
        origin?.column,
        origin?.variable,
        origin?.file,
      ]),
      [
        ['export A="b c"', 2, 3, 'A', 'conf/.env'],
        ['E=f', 3, 1, 'E', 'conf/.env'],
      ],
    );
  });
});
