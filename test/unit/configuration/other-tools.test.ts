import assert from 'node:assert/strict';
import { read } from './support.ts';

type Files = Readonly<Record<string, string>>;

const workload = (kind: string, container: string) =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: web}\nspec: {template: {spec: {containers: [${container}]}}}\n`;

/** Files as people keep them for other tools, in the kinds that Kestra's configuration may stand in. */
const others: Readonly<Record<string, Files>> = {
  'Spring that talks to Kestra': {
    'src/main/resources/application.yml':
      'spring: {application: {name: orchard}}\nkestra: {url: "http://kestra:8080", tenant: main, token: "${KESTRA_TOKEN}"}\n',
  },
  'Spring with a Vault of its own': {
    'application.yml':
      'spring:\n  cloud:\n    vault: {uri: "http://vault:8200", token: x, kv: {backend: secret}}\n  config: {import: "vault://"}\n',
    'application-prod.yml': 'spring.cloud.vault.authentication: approle\nsecret: {type: vault}\n',
  },
  'Micronaut with managers of its own': {
    'application.yml':
      'micronaut: {application: {name: orchard}}\nvault: {client: {uri: "http://vault:8200", token: x}}\naws: {secretsmanager: {enabled: true}}\n',
  },
  Quarkus: { 'application.yaml': 'quarkus: {vault: {url: "http://vault:8200"}}\n' },
  'a Deployment with secrets of its own': {
    'web.yaml': workload(
      'Deployment',
      '{name: web, image: acme/web, args: [server, start], env: [{name: SECRET_KEY_BASE, value: x}]}',
    ),
  },
  'what asks Kestra from a cluster': {
    'job.yaml': `apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{name: k, image: "kestra/kestra:latest", args: [flow, validate, /flows], env: [{name: SECRET_A, value: x}]}]}}}}}\n`,
    'exporter.yaml': workload(
      'Deployment',
      '{name: kestra-exporter, image: acme/kestra-exporter, args: [serve], env: [{name: KESTRA_URL, value: "http://kestra"}]}',
    ),
  },
  'an operator of secrets': {
    'es.yaml':
      'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: kestra}\nspec:\n  data: [{secretKey: SECRET_API, remoteRef: {key: kestra/api}}]\n',
    'store.yaml':
      'apiVersion: external-secrets.io/v1\nkind: ClusterSecretStore\nmetadata: {name: vault}\nspec: {provider: {vault: {server: "http://vault:8200", path: secret}}}\n',
    'vault.yaml':
      'kind: VaultStaticSecret\nmetadata: {name: web}\nspec: {mount: kv, type: kv-v2, path: web, destination: {name: web}}\n',
  },
  'objects of Kestra’s operator': {
    'flow.yaml':
      'apiVersion: model.kestra.io/v1\nkind: KestraNamespaceFile\nmetadata: {name: q}\nspec: {namespace: company, content: "select 1"}\n',
  },
  'other releases of Flux, Argo CD, Kustomize and helmfile': {
    'flux.yaml':
      'kind: HelmRelease\nmetadata: {name: web}\nspec:\n  chart: {spec: {chart: grafana}}\n  values: {extraEnv: [{name: SECRET_A, value: x}], configuration: {kestra: {url: x}}}\n',
    'argo.yaml':
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {source: {chart: airflow, helm: {values: "extraEnv: []"}}}\n',
    'kustomization.yaml':
      'helmCharts:\n  - {name: vault, valuesInline: {server: {extraEnvironmentVars: {SECRET_A: x}}}}\n',
    'helmfile.yaml': 'releases:\n  - {name: web, chart: acme/web, values: [{common: {extraEnv: []}}]}\n',
  },
  'Terraform of others': {
    'main.tf':
      'resource "vault_kv_secret_v2" "api" {\n  mount = "secret"\n  name = "API"\n}\nresource "helm_release" "web" {\n  chart = "grafana"\n  values = [file("web.yaml")]\n}\nresource "kubernetes_secret" "a" {\n  data = { SECRET_A = "x" }\n}\n',
    'web.yaml': 'extraEnv: [{name: SECRET_A, value: x}]\n',
  },
  'a compose file of others': {
    'compose.yml':
      'services:\n  web:\n    image: acme/web\n    command: server start\n    environment: {SECRET_KEY: x, KESTRA_URL: "http://kestra:8080"}\n    secrets: [SECRET_A]\nsecrets: {SECRET_A: {file: ./a}}\n',
  },
  'a pipeline that hands flows to Kestra': {
    '.github/workflows/deploy.yml':
      'on: push\njobs:\n  d:\n    runs-on: ubuntu-latest\n    env: {SECRET_A: x}\n    steps:\n      - uses: kestra-io/deploy-action@master\n        with: {server: "http://kestra:8080"}\n      - run: helm upgrade web acme/web -f web.yaml\n',
    'web.yaml': 'common: {extraEnv: [{name: SECRET_A, value: x}]}\n',
  },
  'a template of others': {
    'templates/web.yml.j2': '{% if x %}\nsecret: {{ kestra_url }}\n{% endif %}\n',
    'chart/templates/web.yaml':
      'kind: ConfigMap\ndata:\n  application.yml: |\n    kestraUrl: {{ .Values.kestra.url }}\n',
  },
};

describe('files of other tools', () => {
  for (const [name, files] of Object.entries(others)) {
    it(`configure no Kestra, and nothing is told of them: ${name}`, async () => {
      const { found, problems, notRead, backends } = await read(files);
      assert.deepEqual(
        [found, problems.map(({ code, file }) => `${code} ${file}`), notRead, backends.map(({ id }) => id)],
        [false, [], undefined, []],
      );
    });
  }
});
