import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const flowCount = 10_000;
const teams = 50;
const tasks = 11;

/** Writes {@link flowCount} flows (45 MB), one in `every` of which asks for secrets, four times. */
export async function writeFlows(tree: string, every: number): Promise<void> {
  for (let index = 0; index < flowCount; index += 1) {
    const folder = path.join(tree, `team${index % teams}`, 'flows');
    if (index < teams) await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `flow${index}.yaml`), flowText(index, index % every === 0));
  }
}

/** One of them. */
export function flowText(index: number, asks: boolean): string {
  const each = Array.from({ length: tasks }, (_, task) => {
    const password =
      asks && task % 3 === 0 ? `"{{ secret('DATABASE_PASSWORD_${task}') }}"` : '"{{ inputs.password }}"';
    return `  - id: step_${task}
    type: io.kestra.plugin.jdbc.postgresql.Query
    description: Loads the part ${task} of what was delivered last night
    url: jdbc:postgresql://database.internal:5432/warehouse?application=loader
    username: loader
    password: ${password}
    fetchType: STORE
    sql: |
      select id, name, created_at from delivered where part = ${task}
      order by created_at desc limit 1000 -- as the nightly job does
`;
  });
  return `id: flow_${index}\nnamespace: company.team${index % teams}\ndescription: A flow that grew\n\ntasks:\n${each.join('')}`;
}
