/** A line that somebody types, and the flow above it. Nothing of it asks for a secret. */
export interface TypedLine {
  readonly head: string;
  readonly line: string;
}

const identity = 'id: typed\nnamespace: orchard.harvest\n';
const task = '- id: one\n    type: io.kestra.plugin.core.http.Request\n';
const tasks = `${identity}tasks:\n  ${task}`;
const inputs = `${tasks}inputs:\n  `;
const triggers = `${tasks}triggers:\n  - id: daily\n    `;

const at = (head: string, lines: readonly string[]): TypedLine[] => lines.map((line) => ({ head, line }));

/**
 * A line of each kind: keys with the blank that a value follows, and values that begin as a call of `secret()` does or are
 * the word itself. What is offered at which key is asked without a window, for every key.
 */
const lines: readonly TypedLine[] = [
  ...at(identity, ['tasks: ']),
  ...at(tasks, ['description: ', 'description: secr']),
  ...at(tasks, ['    method: ', '    headers: ', '    method: se', '    unit: sec', '    name: secret']),
  ...at(tasks, ['    options: {', '    values: [secret']),
  ...at(`${tasks}  `, ['- id: ', '- id: secret', '- type: secre']),
  ...at(inputs, ['- defaults: ']),
  ...at(`${inputs}- id: token\n    `, ['type: SECRET', 'displayName: secre']),
  ...at(triggers, ['cron: ', 'key: ', 'cron: secr']),
  ...at(`tasks:\n  ${task}`, ['id: ']),
];

/** Typed with a look at what is offered. */
export const typedSlowly = lines;

/** Typed without a break: Enter right behind the word may meet the rows of the letters before, which VS Code still shows. */
export const typedAtOnce = lines.filter(({ line }) => !line.endsWith('secret'));

/** Those at which another extension that knows flows has something to offer. */
export const typedBeside = lines.filter(({ line }) =>
  [
    'tasks:',
    'method:',
    'method: se',
    'name: secret',
    'options: {',
    'values: [secret',
    '- type: secre',
    'cron:',
  ].includes(line.trim()),
);
