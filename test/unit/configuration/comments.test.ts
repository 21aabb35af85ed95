import assert from 'node:assert/strict';
import { Lexer } from 'yaml';
import { commentsIn } from '../../../src/configuration/comments/index.ts';

/** The comments of a file, and its values of several lines, as they are written. */
function found(path: string, text: string) {
  const reading = commentsIn(path, text);
  let stretch = reading.next();
  while (stretch.done !== true) stretch = reading.next();
  const comments = stretch.value;
  if (comments === null) return null;
  const written = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return { comments: comments.ranges.map(written), long: comments.longValues.map(written) };
}

describe('the comments of a file', () => {
  it('are those of YAML, and none stands in a scalar', () => {
    const text = [
      '\uFEFF# top',
      'id: a # behind a value',
      'a#b: c#d',
      '"k # no": 1',
      'block: | # behind a header',
      '  # no',
      '',
      '# between',
      'quoted: "one # no',
      '  # no" # behind quotes',
      'plain: one',
      '  two # ends it',
      'list: [ # in brackets',
      '  "#no" ]',
      '',
    ].join('\n');
    assert.deepEqual(found('a.yml', text), {
      comments: [
        '# top',
        '# behind a value',
        '# behind a header',
        '# between',
        '# behind quotes',
        '# ends it',
        '# in brackets',
      ],
      long: ['| # behind a header\n  # no\n', '"one # no\n  # no"', 'plain: one\n  two'.slice(7)],
    });
  });

  it('are those of Terraform, and of YAML in the flows of its heredocs', () => {
    const lines = [
      '# top',
      'resource "kestra_flow" "one" { // one',
      '  content = <<EOT',
      'id: one # in ${var.a} # the flow',
      'uri: http://a # behind two slashes',
      'text: |',
      '  # no',
      'EOT',
      '  other = <<EOT',
      'a: 1 # no',
      'EOT',
      '} # end',
    ];
    for (const end of ['\n', '\r\n']) {
      const of = found('main.tf', lines.join(end));
      assert.deepEqual(of?.comments, [
        '# top',
        '// one',
        '# in ${var.a} # the flow',
        '# behind two slashes',
        '# end',
      ]);
      assert.deepEqual(of.long, [`|${end}  # no${end}`, `<<EOT${end}a: 1 # no${end}EOT`]);
    }
  });

  it('are found whatever ends the lines', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['a: 1 # one', '# two', 'b: >-', '  # no', 'c: 2 # three'].join(end);
      assert.deepEqual(found('a.yaml', text)?.comments, ['# one', '# two', '# three'], JSON.stringify(end));
    }
  });

  it('are found in a text that is broken, and of an open quote none behind it', () => {
    assert.deepEqual(found('a.yml', "a: {{ secret('X') }} # one\nb: } # two\n- c # three\n")?.comments, [
      '# one',
      '# two',
      '# three',
    ]);
    assert.deepEqual(found('a.yml', 'a: 1 # one\nb: "open # no\nc: 2 # no\n')?.comments, ['# one']);
  });

  it('are at their places because all pieces of the lexer are the text, but for its marks', () => {
    const text = '\uFEFF%YAML 1.2\n---\n{ a: [b, "c"\n], d: |-\n x\n# e\n}\n...\n--- >+2\n   y\n\n';
    const marks = ['\u0002', '\u0018', '\u001f'];
    const pieces = [...new Lexer().lex(text)].filter((piece) => !marks.includes(piece));
    assert.equal(pieces.join(''), text);
  });

  it('are those of an env file, where a value may hold the sign', () => {
    const text = [
      '# one',
      'A=b # two',
      'B="x # no',
      '# no',
      '" # three',
      'C=a#no',
      '\t# four',
      "D='# no'",
      'export E= # no',
    ];
    assert.deepEqual(found('deploy/.env', text.join('\r\n')), {
      comments: ['# one', '# two', '# three', '# four'],
      long: ['B="x # no\r\n# no\r\n"'],
    });
  });

  it('are those of Terraform and of the settings of VS Code, and JSON has none', () => {
    const terraform = '# one\nx = "a # no ${"# no"}" // two\ny = <<-EOT\n  # no\n  EOT\nz = 1 # three\r\n';
    assert.deepEqual(found('main.tf', terraform), {
      comments: ['# one', '// two', '# three'],
      long: ['<<-EOT\n  # no\n  EOT'],
    });
    const settings = '{ // one\n  "a // no": 1, /* two */\n}';
    assert.deepEqual(found('.vscode/settings.json', settings)?.comments, ['// one', '/* two */']);
    const deep = `// one\n${'['.repeat(100_000)}`;
    assert.deepEqual(found('.vscode/settings.json', deep)?.comments, []);
    assert.equal(found('deployment.json', '{}'), null);
  });

  it('are read in stretches where there are many', () => {
    const reading = commentsIn('a.yml', 'a: 1 # one\n'.repeat(5000));
    assert.equal(reading.next().done, false);
  });
});
