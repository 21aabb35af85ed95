/** About a megabyte each. */
const lines = 25_000;

const taskLines = 10;

/** The text of the tasks from `taskOf`, ten lines each, up to as many lines as a large flow has. */
function repeat(head: string, taskOf: (index: number) => string): string {
  const tasks = Array.from({ length: lines / taskLines }, (_, index) => taskOf(index));
  return `${head}${tasks.join('')}`;
}

const flowHead = 'id: large\nnamespace: company.team\ndescription: A flow that grew\n\ntasks:\n';

function task(index: number, password: string, url: string): string {
  return `  - id: step_${index}
    type: io.kestra.plugin.jdbc.postgresql.Query
    description: Loads the part ${index} of what was delivered last night
    url: ${url}
    username: loader
    password: ${password}
    fetchType: STORE
    sql: |
      select id, name, created_at from delivered where part = ${index}
      order by created_at desc limit 1000 -- as the nightly job does
`;
}

/** A flow of a megabyte and 25,000 lines, with a `secret()` in every second of its 2,500 tasks. */
export const largeFlow = repeat(flowHead, (index) =>
  task(
    index,
    index % 2 === 0 ? `"{{ secret('DATABASE_PASSWORD_${index % 40}') }}"` : `"{{ inputs.password_of_part }}"`,
    'jdbc:postgresql://database.internal:5432/warehouse?application=loader',
  ),
);

/** The same without the word: what most files of most folders are. */
export const flowWithoutSecrets = largeFlow.replaceAll('secret(', 'lookup(');

/** A flow that is hardly anything but calls: 600 kB of them. */
export const flowOfCalls = `${flowHead}${Array.from(
  { length: 5_600 },
  (_, index) =>
    `  - {id: c${index}, type: io.kestra.x.Y, value: "{{ secret('KEY_${index % 300}', subkey='FIELD_${index % 7}') ~ secret('OTHER') }}"}\n`,
).join('')}`;

/** A workflow of the other kind, as large, with as many secrets: what its own language service is made for. */
export const largeWorkflow = repeat(
  'name: large\non: push\n\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n',
  (index) => `      - id: step_${index}
        name: Loads the part ${index} of what was delivered last night
        shell: bash
        env:
          URL: postgresql://database.internal:5432/warehouse
          PASSWORD: ${index % 2 === 0 ? `\${{ secrets.DATABASE_PASSWORD_${index % 40} }}` : '${{ vars.PASSWORD }}'}
        run: |
          select id, name, created_at from delivered where part = ${index}
          order by created_at desc limit 1000 -- as the nightly job does
          commit; -- and nothing else
`,
);
