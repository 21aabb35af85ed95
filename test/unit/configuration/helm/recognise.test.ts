import assert from 'node:assert/strict';
import { read, readVault, textAt, told, yaml } from '../support.ts';
import { engine, linesOf } from './shapes.ts';

const own = `configurations: {application: ${engine('own')}}\n`;

describe('values of Kestra’s charts', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
    ['by what they hold, under any name', { 'deploy/orchard.yml': own }, ['vault own']],
    [
      'below an alias, where no chart is here',
      { 'a.yaml': `flows: {configurations: {application: ${engine('alias')}}}\n` },
      ['vault alias'],
    ],
    [
      'below the starter of an umbrella',
      { 'a.yaml': `kestra-starter: {kestra: {configurations: {application: ${engine('deep')}}}}\n` },
      ['vault deep'],
    ],
    [
      'of 0.x',
      { 'values.yaml': `configuration: ${engine('old')}\nextraEnv: [{name: SECRET_FIG, value: Zmln}]\n` },
      ['vault old', 'SECRET_FIG'],
    ],
    [
      'by the image',
      {
        'values.yaml':
          'image: {repository: kestra/kestra}\ncommon: {extraEnv: [{name: SECRET_FIG, value: Zmln}]}\n',
      },
      ['SECRET_FIG'],
    ],
    [
      'below the dependency alone that Chart.yaml names',
      {
        'Chart.yaml': 'apiVersion: v2\nname: orchard\ndependencies: [{name: kestra, version: 1.0.54}]\n',
        'values.yaml': `kestra: {configurations: {application: ${engine('below')}}}\nother: {configurations: {application: ${engine('other')}}}\n`,
      },
      ['vault below'],
    ],
    [
      'below the dependency that requirements.yaml names',
      {
        'Chart.yaml': 'apiVersion: v1\nname: orchard\n',
        'requirements.yaml': 'dependencies: [{name: kestra, version: 0.24.4, alias: flows}]\n',
        'values.yaml': 'flows: {extraEnv: [{name: SECRET_FIG, value: Zmln}]}\n',
      },
      ['SECRET_FIG'],
    ],
    [
      'not where a condition switches them off',
      {
        'Chart.yaml':
          'apiVersion: v2\nname: orchard\ndependencies: [{name: kestra, version: 1.0.54, condition: flows.enabled}]\n',
        'values.yaml': `flows: {enabled: false}\nkestra: {configurations: {application: ${engine('below')}}}\n`,
      },
      [],
    ],
    [
      'with a template as the text that it is',
      { 'values.yaml': `configurations: {application: ${engine('"{{ .Values.engine }}"')}}\n` },
      ['vault ?template {{ .Values.engine }}'],
    ],
  ];
  for (const name of ['Makefile', 'justfile', 'Jenkinsfile', 'up.sh', 'tools.mk', 'ci/up.ps1']) {
    it(`are none, and no broken YAML, in what is a script: ${name}`, async () => {
      const text =
        'up: kestra\n\tdocker run kestra/kestra:latest flow validate "a: b"\n\thelm template x -f a.yaml\n';
      const { problems, backends, notRead } = await read({ [name]: text });
      assert.deepEqual([problems, backends, notRead], [[], [], undefined]);
    });
  }

  for (const [name, files, expected] of cases) {
    it(`are found ${name}`, async () => {
      assert.deepEqual(await linesOf(files), expected);
    });
  }

  it('lead to the place of each value in the file', async () => {
    const files = { 'values.yaml': own };
    assert.equal(textAt(files, (await readVault(files)).rootEngine?.origins[0]), 'own');
  });

  it('lead to the file that wins', async () => {
    const files = {
      'values.yaml': own,
      'prod.yaml': `configurations: {application: {kestra: {secret: {vault: {root-engine: prod}}}}}\n`,
      Makefile: 'install:\n\thelm upgrade -i flows kestra/kestra -f values.yaml -f prod.yaml\n',
    };
    const { rootEngine, address } = await readVault(files);
    assert.deepEqual([rootEngine?.origins[0]?.file, address?.origins[0]?.file], ['prod.yaml', 'values.yaml']);
  });
});

describe('values of other charts', () => {
  const others: Readonly<Record<string, string>> = {
    'a web server':
      'image: {repository: nginx}\nextraEnvVars: [{name: SECRET_KEY, value: x}]\nserverBlock: ""\n',
    'a dashboard':
      'env: {GF_PATHS: /x}\nextraSecretMounts: []\ndatasources: {datasources.yaml: {apiVersion: 1}}\n',
    'an identity server':
      'extraEnv: |\n  - name: SECRET_A\n    value: x\nconfiguration: |\n  realm = orchard\n',
    'a message broker':
      'extraConfiguration: x\nconfiguration: |-\n  listeners.tcp.default = 5672\nauth: {erlangCookie: x}\n',
    'a scheduler':
      'config: {core: {dags_folder: /x}}\nextraEnv: [{name: SECRET_KEY, value: x}]\nworkers: {replicas: 1}\n',
    'a database':
      'primary: {extraEnvVars: [], configuration: "max_connections = 10"}\ncommon: {labels: {}}\n',
    'a search engine': 'extraEnvs: [{name: A, value: x}]\nesConfig: {elasticsearch.yml: "a: b"}\n',
    'a registry': 'configData: {version: 0.1}\nsecrets: {htpasswd: x}\nextraEnvVars: []\n',
    'a pipeline':
      'controller: {jenkinsUrl: x, containerEnv: [{name: SECRET_A, value: x}]}\ndeployments: {web: {enabled: true, extraEnv: [{name: SECRET_B, value: x}]}}\n',
    'a generic one':
      'image: {repository: acme/orchard}\ncommon: {extraEnv: [{name: SECRET_A, value: x}]}\nconfigurations: {app: {kestraUrl: "http://kestra"}}\n',
    'one that talks to Kestra':
      'configuration: {kestraUrl: "http://kestra:8080"}\nextraEnv: [{name: SECRET_A, value: x}]\n',
    "Kestra's operator":
      'image: {repository: registry.kestra.io/docker/kestra-operator}\nconfiguration: {kestra: {url: "http://kestra:8081"}}\nextraEnv: []\n',
    'a flow':
      'id: a\nnamespace: b\ntasks:\n  - {id: x, type: io.kestra.plugin.core.log.Log, configuration: {kestra: {}}}\n',
  };
  for (const [name, text] of Object.entries(others)) {
    it(`are silence: ${name}`, async () => {
      const { found, problems } = await read({ 'values.yaml': text });
      assert.deepEqual([found, problems.map(({ code }) => code)], [false, []]);
    });
  }
});

describe('values of a chart that somebody made for Kestra', () => {
  const chart = 'apiVersion: v2\nname: orchard\nversion: 0.1.0\n';
  const values = `image: {repository: kestra/kestra}\n${own}postgresql: {enabled: true}\nextraEnv: [{name: SECRET_A, value: x}]\n`;

  it('are named, and nothing is said of them that holds for Kestra’s own chart', async () => {
    const files = { 'c/Chart.yaml': chart, 'c/values.yaml': values, 'c/values-prod.yaml': values };
    const { backends, problems, notRead = [] } = await read(files);
    assert.deepEqual([backends, problems], [[], []]);
    assert.deepEqual(
      notRead.map(({ file, why }) => `${file} ${why}`),
      ['c/values-prod.yaml kind', 'c/values.yaml kind'],
    );
  });

  it('are none of its where Kestra’s own chart lies in it', async () => {
    const files = {
      'c/Chart.yaml': chart,
      'c/charts/kestra-1.0.54.tgz': '',
      'c/values.yaml': `kestra: {${own.trim()}}\n`,
    };
    assert.deepEqual(await linesOf(files), ['vault own']);
  });
});

describe('files of values that are laid over each other', () => {
  const base = `configurations: {application: ${engine('base')}}\ncommon: {extraEnv: [{name: SECRET_BASE, value: Zmln}]}\n`;
  const prod = 'common: {extraEnv: [{name: SECRET_PROD, value: Zmln}]}\n';
  const files = { 'k/values.yaml': base, 'k/values-prod.yaml': prod };
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
    [
      'a command of a script',
      {
        ...files,
        'k/up.sh':
          'helm upgrade --install -n kestra flows kestra/kestra \\\n  --values values.yaml --values=values-prod.yaml\n',
      },
      ['vault base', 'SECRET_PROD'],
    ],
    [
      'a step of a pipeline',
      {
        ...files,
        '.github/workflows/up.yml':
          'jobs:\n  up:\n    steps:\n      - run: helm upgrade flows oci://registry.invented.example/kestra -f k/values.yaml -f k/values-prod.yaml\n',
      },
      ['vault base', 'SECRET_PROD'],
    ],
    [
      'a helmfile',
      {
        ...files,
        'helmfile.yaml':
          'releases:\n  - name: flows\n    chart: kestra/kestra\n    values: [k/values.yaml, k/values-prod.yaml, {configurations: {application: {kestra: {secret: {vault: {root-engine: file}}}}}}]\n',
      },
      ['vault file', 'SECRET_PROD'],
    ],
    [
      'what a command sets besides',
      {
        ...files,
        'up.sh':
          "helm install flows kestra/kestra -f k/values.yaml --set 'common.extraEnv[0].name=SECRET_SET,configurations.application.kestra.secret.vault.root-engine=set'\n",
        'k/values-prod.yaml': '',
      },
      ['vault set', 'SECRET_SET'],
    ],
    [
      'a shell’s variable in it',
      {
        ...files,
        'up.sh': 'helm install flows kestra/kestra -f k/values.yaml --set common.extraEnv[0].name=$NAME\n',
        'k/values-prod.yaml': '',
      },
      ['vault base', 'SECRET_BASE', 'gap command up.sh', 'partial'],
    ],
    [
      'what a command sets as a text, after all else that it sets',
      {
        'v.yaml': base,
        'up.sh':
          'helm install flows kestra/kestra -f v.yaml --set-string configurations.application.kestra.secret.vault.root-engine=null --set configurations.application.kestra.secret.vault.root-engine=set\n',
      },
      ['vault null', 'SECRET_BASE'],
    ],
    [
      'what a command sets in a list that the chart has, of which nothing stays',
      {
        'chart/Chart.yaml': 'apiVersion: v2\nname: kestra\nversion: 1.0.54\n',
        'chart/values.yaml': base,
        'v.yaml': 'other: 1\n',
        'up.sh':
          'helm install flows ./chart -f v.yaml --set common.extraEnv[0].name=SECRET_SET,common.extraEnv[0].value=Zmln\n',
      },
      ['vault base', 'SECRET_SET'],
    ],
    [
      'null, which takes away what the chart has',
      {
        'chart/Chart.yaml': 'apiVersion: v2\nname: kestra\nversion: 1.0.54\n',
        'chart/values.yaml': base,
        'v.yaml': 'common: null\n',
        'up.sh': 'helm install flows ./chart -f v.yaml\n',
      },
      ['vault base'],
    ],
    [
      'a command that Helm refuses, for it sets a key of what is null',
      {
        'v.yaml': `${base}deployments: {standalone: null}\n`,
        'up.sh': 'helm install flows kestra/kestra -f v.yaml --set deployments.standalone.enabled=true\n',
      },
      ['vault base', 'SECRET_BASE', 'gap configuration v.yaml', 'partial'],
    ],
  ];
  for (const [name, given, expected] of cases) {
    it(`are so by ${name}`, async () => {
      assert.deepEqual(await linesOf(given), expected);
    });
  }
});

describe('what does nothing in the values of Kestra’s charts', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      '0.x names in 1.x',
      `${own}extraEnv: [{name: SECRET_A, value: YQ==}]\nimage: {image: acme/kestra-ee}\n`,
      ['helm-not-read: extraEnv', 'helm-not-read: image'],
    ],
    [
      'kestra at the wrong level',
      'configurations:\n  kestra: {secret: {type: vault}}\n',
      ['helm-not-read: kestra'],
    ],
    [
      'env in the place of extraEnv',
      `${own}common: {env: [{name: SECRET_A, value: YQ==}]}\ndeployments: {standalone: {env: [{name: SECRET_A, value: YQ==}]}}\n`,
      ['helm-not-read: env', 'helm-not-read: env'],
    ],
    [
      'an application that is one text',
      yaml`
      configurations:
        application: |
          kestra:
            secret: {type: vault}
    `,
      ['helm-not-read: application'],
    ],
    [
      'a secret beside kestra',
      `configurations: {application: {kestra: {queue: {type: memory}}, secret: {type: vault}}}\n`,
      ['helm-not-read: secret'],
    ],
    [
      'what 1.x refuses',
      `${own}configuration: {kestra: {}}\npostgresql: {enabled: true}\n`,
      ['helm-refused: configuration', 'helm-refused: enabled'],
    ],
    ['a map of variables', `${own}common: {extraEnv: {SECRET_A: YQ==}}\n`, ['helm-refused: extraEnv']],
    ['a value that is no text', `${own}common: {extraEnv: [{name: A, value: yes}]}\n`, ['helm-refused: yes']],
    ['infinity', `${own}odd: .inf\n`, ['helm-refused: .inf']],
    [
      '1.x names in 0.x',
      `configuration: ${engine('old')}\nworkerGroups: {gpu: {enabled: true}}\n`,
      ['helm-not-read: workerGroups'],
    ],
    ['nothing, where all is well', own, []],
  ];
  for (const [name, text, expected] of cases) {
    it(`is told: ${name}`, async () => {
      const files = { 'values.yaml': text };
      const { problems } = await read(files);
      assert.deepEqual(
        told(files, problems).filter((line) => line.startsWith('helm-')),
        expected,
      );
    });
  }

  it('is told where the level of the dependency is missing', async () => {
    const files = {
      'Chart.yaml': 'apiVersion: v2\nname: orchard\ndependencies: [{name: kestra, version: 1.0.54}]\n',
      'values.yaml': own,
    };
    const { problems } = await read(files);
    assert.deepEqual(told(files, problems), ['helm-not-read: configurations']);
    assert.equal(problems[0]?.data.meant, 'kestra.configurations');
  });

  const mends: readonly (readonly [string, string, string])[] = [
    [
      'env',
      `${own}common:\n  env: [{name: SECRET_A, value: YQ==}]\n`,
      `${own}common:\n  extraEnv: [{name: SECRET_A, value: YQ==}]\n`,
    ],
    ['image.image', `${own}image: {image: acme/kestra-ee}\n`, `${own}image: {repository: acme/kestra-ee}\n`],
    [
      'a value without quotes',
      `${own}common: {extraEnv: [{name: A, value: yes}]}\n`,
      `${own}common: {extraEnv: [{name: A, value: "yes"}]}\n`,
    ],
    [
      'an application that is one text',
      'configurations:\n  application: |\n    kestra: {}\n',
      'configurations:\n  application:\n    kestra: {}\n',
    ],
  ];
  for (const [name, text, expected] of mends) {
    it(`has a mend: ${name}`, async () => {
      const { problems } = await read({ 'values.yaml': text });
      const fix = problems.find(({ code }) => code.startsWith('helm-'))?.fix;
      assert.ok(fix !== undefined);
      const mended = fix.edits.reduceRight(
        (whole, { range, text: inserted }) => whole.slice(0, range.start) + inserted + whole.slice(range.end),
        text,
      );
      assert.equal(mended, expected);
    });
  }
});

describe('hostile values', function () {
  this.timeout(60_000);
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index));
  const chain = numbers(40).map(
    (at) => `a${String(Number(at) + 1)}: &a${String(Number(at) + 1)} {l: *a${at}, r: *a${at}}`,
  );
  const bomb = ['a0: &a0 {x: y}', ...chain].join('\n');
  const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['aliases that stand for billions of nodes', { 'v.yaml': `${own}${bomb}\n` }],
    ['aliases in the application', { 'v.yaml': `${bomb}\nconfigurations: {application: {kestra: *a40}}\n` }],
    ['a map inside itself', { 'v.yaml': 'configurations: &c {application: {kestra: *c}}\n' }],
    [
      'very many servers with very many variables',
      {
        'v.yaml': `${own}common: {extraEnv: [${numbers(10_000)
          .map((at) => `{name: A${at}}`)
          .join()}]}\ndeployments: {${numbers(5000)
          .map((at) => `d${at}: {enabled: true}`)
          .join()}}\n`,
      },
    ],
    [
      'very many releases of very many values',
      {
        'v.yaml': `${own}other: {${numbers(9000)
          .map((at) => `k${at}: 1`)
          .join()}}\n`,
        'up.sh': `${'helm upgrade flows kestra/kestra -f v.yaml -f v.yaml '.repeat(5000)}\n`,
      },
    ],
    [
      'a very long path',
      {
        'v.yaml': own,
        'up.sh': `helm upgrade flows kestra/kestra -f v.yaml --set ${'a.'.repeat(100_000)}b=1\n`,
      },
    ],
  ];
  for (const [name, files] of cases) {
    it(`end soon: ${name}`, async () => {
      const before = process.cpuUsage();
      await read(files);
      const { user, system } = process.cpuUsage(before);
      assert.ok((user + system) / 1e6 < 10);
    });
  }
});
