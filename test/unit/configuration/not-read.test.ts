import assert from 'node:assert/strict';
import { base64, read } from './support.ts';

type Files = Readonly<Record<string, string>>;

const a = base64('VALUE-MARKER-a');

const seen: Readonly<Record<string, readonly [Files, string]>> = {
  'an Ansible template with conditions': [
    {
      'roles/kestra/templates/application.yml.j2': `kestra:
  secret:
{% if vault_enabled %}
    type: vault
{% endif %}
`,
    },
    'roles/kestra/templates/application.yml.j2 template',
  ],
  'a template that Terraform fills': [
    {
      'user-data.tpl':
        '#!/bin/sh\n%{ if x }\ndocker run kestra/kestra:${tag} server standalone\n%{ endif }\n',
    },
    'user-data.tpl template',
  ],
  'a compose file that Terraform fills': [
    {
      'docker-compose.yml.tftpl':
        'services:\n  kestra:\n    image: kestra/kestra:${tag}\n%{ if shop }\n    environment: [\n%{ endif }\n',
    },
    'docker-compose.yml.tftpl template',
  ],
  'a script that runs the image': [
    {
      'up.sh': '#!/bin/sh\ndocker run -e SECRET_A=YQ== \\\n  kestra/kestra:latest server local\n',
    },
    'up.sh kind',
  ],
  'a unit of systemd': [
    { 'kestra.container': '[Container]\nImage=docker.io/kestra/kestra:v1\nExec=server standalone\n' },
    'kestra.container kind',
  ],
  'a chart of one’s own': [
    {
      'chart/templates/config.yaml': `kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
data:
  application.yml: |
    kestra:
      secret: {{- toYaml .Values.secret | nindent 8 }}
`,
    },
    'chart/templates/config.yaml template',
  ],
  'a compose file of a template': [
    {
      'docker-compose.yml.tmpl': `services:\n  kestra:\n    image: kestra/kestra:{{ .tag }}\n{{- if .env }}\n    environment: [`,
    },
    'docker-compose.yml.tmpl template',
  ],
  'a configuration that sops encrypted': [
    {
      'application.enc.yml':
        'kestra:\n  secret:\n    type: ENC[AES256_GCM,data:x,type:str]\nsops:\n  version: 3.9.0\n',
    },
    'application.enc.yml encrypted',
  ],
  'an application file that sops encrypted, as its name does not say': [
    {
      'application.yml':
        'kestra:\n  secret:\n    type: ENC[AES256_GCM,data:x,type:str]\n    vault: {address: "ENC[AES256_GCM,data:y,type:str]"}\nsops:\n  version: 3.9.0\n',
    },
    'application.yml encrypted',
  ],
  'a container that Ansible starts': [
    {
      'site.yml':
        '- hosts: all\n  tasks:\n    - community.docker.docker_container:\n        image: kestra/kestra:latest\n        command: server standalone\n        env: {SECRET_PEAR: "{{ pear | b64encode }}"}\n',
    },
    'site.yml kind',
  ],
  'a compose project in a play of Ansible’s': [
    {
      'site.yml':
        '- hosts: all\n  tasks:\n    - docker_compose:\n        definition: {services: {flows: {image: kestra/kestra, command: [server, local]}}}\n',
    },
    'site.yml kind',
  ],
  'variables that sops encrypted': [
    { 'secrets.yaml': 'SECRET_PEAR: ENC[AES256_GCM,data:x,type:str]\nsops:\n  version: 3.9.0\n' },
    'secrets.yaml encrypted',
  ],
  CloudFormation: [
    {
      'stack.yaml': `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {ContainerDefinitions: [{Image: "kestra/kestra:latest", Environment: [{Name: SECRET_A, Value: !Ref A}]}]}
`,
    },
    'stack.yaml kind',
  ],
  'a template of CloudFormation under its usual name': [
    {
      'infra/template.yaml': `AWSTemplateFormatVersion: "2010-09-09"
Resources: {Task: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: [{Image: "kestra/kestra:v1"}]}}}
`,
    },
    'infra/template.yaml kind',
  ],
  'a task of ECS': [
    { 'ecs/task-definition.json': '{"containerDefinitions": [{"image": "kestra/kestra:v1.0.0"}]}' },
    'ecs/task-definition.json kind',
  ],
  'a chart that Terraform installs': [
    {
      'main.tf':
        'resource "helm_release" "flows" {\n  repository = "https://helm.kestra.io/"\n  chart = "kestra"\n}\n',
    },
    'main.tf kind',
  ],
};

const installers: typeof seen = {
  'a program of Pulumi': [
    {
      'infra/index.ts':
        'import * as k8s from "@pulumi/kubernetes";\nnew k8s.helm.v3.Release("flows", {\n  chart: "kestra",\n  values: {common: {extraEnv: [{name: "SECRET_A", value: a}]}},\n});\n',
    },
    'infra/index.ts kind',
  ],
  'a program of Pulumi in Go': [
    {
      'main.go':
        'import "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/helm/v3"\nhelm.NewRelease(ctx, "flows", &helm.ReleaseArgs{Chart: pulumi.String("kestra")})\n',
    },
    'main.go kind',
  ],
  'Pulumi in YAML': [
    {
      'Pulumi.yaml':
        'name: flows\nruntime: yaml\nresources:\n  flows:\n    type: kubernetes:helm.sh/v3:Release\n    properties: {chart: kestra, valueYamlFiles: [{fn::fileAsset: v.yaml}]}\n',
    },
    'Pulumi.yaml kind',
  ],
  'a chart that Terraform installs, in JSON': [
    {
      'main.tf.json':
        '{"resource": {"helm_release": {"flows": {"repository": "https://helm.kestra.io/", "chart": "kestra"}}}}\n',
    },
    'main.tf.json kind',
  ],
  'a chart that Ansible installs': [
    {
      'roles/flows/tasks/main.yml':
        '- name: Install\n  kubernetes.core.helm:\n    name: flows\n    chart_ref: kestra/kestra\n    values_files: [v.yaml]\n',
    },
    'roles/flows/tasks/main.yml kind',
  ],
  'a chart that k3s installs': [
    {
      'k3s/flows.yaml':
        'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: flows}\nspec:\n  repo: https://helm.kestra.io\n  chart: kestra\n  valuesContent: |-\n    common: {extraEnv: [{name: SECRET_PEAR, value: Zmln}]}\n',
    },
    'k3s/flows.yaml kind',
  ],
  'a chart that Crossplane installs': [
    {
      'release.yaml':
        'apiVersion: helm.crossplane.io/v1beta1\nkind: Release\nspec: {forProvider: {chart: {name: kestra, repository: "https://helm.kestra.io"}, values: {common: {}}}}\n',
    },
    'release.yaml kind',
  ],
  'a chart of Fleet’s': [
    { 'flows/fleet.yaml': 'helm: {repo: "https://helm.kestra.io", chart: kestra, valuesFiles: [v.yaml]}\n' },
    'flows/fleet.yaml kind',
  ],
  'a chart of DevSpace’s': [
    {
      'devspace.yaml':
        'version: v2beta1\ndeployments:\n  flows: {helm: {chart: {name: kestra, repo: "https://helm.kestra.io"}}}\n',
    },
    'devspace.yaml kind',
  ],
  'a file of Tilt’s': [
    {
      Tiltfile:
        "load('ext://helm_resource', 'helm_resource')\nhelm_resource('flows', 'kestra/kestra', flags=['--values=v.yaml', '--set=a=b'])\n",
    },
    'Tiltfile kind',
  ],
};

const others: Files = {
  'another template': 'server:\n{% if x %}\n  port: 1\n{% endif %}\n',
  'another stack': 'AWSTemplateFormatVersion: "2010-09-09"\nResources: {Q: {Type: "AWS::SQS::Queue"}}\n',
  'other secrets': 'password: ENC[AES256_GCM,data:x,type:str]\nsops: {version: 3.9.0}\n',
  'a flow': `id: up
namespace: orchard
tasks:
  - id: run
    type: io.kestra.plugin.scripts.shell.Commands
    containerImage: kestra/kestra:latest
    commands:
      - |
        {% if true %}
        kestra server standalone
        {% endif %}
`,
  'a page about Kestra': 'title: Kestra\nbody: |\n  {% raw %} kestra: a secret {% endraw %}\n',
};

describe('a page that is made from a template', () => {
  it('configures nothing, whatever it shows', async () => {
    const page = '# Kestra\n{{ template "chart.values" . }}\n    kestra:\n      secret: {type: vault}\n';
    const release = 'releases:\n  - {name: kestra, chart: kestra/kestra}\n';
    const { found, notRead = [], problems } = await read({ 'chart/README.md.gotmpl': page + release });
    assert.deepEqual([found, notRead, problems], [false, [], []]);
  });
});

describe('a file that may configure Kestra and is not read', () => {
  for (const [name, [files, expected]] of Object.entries({ ...seen, ...installers })) {
    it(`is named: ${name}`, async () => {
      const { notRead = [], found, backends, partial } = await read(files);
      assert.deepEqual(
        notRead.map(({ file, why }) => `${file} ${why}`),
        [expected],
      );
      assert.deepEqual([found, partial, backends], [false, true, []]);
    });
  }

  it('is no script that asks Kestra’s image for something else', async () => {
    const { notRead = [], found } = await read({
      'ci.sh': 'docker run --rm kestra/kestra:latest flow validate flows/ --server http://kestra:8080\n',
      'up.sh': 'docker compose up -d kestra && docker run nginx\n',
      'deploy/web.service': '[Service]\nExecStart=/usr/bin/web server start\n',
      'site.yml':
        '- hosts: all\n  tasks:\n    - community.docker.docker_container: {image: kestra/kestra, command: flow validate /flows}\n',
      Makefile: 'up:\n\tkubectl run kestra --image kestra/kestra -- server standalone\n',
    });
    assert.deepEqual([notRead, found], [[], false]);
  });

  for (const [name, [files]] of Object.entries(installers)) {
    it(`may give values to a chart whose file of values is here: ${name}`, async () => {
      const values =
        'configurations: {application: {kestra: {}}}\ncommon: {extraEnv: [{name: SECRET_FIG, value: Zmln}]}\n';
      const { unreadServers } = await read({ ...files, 'v.yaml': values });
      assert.deepEqual(unreadServers, Object.keys(files));
    });
  }

  it('is no other program, and no other file of Tilt’s', async () => {
    const { notRead = [], found } = await read({
      'index.ts': 'import * as pulumi from "@pulumi/pulumi";\n// not kestra/kestra, and no chart\n',
      'kestra.py': 'import requests\nrequests.get("http://kestra/kestra/helm")\n',
      Tiltfile: "docker_compose('compose.yml')\ndc_resource('kestra')\n",
      'web/Tiltfile': "k8s_yaml(helm('charts/web'))\n",
      'fleet.yaml': '# beside kestra\nhelm: {chart: web}\n',
      'web.yaml':
        'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nspec: {chart: web, valuesContent: "url: http://kestra"}\n',
    });
    assert.deepEqual([notRead, found], [[], false]);
  });

  it('leaves open what may be defined in it', async () => {
    const [files] = Object.values(seen)[0] ?? [{}];
    const { backends } = await read({ ...files, '.env': `SECRET_FIG=${a}\n` });
    const gaps = backends.flatMap((backend) => (backend.type === 'env' ? backend.definitions.gaps : []));
    assert.ok(gaps.some(({ reason, detail }) => reason === 'configuration' && detail.endsWith('.yml.j2')));
  });

  it('says nothing of the configuration that is read beside it', async () => {
    const [files] = Object.values(seen)[0] ?? [{}];
    const { backends, partial, notRead } = await read({
      ...files,
      'compose.yml': `services: {kestra: {image: "kestra/kestra:v1", environment: {SECRET_FIG: ${a}}}}\n`,
    });
    const gaps = backends.flatMap((backend) => (backend.type === 'env' ? backend.definitions.gaps : []));
    assert.deepEqual([partial, gaps, notRead?.length], [false, [], 1]);
  });

  it('may configure a server besides the one that is read, unless the user says what counts', async () => {
    const compose = `services: {kestra: {image: "kestra/kestra:v1", environment: {SECRET_FIG: ${a}}}}\n`;
    const { 'a task of ECS': [task] = [{}], 'a template that Terraform fills': [template] = [{}] } = seen;
    const files = { ...task, ...template, 'compose.yml': compose };
    const beside = (await read(files)).unreadServers;
    assert.deepEqual(beside, ['user-data.tpl', 'ecs/task-definition.json']);
    const named = await read({ ...files, 'kestra.env': '' }, { environmentFiles: ['kestra.env'] });
    assert.equal(named.unreadServers, undefined);
    const several = { ...files, 'values/application.yml': 'kestra: {secret: {type: vault}}\n' };
    assert.deepEqual((await read(several)).unreadServers, beside);
    assert.equal((await read(several, { configuration: 'compose.yml' })).unreadServers, undefined);
  });

  it('is no other server where one has read it', async () => {
    const { unreadServers, notRead } = await read({
      'deployment.yaml': `kind: Deployment
metadata: {name: kestra}
spec: {template: {spec: {containers: [{name: k, image: "kestra/kestra:v1", envFrom: [{secretRef: {name: s}}]}]}}}
`,
      'secret.yaml': `kind: Secret
metadata: {name: s}
stringData: {SECRET_PEAR: "ENC[AES256_GCM,data:x,type:str]"}
sops: {version: 3.9.0}
`,
    });
    assert.deepEqual([unreadServers, notRead?.length ?? 0], [undefined, 1]);
  });

  it('is another server where the one that is read only has it beside it', async () => {
    const encrypted =
      'kestra:\n  secret:\n    type: ENC[AES256_GCM,data:x,type:str]\nsops:\n  version: 3.9.0\n';
    const service = `image: "kestra/kestra:v1", environment: {SECRET_FIG: ${a}}`;
    for (const file of ['application.yml', 'prod/application.yml', 'application.enc.yml']) {
      const beside = { 'docker-compose.yml': `services: {kestra: {${service}}}\n`, [file]: encrypted };
      assert.deepEqual((await read(beside)).unreadServers, [file]);
      const mounted = `services: {kestra: {${service}, volumes: ["./${file}:/app/confs/application.yml"]}}\n`;
      const { unreadServers } = await read({ ...beside, 'docker-compose.yml': mounted });
      assert.equal(unreadServers, undefined, file);
    }
  });

  it('is none where sops encrypted no more than credentials', async () => {
    const { backends, notRead } = await read({
      'application.yml':
        'kestra:\n  secret:\n    type: vault\n    vault: {address: "http://v:1", token: {token: "ENC[AES256_GCM,data:y,type:str]"}}\nsops:\n  version: 3.9.0\n',
    });
    assert.deepEqual([backends[0]?.type, notRead], ['vault', undefined]);
  });

  for (const [name, text] of Object.entries(others)) {
    it(`is not ${name}`, async () => {
      for (const path of ['x.yml', 'x.yml.j2', 'main.tf']) {
        const { notRead, backends, problems } = await read({ [path]: text });
        assert.deepEqual([notRead, backends, problems], [undefined, [], []], path);
      }
    });
  }
});

describe('a template whose YAML stands as it is', () => {
  it('is read', async () => {
    const { backends, notRead } = await read({
      'templates/application.yml.j2': `kestra:
  secret:
    type: vault
    vault:
      address: "{{ vault_address }}"
      root-engine: orchard
      token: {token: "{{ vault_token }}"}
`,
    });
    const [vault] = backends;
    assert.ok(vault?.type === 'vault');
    assert.deepEqual([vault.address?.state, vault.rootEngine?.state], ['not-known', 'known']);
    assert.equal(notRead, undefined);
  });

  it('is read as a compose file', async () => {
    const { backends, notRead } = await read({
      'docker-compose.yml.j2': `services:
  kestra:
    image: "kestra/kestra:{{ version }}"
    environment: {SECRET_FIG: ${a}, SECRET_PEAR: "{{ pear | b64encode }}"}
`,
    });
    const definitions = backends.flatMap((each) => (each.type === 'env' ? each.definitions.definitions : []));
    assert.deepEqual(
      definitions.map(({ key, encoding }) => `${key} ${encoding}`),
      ['FIG base64', 'PEAR not-known'],
    );
    assert.equal(notRead, undefined);
  });
});
