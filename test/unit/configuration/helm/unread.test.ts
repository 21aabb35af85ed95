import assert from 'node:assert/strict';
import { read } from '../support.ts';
import { engine, linesOf } from './shapes.ts';

type Files = Readonly<Record<string, string>>;
type Case = readonly [Files, readonly string[]];

const variables = 'common: {extraEnv: [{name: SECRET_FIG, value: Zmln}]}';
const values = `configurations: {application: {kestra: {queue: {type: memory}}}}\n${variables}\n`;
const more = 'common: {extraEnv: [{name: SECRET_PLUM, value: Zmln}]}\n';

function script(options: string): Files {
  return { 'v.yaml': values, 'more.yaml': more, 'up.sh': `helm upgrade flows kestra/kestra ${options}\n` };
}

/** Values that sops encrypted. */
const encrypted = (name: string) =>
  `common: {extraEnv: [{name: "${name}", value: "ENC[AES256_GCM,data:aaaa,type:str]"}]}\nsops: {version: 3.8.1}\n`;

const whole = ['SECRET_PLUM'];
const openBy = (file: string) => [`gap command ${file}`, 'partial'];

const partly = (file: string) => [`gap file-not-read ${file}`, `gap configuration ${file}`, 'partial'];

const commands: Readonly<Record<string, Case>> = {
  'a file that another command writes': [
    script('-f v.yaml -f <(sops -d secrets.yaml)'),
    ['SECRET_FIG', ...openBy('up.sh')],
  ],
  'a file behind one that another command writes': [
    script('-f <(sops -d secrets.yaml) -f v.yaml -f more.yaml'),
    [...whole, ...openBy('up.sh')],
  ],
  'a file whose name a shell puts together': [
    script('-f v.yaml -f "values-$ENV.yaml"'),
    ['SECRET_FIG', ...openBy('up.sh')],
  ],
  'a file behind the output of another command': [
    script('--version $(cat version.txt) -f v.yaml -f more.yaml'),
    whole,
  ],
  'a file behind what a pipeline puts in': [
    script('--set image.tag=x${{ github.sha }} -f v.yaml -f more.yaml'),
    [...whole, ...openBy('up.sh')],
  ],
  'files behind options without a value': [
    script('--take-ownership -f v.yaml --some-new-option -f more.yaml --server-side'),
    whole,
  ],
  'a file without a blank before its name': [script('-nflows -fv.yaml -f=more.yaml'), whole],
  'a quote that is not closed': [script('-f v.yaml -f "more.yaml'), ['SECRET_FIG', ...openBy('up.sh')]],
  'a program that changes what is rendered': [
    script('-f v.yaml --post-renderer ./patch.sh -f more.yaml'),
    [...whole, ...openBy('up.sh')],
  ],
  'options before the command': [
    {
      'v.yaml': values,
      'more.yaml': more,
      'up.sh': 'helm --kube-context north secrets upgrade flows kestra/kestra -f v.yaml -f more.yaml\n',
    },
    whole,
  ],
  'a script that writes a flow, too': [
    {
      'v.yaml': values,
      'more.yaml': more,
      'up.sh':
        'cat >a.yml <<EOF\nid: a\nnamespace: orchard\ntasks: []\nEOF\nhelm upgrade flows kestra/kestra -f v.yaml -f more.yaml\n',
    },
    whole,
  ],
  'lines that YAML folds': [
    {
      'v.yaml': values,
      'more.yaml': more,
      'ci.yml':
        'run: >-\n  helm upgrade flows kestra/kestra -f v.yaml\n    -f more.yaml\nnext: >-\n  ls -f x\n',
    },
    whole,
  ],
  'what is behind the command': [
    script('-f v.yaml -f more.yaml > out.yaml && kubectl apply -f "out.yaml'),
    whole,
  ],
  'a file that helm-secrets decrypts': [
    {
      'v.yaml': values,
      'secrets.enc.yaml': encrypted('SECRET_PLUM'),
      'up.sh': 'helm upgrade flows kestra/kestra -f v.yaml -f secrets://secrets.enc.yaml\n',
    },
    ['SECRET_PLUM'],
  ],
  'a file that helm-secrets decrypts with a key, in which the names are encrypted too': [
    {
      'v.yaml': values,
      'secrets.enc.yaml': encrypted('ENC[AES256_GCM,data:aaaa,type:str]'),
      'up.sh':
        'helm secrets upgrade flows kestra/kestra -f v.yaml -f secrets+gpg-import:///keys/a.asc?secrets.enc.yaml\n',
    },
    ['gap file-not-read secrets.enc.yaml'],
  ],
  'a chart that is not here': [
    { 'v.yaml': values, 'up.sh': 'helm upgrade flows ./charts/flows -f v.yaml\n' },
    ['SECRET_FIG', 'gap configuration-not-found ./charts/flows', 'partial'],
  ],
  'a chart that a shell names': [
    { 'v.yaml': values, 'up.sh': 'helm upgrade flows $CHART -f v.yaml\n' },
    ['SECRET_FIG', 'gap configuration-not-found $CHART', 'partial'],
  ],
  'a packed chart': [
    { 'v.yaml': values, 'up.sh': 'helm upgrade flows ./kestra-1.0.54.tgz -f v.yaml\n' },
    ['SECRET_FIG', 'gap configuration-not-found ./kestra-1.0.54.tgz', 'partial'],
  ],
  'a file of values that is no map': [
    {
      'v.yaml': values,
      'more.yaml': '- x\n',
      'up.sh': 'helm upgrade flows kestra/kestra -f v.yaml -f more.yaml\n',
    },
    ['SECRET_FIG', ...partly('more.yaml')],
  ],
  'a file of values with no more than notes': [
    {
      'v.yaml': values,
      'more.yaml': '# nothing yet\n',
      'up.sh': 'helm upgrade flows kestra/kestra -f v.yaml -f more.yaml\n',
    },
    ['SECRET_FIG'],
  ],
};

const flux = (...lines: readonly string[]) =>
  [
    'kind: HelmRelease',
    'metadata: {name: flows}',
    'spec:',
    '  chart: {spec: {chart: kestra, version: 1.0.54}}',
    `  values: {configurations: {application: {kestra: {queue: {type: memory}}}}, ${variables}}`,
    ...lines.map((line) => `  ${line}`),
    '',
  ].join('\n');

const argo = (...lines: readonly string[]) =>
  [
    'apiVersion: argoproj.io/v1alpha1',
    'kind: Application',
    'spec:',
    '  source:',
    '    chart: kestra',
    '    targetRevision: 1.0.54',
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\n');

const kustomization = (...lines: readonly string[]) =>
  ['helmCharts:', '  - name: kestra', '    version: 1.0.54', '    valuesFile: v.yaml', ...lines, ''].join(
    '\n',
  );

const helmfile = (...lines: readonly string[]) =>
  [
    'releases:',
    '  - name: flows',
    '    chart: kestra/kestra',
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\n');

const skaffold = (...lines: readonly string[]) =>
  [
    'apiVersion: skaffold/v4beta11',
    'kind: Config',
    'deploy:',
    '  helm:',
    '    releases:',
    '      - name: flows',
    '        remoteChart: kestra/kestra',
    ...lines.map((line) => `        ${line}`),
    '',
  ].join('\n');

/** What of Skaffold's is seen to set something that is not read. */
const partlySkaffold = ['gap file-not-read skaffold.yaml', 'gap configuration v.yaml', 'partial'];

const patch = `kind: HelmRelease\nmetadata: {name: flows}\nspec: {values: {common: {extraEnv: [{name: SECRET_PLUM, value: Zmln}]}}}\n`;

const terraform = (chart: string, given: string) =>
  `resource "helm_release" "flows" {\n  chart = ${chart}\n  values = [${given}]\n  set {\n    name = "x"\n    value = "y"\n  }\n}\n`;

const others: Readonly<Record<string, Case>> = {
  'what Terraform sets beside the files that it names': [
    {
      'main.tf': terraform(
        '"kestra"',
        `file("\${path.module}/v.yaml"), templatefile("more.yaml", {}), <<EOT\n${more}EOT\n  `,
      ),
      'v.yaml': values,
      'more.yaml': more,
    },
    ['SECRET_PLUM', 'gap file-not-read main.tf', 'gap configuration more.yaml', 'partial'],
  ],
  'what Terraform names in JSON': [
    {
      'main.tf.json':
        '{"resource": {"helm_release": {"flows": {"chart": "kestra", "values": ["${file(\\"v.yaml\\")}", "${file(\\"${path.module}/more.yaml\\")}"]}}}}\n',
      'v.yaml': values,
      'more.yaml': more,
    },
    ['SECRET_PLUM', 'gap file-not-read main.tf.json', 'gap configuration more.yaml', 'partial'],
  ],
  'what Terraform sets of a chart whose name it works out': [
    { 'a/main.tf': terraform('var.chart', 'file("./v.yaml")'), 'a/v.yaml': values },
    ['SECRET_FIG', 'gap configuration-not-found ${chart}', 'gap file-not-read a/main.tf', 'partial'],
  ],
  'a chart of others that Terraform installs': [
    { 'main.tf': terraform('"grafana"', 'file("v.yaml")'), 'v.yaml': values },
    ['SECRET_FIG'],
  ],
  'patches of Flux of what the chart renders': [
    { 'r.yaml': flux('postRenderers: [{kustomize: {patches: [{patch: "env: []"}]}}]') },
    ['SECRET_FIG', ...partly('r.yaml')],
  ],
  'other images that Flux puts in': [
    { 'r.yaml': flux('postRenderers: [{kustomize: {images: [{name: kestra, newName: mirror}]}}]') },
    ['SECRET_FIG'],
  ],
  'objects of values that another tool names': [
    { 'r.yaml': flux('valuesFrom: "{{ objects }}"') },
    ['SECRET_FIG', ...partly('r.yaml')],
  ],
  'a HelmRelease that is no YAML to its end': [
    { 'r.yaml': `${flux()} {{- if x }}\n` },
    ['SECRET_FIG', ...partly('r.yaml')],
  ],
  'a HelmRelease of which an overlay changes the values': [
    {
      'base/r.yaml': flux(),
      'top/kustomization.yaml': 'resources: [../base]\npatches: [{path: more.yaml}]\n',
      'top/more.yaml': 'kind: HelmRelease\nmetadata: {name: flows}\nspec: {values: {x: 1}}\n',
    },
    ['SECRET_FIG', 'gap override-file top/more.yaml', 'gap configuration base/r.yaml', 'partial'],
  ],
  'a HelmRelease of which a Kustomization of Flux changes the values': [
    {
      'base/r.yaml': flux(),
      'apps.yaml':
        'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec:\n  path: ./base\n  patches: [{patch: "spec: {values: {x: 1}}"}]\n',
    },
    ['SECRET_FIG', 'gap override-file apps.yaml', 'gap configuration base/r.yaml', 'partial'],
  ],
  'an Application of Argo CD of which another one changes the values': [
    {
      'base/a.yaml': argo('helm: {valueFiles: [v.yaml]}'),
      'apps.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    path: base\n    kustomize: {patches: [{patch: "valuesObject: {x: 1}"}]}\n',
      'v.yaml': values,
    },
    ['SECRET_FIG', 'gap override-file apps.yaml', 'gap configuration base/a.yaml', 'partial'],
  ],
  'a patch of a HelmRelease that is not here': [
    { 'more.yaml': patch.replace('{common', '{configurations: {application: {kestra: {}}}, common') },
    ['SECRET_PLUM', ...partly('more.yaml')],
  ],
  'patches beside a chart that Kustomize inflates': [
    {
      'kustomization.yaml': kustomization(
        'patches: [{patch: "- {op: add, path: /spec/template/spec/containers/0/env}"}]',
      ),
      'v.yaml': values,
    },
    ['SECRET_FIG', 'gap override-file kustomization.yaml', 'gap configuration kustomization.yaml', 'partial'],
  ],
  'values inline that another tool makes': [
    { 'kustomization.yaml': kustomization('    valuesInline: "{{ values }}"'), 'v.yaml': values },
    ['SECRET_FIG', ...partly('kustomization.yaml')],
  ],
  ...Object.fromEntries(
    [
      'inherit: [{template: flows}]',
      'valuesTemplate: [{x: 1}]',
      'setTemplate: [{name: x, value: y}]',
      'jsonPatches: [{target: {}, patch: []}]',
      'strategicMergePatches: [more.yaml]',
      'transformers: [more.yaml]',
      'secrets: [secrets.yaml]',
    ].map((line): [string, Case] => [
      `${line.split(':')[0]} of a helmfile`,
      [
        { 'helmfile.yaml': helmfile('values: [v.yaml]', line), 'v.yaml': values },
        ['SECRET_FIG', 'gap file-not-read helmfile.yaml', 'gap configuration v.yaml', 'partial'],
      ],
    ]),
  ),
  'values of a helmfile that another tool makes': [
    {
      'helmfile.yaml': helmfile('values: [v.yaml, "values-{{ .Environment.Name }}.yaml"]'),
      'v.yaml': values,
    },
    ['SECRET_FIG', 'gap configuration-not-found values-{{ .Environment.Name }}.yaml', 'partial'],
  ],
  'values that Skaffold names and sets': [
    {
      'skaffold.yaml': skaffold(
        'valuesFiles: [v.yaml, more.yaml]',
        'setValues: {"common.extraEnv[1].name": SECRET_PEAR, "common.extraEnv[1].value": Zmln}',
      ),
      'v.yaml': values,
      'more.yaml': more,
    },
    ['SECRET_PLUM', 'SECRET_PEAR'],
  ],
  'a release of Skaffold’s older files, with a chart of the folder': [
    {
      'skaffold.yaml': skaffold('valuesFiles: [v.yaml]').replace(
        'remoteChart: kestra/kestra',
        'chartPath: charts/flows',
      ),
      'v.yaml': values,
    },
    ['SECRET_FIG', 'gap configuration-not-found ./charts/flows', 'partial'],
  ],
  'a chart of others that Skaffold installs': [
    {
      'skaffold.yaml': skaffold('valuesFiles: [v.yaml]', 'setValues: {a: "1,b=2"}').replace(
        'kestra/kestra',
        'grafana/grafana',
      ),
      'v.yaml': values,
    },
    ['SECRET_FIG'],
  ],
  ...Object.fromEntries(
    [
      'setValueTemplates: {common.x: "{{.IMAGE_TAG}}"}',
      'setFiles: {common.x: x.txt}',
      'overrides: {common: {extraEnv: []}}',
      'setValues: {common.x: "a,b=c"}',
      'setValues: {common: {x: y}}',
      'setValues: "{{ x }}"',
      'useHelmSecrets: true',
    ].map((line): [string, Case] => [
      `${line} of Skaffold`,
      [
        { 'skaffold.yaml': skaffold('valuesFiles: [v.yaml]', line), 'v.yaml': values },
        ['SECRET_FIG', ...partlySkaffold],
      ],
    ]),
  ),
  'files whose names Skaffold fills in': [
    {
      'skaffold.yaml': skaffold('valuesFiles: [v.yaml, "values-{{.ENV}}.yaml"]'),
      'v.yaml': values,
    },
    ['SECRET_FIG', 'gap configuration-not-found values-{{.ENV}}.yaml', 'partial'],
  ],
  'profiles of Skaffold': [
    {
      'skaffold.yaml': `${skaffold('valuesFiles: [v.yaml]')}profiles: [{name: prod, patches: [{op: add, path: /x}]}]\n`,
      'v.yaml': values,
    },
    ['SECRET_FIG', ...partlySkaffold],
  ],
  'values of Argo CD that are no map': [
    { 'a.yaml': argo('helm: {valueFiles: [v.yaml], values: "{{ values }}"}'), 'v.yaml': values },
    ['SECRET_FIG', ...partly('a.yaml')],
  ],
  'files of Argo CD that another tool names': [
    { 'a.yaml': argo('helm: {valueFiles: "{{ files }}", values: "common: {}"}'), 'v.yaml': values },
    partly('a.yaml'),
  ],
  'an application that another tool makes': [
    { 'r.yaml': flux().replace('{kestra: {queue: {type: memory}}}', '{{ application }}') },
    ['SECRET_FIG', 'gap configuration r.yaml', 'partial'],
  ],
  'a common part that another tool makes': [
    { 'r.yaml': flux().replace(variables, 'common: "{{ common }}"') },
    ['gap configuration r.yaml', 'partial'],
  ],
  'what an operator adds to a Secret of the values’ own': [
    {
      'v.yaml': `${values.replace('{extraEnv', '{extraEnvFrom: [{secretRef: {name: s}}], extraEnv')}extraManifests:
  - {kind: Secret, metadata: {name: s}, stringData: {SECRET_PLUM: Zmln}}
  - {kind: ExternalSecret, metadata: {name: e}, spec: {target: {name: s}}}
`,
    },
    ['SECRET_PLUM', 'SECRET_FIG', 'gap cluster Secret s'],
  ],
  'what an operator adds to a Secret that a template of the chart names': [
    {
      'a/Chart.yaml':
        'apiVersion: v2\nname: orchard\nversion: 1.0.0\ndependencies: [{name: kestra, version: 1.0.54}]\n',
      'a/values.yaml':
        'kestra: {configurations: {application: {kestra: {}}}, common: {extraEnvFrom: [{secretRef: {name: s}}]}}\n',
      'a/templates/s.yaml': 'kind: Secret\nmetadata: {name: s}\nstringData: {SECRET_PLUM: Zmln}\n',
      'a/templates/e.yaml':
        'kind: ExternalSecret\nmetadata:\n  name: x\nspec:\n  target:\n    name: {{ .Values.secret }}\n',
    },
    ['SECRET_PLUM', 'gap cluster Secret s'],
  ],
  'what an operator elsewhere adds to a Secret of the values’ own': [
    {
      'v.yaml': `${values.replace('{extraEnv', '{extraEnvFrom: [{secretRef: {name: s}}], extraEnv')}extraManifests:
  - {kind: Secret, metadata: {name: s}, stringData: {SECRET_PLUM: Zmln}}
`,
      'more.yaml': 'kind: SealedSecret\nmetadata: {name: s}\n',
    },
    ['SECRET_PLUM', 'SECRET_FIG', 'gap cluster Secret s'],
  ],
  'a plugin of Argo CD': [
    { 'a.yaml': argo('plugin: {name: vault}', 'helm: {valueFiles: [v.yaml]}'), 'v.yaml': values },
    ['SECRET_FIG', ...partly('a.yaml')],
  ],
};

describe('what of a release cannot be read', () => {
  for (const [name, [files, expected]] of Object.entries({ ...commands, ...others })) {
    it(`is known to be there: ${name}`, async () => {
      assert.deepEqual(await linesOf(files), expected);
    });
  }

  it('is no more than seen where sops encrypted it, or vals puts it in', async () => {
    const typeOf = (type: string) =>
      `{configurations: {application: {kestra: {secret: {type: "${type}"}}}}}\n`;
    const { backends, problems } = await read({ 'v.yaml': typeOf('ENC[AES256_GCM,data:aaaa,type:str]') });
    assert.deepEqual(
      backends.map(({ id }) => id),
      ['ENC[…]'],
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['value-not-known'],
    );
    const vals = await read({
      'v.yaml': values.replace('value: Zmln', 'value: "ref+awssecrets://orchard/fig#/fig"'),
    });
    const [environment] = vals.backends;
    assert.ok(environment?.type === 'env');
    assert.deepEqual(
      environment.definitions.definitions.map(({ key, encoding }) => `${key} ${encoding}`),
      ['FIG not-known'],
    );
  });

  it('may have what a manager lacks, so that nothing is said of that', async () => {
    const secret = '{read-only: false, type: vault, vault: {filter-on-tags: {a: b}}}';
    const application = `{configurations: {application: {kestra: {secret: ${secret}}}}}`;
    const release = (lines: string) =>
      `kind: HelmRelease\nmetadata: {name: flows}\nspec:\n  chart: {spec: {chart: kestra}}\n  values: ${application}\n${lines}`;
    const application2 = argo(`helm: {valueFiles: [none.yaml], valuesObject: ${application}}`);
    for (const text of [release('  valuesFrom: [{kind: Secret, name: none}]\n'), application2]) {
      const { problems, backends } = await read({ 'r.yaml': text });
      assert.deepEqual([problems.map(({ code }) => code), backends[0]?.type], [[], 'vault']);
    }
    const { problems } = await read({ 'r.yaml': release('') });
    const codes = problems.map(({ code }) => code);
    assert.ok(codes.includes('filters-without-read-only') && codes.includes('key-missing'), codes.join());
  });

  it('lays files of Argo CD over each other as it names them', async () => {
    const files = {
      'a.yaml': argo('helm: {valueFiles: [$values/first.yaml, second.yaml]}'),
      'first.yaml': `configurations: {application: ${engine('first')}}\n`,
      'second.yaml': `configurations: {application: ${engine('second')}}\n`,
    };
    assert.deepEqual(await linesOf(files), ['vault second']);
  });

  it('is told without the password of an address', async () => {
    const address = 'https://bot:VALUE-MARKER-p@git.orchard.example/more.yaml';
    const found = await Promise.all([
      read(script(`-f v.yaml -f ${address}`)),
      read({ 'kustomization.yaml': kustomization(`patches: [{path: "${address}"}]`), 'v.yaml': values }),
      read({
        'compose.yaml': `include: ["${address}"]\nservices: {kestra: {image: kestra/kestra, command: [--config, "${address}"]}}\n`,
      }),
    ]);
    for (const each of found) {
      const gaps = each.backends.flatMap((backend) =>
        backend.type === 'env' ? backend.definitions.gaps : [],
      );
      assert.ok(
        gaps.some(({ detail }) => detail.includes('git.orchard.example')),
        JSON.stringify(gaps),
      );
      assert.doesNotMatch(JSON.stringify(each), /VALUE-MARKER/);
    }
  });

  const sets: Readonly<Record<string, (index: number) => string>> = {
    'keys of one map': (index) => `a.b${index}=1`,
    'items of one list': (index) => `a.b[${index % 1000}]=1`,
    'items of long lists in long lists': (index) => `a${index}${'[1000]'.repeat(35)}=1`,
  };
  for (const [name, setAt] of Object.entries(sets)) {
    it(`ends soon, however many values a command sets: ${name}`, async () => {
      let written = '';
      for (let index = 0; written.length < 40_000; index += 1) written += `${setAt(index)},`;
      const before = process.cpuUsage();
      await read(script(`-f v.yaml --set ${written}x=1`));
      const { user, system } = process.cpuUsage(before);
      assert.ok((user + system) / 1e6 < 3, `${(user + system) / 1e6} s`);
    }).timeout(60_000);
  }

  it('ends soon, whatever a command has', async () => {
    for (const piece of ['{{', '$(', '<(', '"', "'", '`', '${{ ', '\n-f ', '-f ']) {
      const before = process.cpuUsage();
      await read({ 'v.yaml': values, 'up.sh': `helm upgrade a b -f v.yaml ${piece.repeat(50_000)}\n` });
      const { user, system } = process.cpuUsage(before);
      assert.ok((user + system) / 1e6 < 3, piece);
    }
  });
});
