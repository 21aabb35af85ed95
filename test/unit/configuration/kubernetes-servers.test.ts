import assert from 'node:assert/strict';
import { base64, plain, read, yaml } from './support.ts';
import type { FolderConfiguration } from '../../../src/configuration/index.ts';

type Files = Readonly<Record<string, string>>;

const a = base64('VALUE-MARKER-a');

const vault = (address: string) =>
  `kestra:\n  secret:\n    type: vault\n    read-only: true\n    vault:\n      address: "${address}"\n      token: {token: x}\n`;

/** The text as a block below a key that stands `depth` spaces in. */
const block = (text: string, depth: number) =>
  `|\n${text.replace(/^(?=.)/gm, ' '.repeat(depth + 2)).replace(/\n$/, '')}`;

/** Each backend with its address and where that is, the names of variables, and what is out of sight. */
function said({ backends, notRead = [], partial, kestraVersion }: FolderConfiguration): readonly string[] {
  return [
    ...backends.flatMap((backend) => {
      if (backend.type === 'vault') {
        const origins = backend.address?.origins.map(({ file, line }) => `${file}:${line}`) ?? [];
        return [`vault ${plain(backend.address)} at ${origins.join(' by ')}`];
      }
      if (backend.type !== 'env') return [backend.id];
      const { definitions, gaps } = backend.definitions;
      return [
        ...definitions.map(
          ({ key, encoding, origin }) => `${key} ${encoding} at ${origin?.file}:${origin?.line}`,
        ),
        ...gaps.map(({ reason, detail }) => `without ${reason} ${detail}`),
      ];
    }),
    ...notRead.map(({ file, why }) => `not read: ${file} ${why}`),
    ...(partial ? ['partial'] : []),
    ...(kestraVersion === null ? [] : [`version ${kestraVersion}`]),
  ];
}

const deployment = (spec: string, head = 'kind: Deployment') => `apiVersion: apps/v1
${head}
metadata: {name: orchard-flows}
spec:
  selector: {matchLabels: {app: orchard}}
  template:
    metadata: {labels: {app: orchard}}
    spec:
${spec.replace(/^(?=.)/gm, '      ')}`;

const container = (...lines: readonly string[]) =>
  deployment(`containers:
  - name: kestra
    image: kestra/kestra:v1.3.4
    args: [server, standalone]
${lines.map((line) => `    ${line}\n`).join('')}`);

const indent = (text: string, depth: number) => text.replace(/^(?=.)/gm, ' '.repeat(depth));

const flux = (spec: string) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec:\n${indent(spec, 2)}\n`;

const sketch = (name: string, line: string) =>
  `kind: Deployment\nmetadata: {name: ${name}}\nspec:\n  template:\n    spec:\n      containers:\n        - name: kestra\n          ${line}\n`;

const argo = (spec: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n${indent(spec, 2)}\n`;

const set = (spec: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec:\n  template:\n    spec:\n${indent(spec, 6)}\n`;

const shapes: Readonly<Record<string, readonly [Files, readonly string[]]>> = {
  'its configuration in the environment, of which the last counts': [
    {
      'deploy/kestra.yaml': container(
        'env:',
        '- name: KESTRA_CONFIGURATION',
        `  value: ${block(vault('http://first:8200'), 6)}`,
        '- name: KESTRA_CONFIGURATION',
        `  value: ${block(vault('http://plum:8200'), 6)}`,
      ),
    },
    ['vault http://plum:8200 at deploy/kestra.yaml:30', 'version 1.3.4'],
  ],
  'variables of its own and of a Secret in another file, whose data is Base64 around Kestra’s own': [
    {
      'k8s/deployment.yaml': container(
        'envFrom: [{secretRef: {name: flow-secrets}}]',
        'env:',
        `- {name: SECRET_PEAR, value: ${a}}`,
        '- {name: SECRET_PLAIN, value: "not encoded"}',
      ),
      'k8s/base/secret.yaml': yaml`
        apiVersion: v1
        kind: Secret
        metadata: {name: flow-secrets}
        data:
          SECRET_APPLE: ${base64(a)}
          SECRET_FIG: ${base64('not encoded')}
      `,
    },
    [
      'APPLE base64 at k8s/base/secret.yaml:5',
      'FIG not-base64 at k8s/base/secret.yaml:6',
      'PEAR base64 at k8s/deployment.yaml:15',
      'PLAIN not-base64 at k8s/deployment.yaml:16',
      'version 1.3.4',
    ],
  ],
  'a ConfigMap mounted where the image looks by itself': [
    {
      'kestra.yaml': `${container('volumeMounts: [{name: conf, mountPath: /app/confs/}]')}      volumes: [{name: conf, configMap: {name: orchard-config}}]\n---
kind: ConfigMap
metadata: {name: orchard-config}
data:
  application.yml: ${block(vault('http://pear:8200'), 2)}
`,
    },
    ['vault http://pear:8200 at kestra.yaml:25', 'version 1.3.4'],
  ],
  'one file of a ConfigMap, by subPath, at a place that a variable names': [
    {
      'kestra.yaml': `${container(
        'env: [{name: MICRONAUT_CONFIG_FILES, value: "/etc/kestra/site.yml"}]',
        'volumeMounts: [{name: conf, mountPath: /etc/kestra/site.yml, subPath: site}]',
      )}      volumes: [{name: conf, configMap: {name: orchard, items: [{key: app, path: site}]}}]\n`,
      'config/map.yaml': `kind: ConfigMap\nmetadata:\n  name: orchard\ndata:\n  app: ${block(vault('http://fig:8200'), 2)}\n`,
    },
    ['vault http://fig:8200 at config/map.yaml:11', 'version 1.3.4'],
  ],
  'an image of somebody’s that has the command, by what it is called and given': [
    {
      'kestra.yaml': deployment(
        `containers:\n  - {name: flows, image: "registry.orchard.example/tools/kestra:7", env: [{name: SECRET_PEAR, value: ${a}}]}\n`,
      ),
      'others.yaml': deployment(
        'containers:\n  - {name: kestra-exporter, image: acme/kestra-exporter, env: [{name: SECRET_KEY, value: x}]}\n  - {name: client, image: acme/kestra, env: [{name: KESTRA_URL, value: x}]}\n',
      ),
    },
    ['PEAR base64 at kestra.yaml:10', 'without command command', 'partial'],
  ],
  'a type of its manager that a Secret of the cluster has': [
    {
      'kestra.yaml': container(
        'env:',
        `- {name: SECRET_PEAR, value: ${a}}`,
        '- {name: KESTRA_SECRET_TYPE, valueFrom: {secretKeyRef: {name: gone, key: type}}}',
      ),
    },
    ['${KESTRA_SECRET_TYPE}', 'PEAR base64 at kestra.yaml:14', 'version 1.3.4'],
  ],
  'a file of the folder that Kustomize makes a ConfigMap of, which is no configuration beside it': [
    {
      'k8s/application.yml': vault('http://quince:8200'),
      'k8s/kustomization.yaml':
        'resources: [kestra.yaml]\nconfigMapGenerator: [{name: orchard, files: [application.yml]}]\n',
      'k8s/kestra.yaml': `${container('volumeMounts: [{name: conf, mountPath: /app/confs}]')}      volumes: [{name: conf, configMap: {name: orchard}}]\n`,
    },
    ['vault http://quince:8200 at k8s/application.yml:6', 'version 1.3.4'],
  ],
  'a Service of Knative’s, as Cloud Run has it': [
    {
      'service.yaml': yaml`
        apiVersion: serving.knative.dev/v1
        kind: Service
        metadata: {name: orchard-flows}
        spec:
          template:
            spec:
              containers:
                - image: kestra/kestra:v1.3.4
                  args: [server, standalone]
                  env:
                    - {name: SECRET_PEAR, value: ${a}}
                    - {name: SECRET_FIG, valueFrom: {secretKeyRef: {name: fig, key: latest}}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: orchard-flows}
        spec: {selector: {app: orchard}}
      `,
    },
    ['PEAR base64 at service.yaml:11', 'FIG not-known at service.yaml:12', 'version 1.3.4'],
  ],
  'a Secret that --config names, in a StatefulSet whose image is renamed': [
    {
      'kestra.yaml': deployment(
        `containers:
  - name: app
    image: registry.orchard.example/tools/flows:7
    command: [/app/kestra]
    args: [server, standalone, --config, /secrets/all.yml]
    env: [{name: KESTRA_WORKERS, value: "4"}]
    volumeMounts: [{name: s, mountPath: /secrets}]
volumes:
  - name: s
    projected: {sources: [{secret: {name: orchard, items: [{key: k, path: all.yml}]}}]}
`,
        'kind: StatefulSet',
      ),
      'secret.yaml': `kind: Secret\nmetadata: {name: orchard}\nstringData:\n  k: ${block(vault('http://kiwi:8200'), 2)}\n`,
    },
    ['vault http://kiwi:8200 at secret.yaml:10'],
  ],
  'objects of the cluster, which are out of sight': [
    {
      'kestra.yaml': `${container(
        'envFrom: [{secretRef: {name: gone}}]',
        'env: [{name: SECRET_A, valueFrom: {secretKeyRef: {name: gone, key: a}}}]',
        'volumeMounts: [{name: conf, mountPath: /app/confs}]',
      )}      volumes: [{name: conf, secret: {secretName: orchard-config}}]\n`,
    },
    [
      'A not-known at kestra.yaml:14',
      'without cluster Secret gone',
      'without cluster Secret orchard-config',
      'without configuration kestra.yaml',
      'partial',
      'version 1.3.4',
    ],
  ],
  ...Object.fromEntries(
    Object.entries({
      'an ExternalSecret': 'kind: ExternalSecret\nmetadata: {name: x}\nspec: {target: {name: fruit}}',
      'one of all namespaces':
        'kind: ClusterExternalSecret\nmetadata: {name: x}\nspec: {externalSecretSpec: {target: {name: fruit}}}',
      'a SealedSecret':
        'kind: SealedSecret\nmetadata: {name: x}\nspec: {template: {metadata: {name: fruit}}}',
      'a VaultStaticSecret':
        'kind: VaultStaticSecret\nmetadata: {name: x}\nspec: {destination: {name: fruit}}',
      'a DopplerSecret': 'kind: DopplerSecret\nmetadata: {name: x}\nspec: {managedSecret: {name: fruit}}',
      'an InfisicalSecret':
        'kind: InfisicalSecret\nmetadata: {name: x}\nspec: {managedKubeSecretReferences: [{secretName: fruit}]}',
      'a Certificate': 'kind: Certificate\nmetadata: {name: x}\nspec: {secretName: fruit}',
      'a OnePasswordItem': '"kind": "OnePasswordItem"\nmetadata: {name: fruit}',
      'a SecretProviderClass':
        'kind: SecretProviderClass\nmetadata: {name: x}\nspec: {secretObjects: [{secretName: fruit}]}',
    }).map(([maker, text]): [string, readonly [Files, readonly string[]]] => [
      `a Secret to which ${maker} may add`,
      [
        {
          'kestra.yaml': container('envFrom: [{secretRef: {name: fruit}}]'),
          'fruit.yaml': `kind: Secret\nmetadata: {name: fruit}\ndata: {SECRET_APPLE: ${base64(a)}}\n`,
          'operators/maker.yaml': `apiVersion: v1\n${text}\n`,
        },
        ['APPLE base64 at fruit.yaml:3', 'without cluster Secret fruit', 'version 1.3.4'],
      ],
    ]),
  ),
  'a Secret beside one of another namespace’s that an operator makes': [
    {
      'kestra.yaml': container('envFrom: [{secretRef: {name: fruit}}]').replace(
        'name: orchard-flows',
        'name: orchard-flows, namespace: north',
      ),
      'fruit.yaml': `kind: Secret\nmetadata: {name: fruit}\ndata: {SECRET_APPLE: ${base64(a)}}\n`,
      'maker.yaml': 'kind: ExternalSecret\nmetadata: {name: fruit, namespace: south}\nspec: {}\n',
    },
    ['APPLE base64 at fruit.yaml:3', 'version 1.3.4'],
  ],
  'a Secret to which one of very many others of a file may add': [
    {
      'kestra.yaml': container('envFrom: [{secretRef: {name: fruit}}]'),
      'fruit.yaml': `kind: Secret\nmetadata: {name: fruit}\ndata: {SECRET_APPLE: ${base64(a)}}\n`,
      'makers.yaml': [...Array.from({ length: 300 }, (_, index) => `x${index}`), 'fruit']
        .map((name) => `kind: ExternalSecret\nmetadata: {name: ${name}}\n`)
        .join('---\n'),
    },
    ['APPLE base64 at fruit.yaml:3', 'without cluster Secret fruit', 'version 1.3.4'],
  ],
  'a List, of objects that stand in other namespaces too': [
    {
      'all.yaml': yaml`
        apiVersion: v1
        kind: List
        items:
          - kind: Pod
            metadata: {name: flows, namespace: north}
            spec:
              initContainers: [{name: i, image: "kestra/kestra:v1", env: [{name: SECRET_INIT, value: ${a}}]}]
              containers:
                - {name: side, image: "busybox:1", env: [{name: SECRET_SIDE, value: ${a}}]}
                - {name: k, image: "kestra/kestra:latest", envFrom: [{configMapRef: {name: v, prefix: x}}]}
      `,
      'north.yaml': `kind: ConfigMap\nmetadata: {name: v, namespace: north}\ndata: {SECRET_NORTH: ${a}}\n`,
      'south.yaml': `kind: ConfigMap\nmetadata: {name: v, namespace: south}\ndata: {SECRET_SOUTH: ${a}}\n`,
    },
    ['NORTH base64 at north.yaml:3'],
  ],
  'a ConfigMap with its configuration, though nobody here mounts it': [
    {
      'config.yaml': `kind: ConfigMap\nmetadata: {name: orchard-config}\ndata:\n  application.yml: ${block(vault('http://pear:8200'), 2)}\n`,
    },
    ['vault http://pear:8200 at config.yaml:10', 'partial'],
  ],
  'a Secret with its configuration, encoded': [
    {
      'secret.yaml': `kind: Secret\nmetadata: {name: kestra}\ndata:\n  application-secrets.yml: ${Buffer.from(vault('http://fig:8200')).toString('base64')}\n`,
    },
    ['vault http://fig:8200 at secret.yaml:4', 'partial'],
  ],
  'a server, beside a ConfigMap that nobody mounts': [
    {
      'config.yaml': `kind: ConfigMap\nmetadata: {name: orchard-config}\ndata:\n  application.yml: ${block(vault('http://pear:8200'), 2)}\n`,
      'kestra.yaml': container(`env: [{name: SECRET_APPLE, value: ${a}}]`),
    },
    ['APPLE base64 at kestra.yaml:13', 'version 1.3.4'],
  ],
  'a template, which is no YAML as it stands': [
    {
      'chart/templates/deployment.yaml': `${container('env:')}        {{- range .Values.env }}
        - name: {{ .name }}
          value: {{ .value
        {{- end }}
`,
    },
    ['not read: chart/templates/deployment.yaml template', 'partial'],
  ],
};

const others: Readonly<Record<string, string>> = {
  'a deployment of something else': deployment(
    'containers: [{name: web, image: "nginx:1", env: [{name: A, value: b}]}]',
  ),
  'one that talks to Kestra': deployment(
    'containers: [{name: bot, image: "acme/bot:2", env: [{name: KESTRA_URL, value: "http://kestra:8080"}, {name: SECRET_KEY, value: x}]}]',
  ),
  'a server of another name': deployment(
    'containers: [{name: w, image: "acme/jobs", args: [server, worker], env: [{name: TOKEN, value: x}]}]',
  ),
  'a command of Kestra’s that starts no server': deployment(
    'containers: [{name: k, image: "kestra/kestra:v1", args: [flow, validate, /flows], env: [{name: SECRET_A, value: x}]}]',
  ),
  'a flow that starts a pod': yaml`
    id: pods
    namespace: orchard
    tasks:
      - id: pod
        type: io.kestra.plugin.kubernetes.core.PodCreate
        kind: Pod
        spec: {containers: [{name: k, image: "kestra/kestra:v1", env: [{name: SECRET_A, value: x}]}]}
  `,
  'values of a chart in a ConfigMap': `kind: ConfigMap\nmetadata: {name: kestra}\ndata:\n  values.yaml: |\n    kestra: {image: {tag: v1}}\n`,
  'a configuration of what watches Kestra': `kind: ConfigMap\nmetadata: {name: scrape}\ndata:\n  prometheus.yml: |\n    kestra: {targets: ["kestra:8081"]}\n    secret: {type: vault}\n`,
  'a ConfigMap that nobody mounts': `kind: ConfigMap\nmetadata: {name: x}\ndata: {SECRET_A: ${a}}\n`,
};

describe('a Kestra server of a cluster', () => {
  for (const [name, [files, expected]] of Object.entries(shapes)) {
    it(`is read: ${name}`, async () => {
      assert.deepEqual(said(await read(files)), expected);
    });
  }

  it('is one in parts with those of its folder and namespace, and another one elsewhere', async () => {
    const one = container('env: [{name: KESTRA_SECRET_TYPE, value: vault}]');
    const { configurations } = await read({
      'k8s/executor.yaml': one,
      'k8s/webserver.yaml': one,
      'k8s/north.yaml': one.replace('name: orchard-flows', 'namespace: north, name: orchard-flows'),
      'k8s/staging/all.yaml': one,
    });
    assert.deepEqual(
      configurations?.map(({ file }) => file),
      ['k8s/executor.yaml', 'k8s/north.yaml', 'k8s/staging/all.yaml'],
    );
  });

  it('is one for each namespace, where several stand in one file', async () => {
    const inNamespace = (name: string, line: string) =>
      container(line).replace('metadata: {', `metadata: {namespace: ${name}, `);
    const files = {
      'k8s/all.yaml': [
        inNamespace('north', `env: [{name: SECRET_A, value: ${a}}]`),
        inNamespace('south', 'env: [{name: KESTRA_SECRET_TYPE, value: vault}]'),
        inNamespace('south', `env: [{name: SECRET_B, value: ${a}}]`),
        container('env: []'),
      ].join('---\n'),
      'k8s/more.yaml': inNamespace('west', 'env: []'),
    };
    const { configurations = [] } = await read(files);
    assert.deepEqual(
      configurations.map(({ file, backends }) => [file, ...backends.map(({ kestraType }) => kestraType)]),
      [
        ['k8s/all.yaml#north', 'env'],
        ['k8s/all.yaml#south', 'vault', 'env'],
        ['k8s/all.yaml', 'env'],
        ['k8s/more.yaml', 'env'],
      ],
    );
    const { backends, chosen } = await read(files, { configuration: 'k8s/all.yaml#north' });
    assert.deepEqual(
      [chosen, said({ ...(await read(files)), backends })[0]],
      ['k8s/all.yaml#north', 'A base64 at k8s/all.yaml:13'],
    );
  });

  const patched: Readonly<Record<string, readonly [Files, readonly string[]]>> = {
    'a patch of its environment in a file': [
      {
        'top/kustomization.yaml': 'resources: [../base, ../top]\npatches: [{path: env.yaml}]\n',
        'top/env.yaml': `kind: Deployment\nspec: {template: {spec: {containers: [{name: kestra, env: [{name: SECRET_B, value: ${a}}]}]}}}\n`,
      },
      ['without override-file top/env.yaml'],
    ],
    'a patch that is written inside, over an overlay that takes the server up': [
      {
        'middle/kustomization.yaml': 'resources:\n  - ../base\n',
        'top/kustomization.yaml': `resources: [../middle]\npatches:\n  - patch: |-\n      - {op: add, path: /spec/template/spec/containers/0/env/-, value: {name: SECRET_B, value: ${a}}}\n`,
      },
      ['without override-file top/kustomization.yaml'],
    ],
    'a patch of a component': [
      {
        'part/kustomization.yaml': 'kind: Component\npatchesStrategicMerge:\n  - gone.yaml\n',
        'top/kustomization.yaml': 'resources: [../base]\ncomponents: [../part]\n',
      },
      ['without override-file part/gone.yaml'],
    ],
    'more for a Secret that it uses': [
      {
        'top/kustomization.yaml': `resources: [../base]\nsecretGenerator:\n  - name: flows\n    behavior: merge\n    literals: [SECRET_B=${a}]\n`,
      },
      ['without override-file top/kustomization.yaml'],
    ],
    'an env file of a Secret that is not here': [
      {
        'base/kustomization.yaml': `resources: [kestra.yaml]\nsecretGenerator:\n  - name: flows\n    literals: [SECRET_A=${a}]\n    envs: [gone.env]\n`,
      },
      ['without cluster Secret flows'],
    ],
    'a patch of its mounts': [
      {
        'top/kustomization.yaml':
          'resources: [../base]\npatches:\n  - patch: |-\n      - {op: add, path: /spec/template/spec/volumes/-, value: {name: v}}\n',
      },
      ['without override-file top/kustomization.yaml'],
    ],
    'a patch that puts another pod in the place of its own': [
      {
        'top/kustomization.yaml':
          'resources: [../base]\npatches:\n  - patch: |-\n      - op: replace\n        path: /spec/template/spec\n        value: {}\n',
      },
      ['without override-file top/kustomization.yaml'],
    ],
    'what is put in the place of a value': [
      {
        'top/kustomization.yaml':
          'resources: [../base]\nreplacements:\n  - source: {kind: ConfigMap, name: x}\n    targets: [{select: {kind: Deployment}, fieldPaths: [spec.template.spec.containers.0.env.0.value]}]\n',
      },
      ['without override-file top/kustomization.yaml'],
    ],
    'an overlay that is no YAML to its end': [
      {
        'top/kustomization.yaml': 'resources: [../base]\npatches:\n  - {{ patch }}}\n',
      },
      ['without override-file top/kustomization.yaml'],
    ],
    'an env file by the key that Kustomize had for one, and what is not here of it': [
      {
        'base/kustomization.yaml': `resources: [kestra.yaml]\nsecretGenerator:\n  - name: flows\n    literals: [SECRET_A=${a}]\n    env: gone.env\n`,
      },
      ['without cluster Secret flows'],
    ],
    'values of a Secret that another tool makes': [
      {
        'base/kustomization.yaml': `resources: [kestra.yaml]\nsecretGenerator:\n  - name: flows\n    literals: [SECRET_A=${a}, "{{ more }}"]\n`,
      },
      ['without cluster Secret flows'],
    ],
    'a patch that changes how many there are': [
      {
        'top/kustomization.yaml':
          'resources: [../base]\npatches:\n  - patch: |-\n      - {op: replace, path: /spec/replicas, value: 2}\n',
      },
      [],
    ],
    'what a program makes': [
      {
        'top/kustomization.yaml': 'resources: [../base]\ngenerators: [ksops.yaml]\n',
        'top/ksops.yaml': 'kind: ksops\nfiles: [more.enc.yaml]\n',
      },
      ['without override-file top/kustomization.yaml'],
    ],
    'a manifest without an image, which is applied beside it': [
      { 'patch.yaml': sketch('orchard-flows', `env: [{name: SECRET_B, value: ${a}}]`) },
      ['without override-file patch.yaml'],
    ],
    'manifests without an image: of another name, and of nothing that a server reads': [
      {
        'patch.yaml': `${sketch('other', 'env: [{name: SECRET_B}]')}---\n${sketch('orchard-flows', 'resources: {}')}`,
      },
      [],
    ],
    'a patch in a Kustomization of Flux': [
      {
        'flux/apps.yaml': flux(`path: ./base\npatches:\n  - {patch: "env: [{name: SECRET_B, value: ${a}}]"}`),
      },
      ['without override-file flux/apps.yaml'],
    ],
    'a patch in a Kustomization of Flux that stands in a list, of all files': [
      {
        'flux/apps.yaml': `kind: List\nitems:\n  - apiVersion: kustomize.toolkit.fluxcd.io/v1\n    spec: {patchesStrategicMerge: [{kind: Deployment, spec: {env: []}}]}\n`,
      },
      ['without override-file flux/apps.yaml'],
    ],
    'a component in a Kustomization of Flux of an overlay': [
      {
        'flux/apps.yaml': flux('path: top/prod\ncomponents: [../part]'),
        'top/prod/kustomization.yaml': 'resources: [../../base]\n',
        'top/part/kustomization.yaml': 'kind: Component\npatches: [{path: env.yaml}]\n',
        'top/part/env.yaml': 'spec: {env: []}\n',
      },
      ['without override-file top/part/env.yaml'],
    ],
    'a patch in a Kustomization of Flux, of a path that leads out of sight': [
      { 'flux/apps.yaml': flux('path: infra/base\npatches: [{patch: "env: []"}]') },
      ['without override-file flux/apps.yaml'],
    ],
    'a patch in a Kustomization of Flux of another folder, and one of how many there are': [
      {
        'flux/apps.yaml': `${flux('path: other\npatches: [{patch: "env: []"}]')}---\n${flux('path: base\npatches: [{patch: "replicas: 2"}]')}`,
        'other/web.yaml': 'kind: Service\n',
      },
      [],
    ],
    'a patch in the second of two Kustomizations of Flux of the same overlay': [
      {
        'flux/apps.yaml': `${flux('path: top')}---\n${flux('path: top\npatches: [{patch: "env: []"}]')}`,
        'top/kustomization.yaml': 'resources: [../base]\n',
      },
      ['without override-file flux/apps.yaml'],
    ],
    'a patch in an Application of Argo CD': [
      {
        'argo.yaml': argo(
          'source: {path: base, kustomize: {patches: [{target: {kind: Deployment}, patch: "env: []"}]}}',
        ),
      },
      ['without override-file argo.yaml'],
    ],
    'a file with a patch in one of several sources of an Application of Argo CD': [
      {
        'argo.yaml': argo('sources: [{path: other}, {path: base, kustomize: {patches: [{path: env.yaml}]}}]'),
        'base/env.yaml': 'spec: {env: []}\n',
      },
      ['without override-file base/env.yaml'],
    ],
    'a component in a set of Applications of Argo CD, of a path that is filled in': [
      {
        'argo.yaml': set('source: {path: "{{path}}", kustomize: {components: [part]}}'),
        'part/kustomization.yaml': 'kind: Component\npatches: [{patch: "env: []"}]\n',
      },
      ['without override-file part/kustomization.yaml'],
    ],
    'a patch of the template of a set of Applications': [
      {
        'argo.yaml': `${set('source: {path: base}')}  templatePatch: |\n    spec: {source: {kustomize: {patches: [{patch: "env: []"}]}}}\n`,
      },
      ['without override-file argo.yaml'],
    ],
    'an Application of Argo CD of what others run': [
      {
        'argo.yaml': argo('source: {path: other, kustomize: {patches: [{patch: "env: []"}]}}'),
        'other/web.yaml': 'kind: Service\n',
      },
      [],
    ],
    'a patch of what others run': [
      {
        'other/kustomization.yaml': 'resources: [web.yaml]\npatches: [{path: env.yaml}]\n',
        'other/env.yaml': 'spec: {env: []}\n',
      },
      [],
    ],
  };
  for (const [name, [files, expected]] of Object.entries(patched)) {
    it(`knows what Kustomize may change: ${name}`, async () => {
      const base = {
        'base/kustomization.yaml': `resources: [kestra.yaml]\nsecretGenerator:\n  - name: flows\n    literals: [SECRET_A=${a}]\n`,
        'base/kestra.yaml': container('envFrom: [{secretRef: {name: flows}}]'),
      };
      const lines = said(await read({ ...base, ...files }));
      assert.ok(lines.some((line) => line.startsWith('A base64 ')));
      assert.deepEqual(
        lines.filter((line) => line.startsWith('without ')),
        expected,
      );
    });
  }

  const loneSecret = (value: string, key = 'SECRET_FIG') =>
    `kind: Secret\nmetadata: {name: s}\ndata: {${key}: ${base64(value)}, OTHER: ${a}}\n`;

  it('may use a Secret that nothing here uses, which is known in part alone', async () => {
    assert.deepEqual(said(await read({ 'k8s/secret.yaml': loneSecret(a) })), [
      'FIG base64 at k8s/secret.yaml:3',
      'without loose-file k8s/secret.yaml',
      'without no-service ',
    ]);
    const beside = said(await read({ 'application.yml': vault('http://v:1'), 'k8s/s.yaml': loneSecret(a) }));
    assert.ok(beside.includes('FIG base64 at k8s/s.yaml:3'), beside.join('\n'));
  });

  it('has no Secret of another program, nor one that a server here does not use', async () => {
    for (const text of [loneSecret('plain text, as Django has it', 'SECRET_KEY'), loneSecret(a, 'API')])
      assert.deepEqual(said(await read({ 'secret.yaml': text })), []);
    const { problems } = await read({
      'secret.yaml': `${loneSecret(a)}stringData: {SECRET_PLUM: not in Base64}\n`,
    });
    assert.deepEqual(problems, []);
    const compose = `services: {kestra: {image: kestra/kestra, environment: {SECRET_PEAR: ${a}}}}\n`;
    const lines = said(await read({ 'secret.yaml': loneSecret(a), 'compose.yml': compose }));
    assert.deepEqual(lines, ['PEAR base64 at compose.yml:1']);
  });

  it('has no value of a Secret in what is told of it', async () => {
    const [files] = Object.values(shapes)[1] ?? [{}];
    assert.doesNotMatch(JSON.stringify(await read(files)), /VALUE-MARKER/);
  });
});

describe('no Kestra server', () => {
  for (const [name, text] of Object.entries(others)) {
    it(`is ${name}`, async () => {
      const { backends, problems, found, notRead } = await read({ 'x.yaml': text });
      assert.deepEqual([backends, problems, found, notRead], [[], [], false, undefined]);
    });
  }
});
