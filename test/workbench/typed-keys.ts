/** A line that somebody types, and the flow above it. Nothing of it asks for a secret. */
export interface TypedLine {
  readonly head: string;
  readonly line: string;
}

const identity = 'id: typed\nnamespace: orchard.harvest\n';
const task = '- id: one\n    type: io.kestra.plugin.core.http.Request\n';
const tasks = `${identity}tasks:\n  ${task}`;

const at = (head: string, lines: readonly string[]): TypedLine[] => lines.map((line) => ({ head, line }));

/** The keys of a flow, each with the blank that a value follows. */
export const keys: readonly TypedLine[] = [
  ...at(identity, ['tasks: ']),
  ...at(tasks, ['description: ', 'labels: ', 'inputs: ', 'triggers: ', 'variables: ', 'disabled: ']),
  ...at(tasks, ['    method: ', '    uri: ', '    headers: ', '    timeout: ', '    runIf: ', '    retry: ']),
  ...at(`${tasks}  `, ['- id: ', '- type: ']),
  ...at(`${tasks}inputs:\n  `, ['- id: ', '- type: ', '- defaults: ']),
  ...at(`${tasks}triggers:\n  - id: daily\n    `, ['type: ', 'cron: ', 'timezone: ', 'key: ']),
  ...at(`tasks:\n  ${task}`, ['id: ', 'namespace: ']),
];

/** Values that begin as a call of `secret()` does, or that are the word itself. */
export const values: readonly TypedLine[] = [
  ...at(`${tasks}inputs:\n  - id: token\n    `, ['type: SECRET', 'type: secr', 'displayName: secre']),
  ...at(`${tasks}  `, ['- id: secret', '- id: secr', '- type: secre']),
  ...at(tasks, [
    '    unit: sec',
    '    name: secret',
    '    method: se',
    '    options: {',
    'description: secr',
  ]),
  ...at(`${tasks}triggers:\n  - id: daily\n    `, ['cron: secr', 'timezone: secre']),
  ...at(tasks, ['    values: [secret']),
];
