/** One way to write a value: what somebody types before the expression and behind it, and how the line then looks. */
export interface TypedStyle {
  readonly name: string;
  /** What stands there before anybody types. */
  readonly head: string;
  readonly after: string;
  /** What is typed up to the expression. */
  readonly opening: string;
  /** What is typed of the expression, with the quote that would end the value, or `'`. */
  readonly tearing: string;
  /** The same with the other quote. */
  readonly other: string;
  /** The last line of the file, once the name is accepted. */
  readonly wanted: RegExp;
}

const task = [
  'id: typed',
  'namespace: orchard.harvest',
  'tasks:',
  '  - id: one',
  '    type: io.kestra.plugin.mail.Letter',
  '    ',
].join('\n');

const style = (name: string, opening: string, wanted: RegExp, head = '', after = ''): TypedStyle => {
  const [single, double] = [`{{ secret('`, `{{ secret("`];
  const [tearing, other] = (head + opening).includes('"') ? [double, single] : [single, double];
  return { name, head: task + head, after, opening, tearing, other, wanted };
};

/** The call in either quotes, with a blank or none before the braces: whose were typed and closed by whom decides. */
const call = String.raw`\{\{ secret\((["'])HARVEST_API\1\) ?\}\}`;
const single = String.raw`'\{\{ secret\("HARVEST_API"\) ?\}\}'`;
const double = String.raw`"\{\{ secret\('HARVEST_API'\) ?\}\}"`;
const line = (source: string) => new RegExp(`^${source}$`);

export const typedStyles: readonly TypedStyle[] = [
  style('no quotes', 'message: ', line(`message: (?:${single}|${double})`)),
  style('no quotes, behind text', 'message: to ', line(`message: to ${call}`)),
  style('single quotes', `message: '`, line(`message: ${single}`)),
  style('single quotes, behind text', `message: 'to `, line(`message: 'to ${single.slice(1)}`)),
  style(
    'single quotes, behind a call with doubled ones',
    ' ',
    line(String.raw`message: '\{\{ secret\(''WEATHER_KEY''\) \}\} ${single.slice(1)}`),
    `message: '{{ secret(''WEATHER_KEY'') }}`,
    `'`,
  ),
  style('double quotes', `message: "`, line(`message: ${double}`)),
  style('a literal block', 'to ', line(`to ${call}`), 'message: |-\n      '),
  style('a folded block', '', line(call), 'message: >-\n      '),
  style('an item in single quotes', `- '`, line(`- ${single}`), 'values:\n      '),
  style('a flow list in single quotes', `'`, line(String.raw`values: \[${single}\]`), 'values: [', ']'),
  style('a flow map in double quotes', `"`, line(String.raw`a: \{ b: ${double} \}`), 'a: { b: ', ' }'),
];
