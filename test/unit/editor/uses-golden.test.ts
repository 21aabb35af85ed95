import assert from 'node:assert/strict';
import type { TextEdit } from '../../../src/ports/text.ts';
import { sortEdits } from '../../../src/text/edits.ts';
import { renameInFolder, type Renaming } from './uses-workspace.ts';

interface Golden extends Renaming {
  readonly title: string;
  /**
   * `«NAME»` is a use and `‹NAME›` a definition, both of which get the new name; `«NAME→TEXT»` gets a text of its own.
   */
  readonly files: Readonly<Record<string, string>>;
  /** How many calls may mean it. */
  readonly left?: number;
}

const flow = (namespace: string, ...values: readonly string[]) =>
  `id: a\nnamespace: ${namespace}\ntasks:\n  - id: t\n    type: x\n${values.map((value, index) => `    k${String(index)}: ${value}\n`).join('')}`;

const service = (...lines: readonly string[]) =>
  ['services:', '  kestra:', '    image: kestra/kestra:v2.0.0', ...lines, ''].join('\n');

/** Services of one Kestra, each with the lines of its environment. */
const parts = (environments: Readonly<Record<string, readonly string[]>>) =>
  [
    'services:',
    ...Object.entries(environments).flatMap(([name, lines]) => [
      `  ${name}:`,
      '    image: kestra/kestra:v2.0.0',
      `    command: server ${name}`,
      '    environment:',
      ...lines.map((line) => `      ${line}`),
    ]),
    '',
  ].join('\n');

const vault = (namespace: string) =>
  `kestra:\n  secret:\n    type: vault\n    vault:\n      address: http://127.0.0.1:1\n      token: {token: x}\n# ${namespace}\n`;

const goldens: readonly Golden[] = [
  {
    title: 'an env file, in every style of YAML and quote of Pebble, in any letter case',
    name: 'DB',
    newName: 'FARM',
    left: 3,
    files: {
      'docker-compose.yml': service('    env_file: [kestra.env]'),
      'kestra.env': 'SECRET_DBS=dg==\nexport SECRET_‹DB›="dg=="\nSECRET_DB_B=dg==\n',
      'flows/a.yaml': flow(
        'team',
        `"{{ secret('«DB»') }} {{ secret(\\"«db»\\", subkey='DB') }}"`,
        `'{{ secret(''«DB»'') }} {{ secret("DBS") }}'`,
        `plain {{ secret(key='«DB»') }}`,
        `|\n      {{ secret('«DB»') }}`,
        `>-\n      a\n      {{ secret("«DB»") }}`,
        `[ "{{ secret('«DB»') }}", b ]`,
        `"{{ secret(inputs.x ? 'DB' : 'X') }}"`,
        `"{{ secret('D' ~ inputs.x) }} {{ secret(inputs.y) }} {{ secret('E' ~ inputs.x) }}"`,
      ),
      'other.txt': "{{ secret('DB') }}",
    },
  },
  {
    title: 'Compose, as a map and as a list, and a variable that is handed on',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service(
        '    environment:',
        '      SECRET_‹DB›: ${OTHER}',
        '      SECRET_X: SECRET_DB',
      ),
      'compose.override.yml': service('    environment:', '      - "SECRET_‹DB›=dg=="'),
      '.env': 'OTHER=dg==\n',
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'a file that a flow renders, and none that has its name alone',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service('    environment:', '      SECRET_‹DB›: dg=='),
      'a.yaml': flow('team', `"{{ render(read('query.sql')) }} {{ secret('«DB»') }}"`),
      'files/query.sql': `select '{{ secret("«DB»") }}', 'DB' -- secret('DB')\n`,
      'files/other.sql': `select '{{ secret("DB") }}'\n`,
    },
  },
  {
    title: 'the .env of a variable that Compose hands on by its name alone',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service(
        '    environment:',
        '      - SECRET_‹DB›',
        '      - SECRET_X=${SECRET_X}',
      ),
      '.env': 'SECRET_X=dg==\nSECRET_‹DB›=dg==\n',
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'a placeholder of the same name is filled as before',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service('    environment:', '      - SECRET_‹DB›=${SECRET_DB}'),
      '.env': 'SECRET_DB=dg==\n',
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'placeholders of the same Compose project, where their variable in .env gets the new name',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service(
        '    environment:',
        '      - SECRET_‹DB›',
        '      - SECRET_X=${SECRET_‹DB›:-a}$SECRET_‹DB› $${SECRET_DB} ${SECRET_DBS} $$$SECRET_‹DB›',
        '  other:',
        '    image: postgres',
        '    environment: {PASSWORD: "${SECRET_‹DB›}"}',
      ),
      '.env': 'SECRET_‹DB›=dg==\n',
      'other/docker-compose.yml': 'services: {a: {image: postgres, environment: ["A=${SECRET_DB}"]}}\n',
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'lines of the same .env that are filled with it, also for a service that is given all of it',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service('    env_file: [.env]'),
      '.env': [
        'EARLIER=${SECRET_‹DB›}',
        'SECRET_‹DB›=dg==',
        'URL="x:${SECRET_‹DB›}" # ${SECRET_DB}',
        "PLAIN='${SECRET_DB}'",
        'OTHER=$SECRET_‹DB›/${SECRET_DBS} $$SECRET_DB',
        'ESCAPED="\\$SECRET_DB"',
        '',
      ].join('\n'),
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title:
      'lines of other env files that Compose fills with it, before and behind it, and not those that are taken as they stand',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service(
        '    env_file: [one.env, env/two, {path: three.env, format: raw}]',
        '    environment:',
        '      - SECRET_Q=${SECRET_DB}',
      ),
      'one.env': 'EARLIER=${SECRET_DB}\nSECRET_‹DB›=dg==\nA=${SECRET_‹DB›} # $SECRET_DB\n',
      'env/two':
        'URL="x:${SECRET_‹DB›}$SECRET_‹DB›"\nPLAIN=\'${SECRET_DB}\'\nB=${C:-${SECRET_‹DB›}}\nD=$$SECRET_DB\n',
      'three.env': 'E=${SECRET_DB}\n',
      'four.env': 'SECRET_DB=dg==\nF=${SECRET_DB}\n',
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'env files that are filled with what the project and the service are given',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service('    env_file: [one.env]', '    environment: [SECRET_‹DB›]'),
      'one.env': 'A=${SECRET_‹DB›}\n',
      '.env': 'SECRET_‹DB›=dg==\n',
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'no line that is filled with a variable of the same name which is no secret of Kestra',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service('    env_file: [one.env]'),
      'one.env': 'SECRET_‹DB›=dg==\nA=${SECRET_DB}\n',
      '.env': 'SECRET_DB=dg==\n',
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'no line that two servers load and fill with variables of their own',
    name: 'DB',
    newName: 'FARM',
    files: {
      'one/docker-compose.yml': service(
        '    env_file: [../shared.env]',
        '    environment: {SECRET_‹DB›: dg==}',
      ),
      'two/docker-compose.yml': service(
        '    env_file: [../shared.env]',
        '    environment: {SECRET_DB: dg==}',
      ),
      'shared.env': 'A=${SECRET_DB}\n',
      'one/a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'placeholders of Kestra’s own configuration inside Compose',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service(
        '    environment:',
        '      SECRET_‹DB›: dg==',
        '      OTHER: $${SECRET_DB}',
        '      KESTRA_CONFIGURATION: |',
        '        a: "$${SECRET_‹DB›} $$SECRET_DB $${SECRET_‹DB›:x} ${SECRET_DB} $${SECRET_DBS} $$$${SECRET_‹DB›}"',
      ),
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'the configuration of each part of Kestra that has the variable, and not of one that does not',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': parts({
        webserver: ['SECRET_‹DB›: dg==', 'KESTRA_CONFIGURATION: "a: $${SECRET_‹DB›}"'],
        scheduler: ['KESTRA_CONFIGURATION: "a: $${SECRET_DB:x}"'],
        worker: ['SECRET_‹DB›: dg==', 'KESTRA_CONFIGURATION: "a: $${SECRET_‹DB›:x}"'],
      }),
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'placeholders of the one server’s application.yml',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service(
        '    environment: {SECRET_‹DB›: dg==}',
        '    command: server standalone --config /app/application.yml',
        '    volumes: [./application.yml:/app/application.yml]',
      ),
      'application.yml':
        'kestra: {secret: {isolation: {enabled: false}}}\ndatasources: {a: {password: "${SECRET_‹DB›}", b: "${SECRET_‹DB›:x}", c: "${SECRET_DBS} SECRET_DB"}}\n',
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'no application.yml of which nobody knows which of two servers reads it',
    name: 'DB',
    newName: 'FARM',
    files: {
      'one/docker-compose.yml': service('    environment:', '      SECRET_‹DB›: dg=='),
      'two/docker-compose.yml': service('    environment:', '      SECRET_DB: dg=='),
      'two/application.yml': 'kestra: {secret: {isolation: {enabled: false}}}\na: "${SECRET_DB}"\n',
      'one/a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'values that the configuration puts into tasks',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service(
        '    environment:',
        '      SECRET_‹DB›: dg==',
        '      KESTRA_CONFIGURATION: |',
        '        kestra:',
        '          policies:',
        '            defaults:',
        '              rules:',
        `                - values: {a: "{{ secret('«DB»') }}", b: '{{ secret("DBS") }}'}`,
      ),
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'a container of a cluster and the Secret that it reads',
    name: 'DB',
    newName: 'FARM',
    files: {
      'deploy.yaml': `kind: Deployment
apiVersion: apps/v1
metadata: {name: kestra}
spec:
  template:
    spec:
      containers:
        - name: kestra
          image: kestra/kestra
          env:
            - name: SECRET_‹DB›
              value: dg==
            - {name: SECRET_X, value: dg==}
          envFrom: [{secretRef: {name: s}}]
---
kind: Secret
apiVersion: v1
metadata: {name: s}
stringData:
  SECRET_OTHER: dg==
`,
      'a.yaml': flow('team', `"{{ secret('«DB»') }} {{ secret('OTHER') }}"`),
    },
  },
  {
    title: 'the Secret of a cluster',
    name: 'OTHER',
    newName: 'FARM',
    files: {
      'deploy.yaml': `kind: Deployment
apiVersion: apps/v1
metadata: {name: kestra}
spec:
  template:
    spec:
      containers:
        - name: kestra
          image: kestra/kestra
          envFrom: [{secretRef: {name: s}}]
---
kind: Secret
apiVersion: v1
metadata: {name: s}
stringData:
  "SECRET_‹OTHER›": dg==
`,
      'a.yaml': flow('team', `"{{ secret('«OTHER»') }}"`),
    },
  },
  {
    title: 'values of a Helm chart',
    name: 'DB',
    newName: 'FARM',
    files: {
      'Chart.yaml':
        'apiVersion: v2\nname: x\nversion: 1.0.0\ndependencies:\n  - name: kestra\n    version: 1.0.0\n    repository: https://helm.kestra.io/\n',
      'values.yaml': 'kestra:\n  common:\n    extraEnv:\n      - name: SECRET_‹DB›\n        value: dg==\n',
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'a secret that Terraform creates',
    name: 'DB',
    newName: 'FARM',
    files: {
      'application.yml': vault('a'),
      'main.tf':
        'resource "kestra_namespace_secret" "a" {\n  namespace = "team"\n  secret_key = "‹DB›"\n  secret_value = "x"\n}\n',
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'calls of flows that stand in Terraform',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service('    environment:', '      SECRET_‹DB›: dg=='),
      'main.tf': `resource "kestra_flow" "a" {\n  namespace = "team"\n  flow_id = "a"\n  content = <<-EOT\n${flow('team', `"{{ secret('«DB»') }}"`)}EOT\n}\n`,
    },
  },
  {
    title: 'a name with signs, escaped as each place wants it, where it can be written',
    name: 'DB',
    newName: `it's "a"`,
    left: 1,
    files: {
      'application.yml': vault('a'),
      'a.yaml': flow(
        'team',
        `"{{ secret('«DB→it\\\\'s \\"a\\"»') }}"`,
        `'{{ secret("«DB→it''s \\"a\\"»") }}'`,
        `x {{ secret('«DB→it\\'s "a"»') }}`,
        `"{{ render('{{ secret(\\"DB\\") }}') }}"`,
      ),
    },
  },
  {
    title: 'a subkey, in calls of its secret alone',
    name: 'DB',
    subkey: 'user',
    newName: 'login',
    left: 1,
    files: {
      'docker-compose.yml': service('    environment:', '      SECRET_DB: eyJ1c2VyIjoieCJ9'),
      'a.yaml': flow(
        'team',
        `"{{ secret('DB', subkey='«user»') }} {{ secret('DB', subkey='User') }} {{ secret('DB') }}"`,
        `"{{ secret('X', subkey='user') }} {{ secret('DB', subkey=inputs.x) }}"`,
      ),
    },
  },
  {
    title: 'CRLF, a BOM, several documents, comments and calls that Kestra never renders',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service('    environment:', '      SECRET_‹DB›: dg== # SECRET_DB'),
      'a.yaml': `\uFEFF${`${flow('team', `"{{ secret('«DB»') }}" # secret('DB')`)}description: "{{ secret('«DB»') }}"\n---\n${flow('b', `'{{ secret("«DB»") }}'`)}`.replaceAll('\n', '\r\n')}`,
    },
  },
  {
    title: 'a line of an env file that two servers load, in the flows of both',
    name: 'DB',
    newName: 'FARM',
    files: {
      'one/docker-compose.yml': service('    env_file: [../shared.env]'),
      'two/docker-compose.yml': service('    env_file: [../shared.env]'),
      'shared.env': 'SECRET_‹DB›=dg==\n',
      'one/a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
      'two/b.yaml': flow('team', `"{{ secret('«DB»') }}"`),
    },
  },
  {
    title: 'no secret of the same name that another server has in a file of its own',
    name: 'DB',
    newName: 'FARM',
    files: {
      'one/docker-compose.yml': service('    environment:', '      SECRET_‹DB›: dg=='),
      'two/docker-compose.yml': service('    environment:', '      SECRET_DB: dg=='),
      'one/a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
      'two/b.yaml': flow('team', `"{{ secret('DB') }}"`),
    },
  },
  {
    title: 'the secret of the configuration that judges the flow',
    name: 'DB',
    newName: 'FARM',
    files: {
      'docker-compose.yml': service('    environment:', '      SECRET_‹DB›: dg=='),
      'a.yaml': flow('team', `"{{ secret('«DB»') }}"`),
      'empty.yaml': '',
      'broken.yaml': `id: a\nnamespace: b\ntasks:\n  - id: t\n    a: {{ secret('DB') }}\n`,
    },
    left: 1,
  },
];

const mark = /«([^»→]*)(?:→([^»]*))?»|‹([^›]*)›/gu;

function plain(marked: string): string {
  return marked.replaceAll(
    mark,
    (_all, use?: string, _text?: string, definition?: string) => use ?? definition ?? '',
  );
}

/** The marked names of a file, as the edits that they become. */
function editsIn(marked: string, opening: '«' | '‹', newName: string): readonly TextEdit[] {
  return [...marked.matchAll(mark)].flatMap(({ 0: whole, 1: use, 2: text, 3: definition, index }) => {
    if (!whole.startsWith(opening)) return [];
    const start = plain(marked.slice(0, index)).length;
    const name = use ?? definition ?? '';
    return [{ range: { start, end: start + name.length }, text: text ?? newName }];
  });
}

describe('a secret of a folder is found, and renamed', () => {
  for (const { title, files, left = 0, ...renaming } of goldens) {
    it(title, async () => {
      const texts = Object.entries(files).map(([file, text]) => [file, plain(text)] as const);
      const found = await renameInFolder(Object.fromEntries(texts), renaming);
      for (const [file, marked] of Object.entries(files)) {
        const { newName } = renaming;
        assert.deepEqual(found.uses.get(file) ?? [], editsIn(marked, '«', newName), `uses in ${file}`);
        assert.deepEqual(
          sortEdits(found.definitions.get(file) ?? []),
          editsIn(marked, '‹', newName),
          `definitions in ${file}`,
        );
        const renamed = marked.replaceAll(mark, (_all, _use?: string, text?: string) => text ?? newName);
        assert.equal(found.texts[file], renamed);
      }
      assert.equal(found.left, left);
    });
  }
});
