/** A flow of one task of a plugin (which says what its properties are), as far as the task's other properties. */
export const flowHead =
  'id: a\nnamespace: company.team\ntasks:\n  - id: t\n    type: io.kestra.plugin.scripts.shell.Script\n';

/** A flow whose task has `body` as its other properties, with which it ends. */
export function flowWith(body: string): string {
  return `${flowHead}${body
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n')}\n`;
}
