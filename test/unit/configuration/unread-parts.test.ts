import assert from 'node:assert/strict';
import { engine, linesOf } from './helm/shapes.ts';

type Files = Readonly<Record<string, string>>;
type Case = readonly [Files, readonly string[]];

const a = 'YQ==';

/** A pod of Kestra's with these lines in its container, and those of `pod` beside it. */
function server(lines: readonly string[], pod: readonly string[] = []): string {
  return [
    'kind: Pod',
    'metadata: {name: flows}',
    'spec:',
    ...pod.map((line) => `  ${line}`),
    '  containers:',
    '    - name: kestra',
    '      image: kestra/kestra:v1.3.4',
    '      args: [server, standalone]',
    ...lines.map((line) => `      ${line}`),
    '',
  ].join('\n');
}

const config = `data: {application.yml: "${engine('mounted').replaceAll('"', '\\"')}"}`;
const map = `kind: ConfigMap\nmetadata: {name: conf}\n${config}\n`;
const mounted = ['volumeMounts: [{name: v, mountPath: /app/confs}]'];
const volume = ['volumes: [{name: v, configMap: {name: conf}}]'];

const servers: Readonly<Record<string, Case>> = {
  'a list of variables that another tool makes': [
    { 'k.yaml': server(['env: "{{ variables }}"']) },
    ['gap file-not-read k.yaml'],
  ],
  'a variable whose name another tool makes': [
    { 'k.yaml': server([`env: [{name: "SECRET_{{ name }}", value: ${a}}, {name: SECRET_B, value: ${a}}]`]) },
    ['SECRET_B', 'gap file-not-read k.yaml'],
  ],
  'a variable that a template puts in': [
    { 'k.yaml': server(['env:', '  - {{ include "x" . }}']) },
    ['gap file-not-read k.yaml'],
  ],
  'objects for its environment that another tool names': [
    { 'k.yaml': server(['envFrom: ["{{ objects }}"]']) },
    ['gap file-not-read k.yaml'],
  ],
  'data of an object that are a template': [
    {
      'k.yaml': server(['envFrom: [{secretRef: {name: s}}]']),
      's.yaml': 'kind: Secret\nmetadata: {name: s}\ndata: "{{ data }}"\n',
    },
    ['gap cluster Secret s'],
  ],
  'a file of objects that is no YAML to its end': [
    {
      'k.yaml': server(['envFrom: [{secretRef: {name: s}}]']),
      's.yaml': `kind: Secret\nmetadata: {name: s}\nstringData:\n  SECRET_A: ${a}\n {{- if .Values.more }}\n`,
    },
    ['SECRET_A', 'gap cluster Secret s'],
  ],
  'files that a variable of the cluster names': [
    {
      'k.yaml': server(
        [
          'env: [{name: MICRONAUT_CONFIG_FILES, valueFrom: {configMapKeyRef: {name: gone, key: files}}}]',
          ...mounted,
        ],
        volume,
      ),
      'map.yaml': map,
    },
    ['gap configuration k.yaml', 'partial'],
  ],
  'files that a variable of the cluster names, and a configuration that replaces them': [
    {
      'k.yaml': server([
        'env:',
        '  - {name: MICRONAUT_CONFIG_FILES, valueFrom: {configMapKeyRef: {name: gone, key: files}}}',
        `  - {name: KESTRA_CONFIGURATION, value: '${engine('own')}'}`,
      ]),
    },
    ['vault own'],
  ],
  'mounts that another tool makes': [
    { 'k.yaml': server(['volumeMounts: "{{ mounts }}"'], volume), 'map.yaml': map },
    ['gap file-not-read k.yaml', 'gap configuration k.yaml', 'partial'],
  ],
  'a mount of what a set claims for its pods': [
    { 'k.yaml': server(mounted) },
    ['gap cluster volume v', 'gap configuration k.yaml', 'partial'],
  ],
  'a mounted object of which another tool makes the rest': [
    {
      'k.yaml': server(mounted, volume),
      'map.yaml': 'kind: ConfigMap\nmetadata: {name: conf}\ndata: "{{ data }}"\n',
    },
    ['gap cluster ConfigMap conf', 'gap configuration k.yaml', 'partial'],
  ],
  'a mounted object with files in binary form': [
    { 'k.yaml': server(mounted, volume), 'map.yaml': map.replace('\ndata:', '\nbinaryData:') },
    ['gap cluster ConfigMap conf', 'gap configuration k.yaml', 'partial'],
  ],
  'a file of a mounted object of which more is elsewhere': [
    { 'k.yaml': server(mounted, volume), 'map.yaml': `${map}binaryData: {logo: AAAA}\n` },
    ['vault mounted'],
  ],
  'a script in the place of Kestra': [
    { 'k.yaml': server([`env: [{name: SECRET_A, value: ${a}}]`, 'command: [/opt/start.sh]']) },
    ['SECRET_A', 'gap command command', 'partial'],
  ],
  'a shell that starts a script': [
    { 'k.yaml': server([`env: [{name: SECRET_A, value: ${a}}]`, 'command: [sh, /opt/start.sh]']) },
    ['SECRET_A', 'gap command command', 'partial'],
  ],
  'Kestra’s own program': [
    { 'k.yaml': server([`env: [{name: SECRET_A, value: ${a}}]`, 'command: [tini, --, /app/kestra]']) },
    ['SECRET_A'],
  ],
};

/** A HelmRelease that Flux installs with these values, and a ConfigMap beside it. */
function release(...values: readonly string[]): string {
  return [
    'kind: HelmRelease',
    'metadata: {name: flows}',
    'spec:',
    '  chart: {spec: {chart: kestra, version: 1.0.54, sourceRef: {kind: HelmRepository, name: kestra}}}',
    '  values:',
    `    configurations: {application: ${engine('file')}}`,
    ...values.map((line) => `    ${line}`),
    '',
  ].join('\n');
}

const whole = `kind: ConfigMap\nmetadata: {name: whole}\ndata: {KESTRA_CONFIGURATION: "${engine('whole').replaceAll('"', '\\"')}"}\n`;

const releases: Readonly<Record<string, Case>> = {
  'a configuration in the environment that an object has': [
    {
      'r.yaml': release(
        'common: {extraEnv: [{name: KESTRA_CONFIGURATION, valueFrom: {configMapKeyRef: {name: whole, key: KESTRA_CONFIGURATION}}}]}',
      ),
      'map.yaml': whole,
    },
    ['vault whole'],
  ],
  'a configuration in the environment by way of envFrom': [
    { 'r.yaml': release('common: {extraEnvFrom: [{configMapRef: {name: whole}}]}'), 'map.yaml': whole },
    ['vault whole'],
  ],
  'a configuration in the environment that is out of sight': [
    {
      'r.yaml': release(
        'common: {extraEnv: [{name: KESTRA_CONFIGURATION, valueFrom: {secretKeyRef: {name: gone, key: x}}}]}',
      ),
    },
    ['gap configuration r.yaml', 'partial'],
  ],
  'an empty configuration in the environment, which counts as none': [
    { 'r.yaml': release('common: {extraEnv: [{name: KESTRA_CONFIGURATION, value: ""}]}') },
    ['vault file'],
  ],
  'variables that another tool makes': [
    {
      'r.yaml': release(`common: {extraEnv: "{{ variables }}"}`).replace(engine('file'), '{kestra: {}}'),
    },
    ['gap file-not-read r.yaml'],
  ],
  'objects that another tool names': [
    {
      'r.yaml': release(`common: {extraEnvFrom: ["{{ objects }}"]}`).replace(engine('file'), '{kestra: {}}'),
    },
    ['gap file-not-read r.yaml'],
  ],
  'a shell in the words of its command': [
    {
      'r.yaml': release('deployments: {standalone: {extraArgs: ["sh", "-c", "server standalone"]}}').replace(
        engine('file'),
        '{kestra: {}}',
      ),
    },
    ['gap command command', 'partial'],
  ],
};

describe('what of a server cannot be read', () => {
  for (const [name, [files, expected]] of Object.entries({ ...servers, ...releases })) {
    it(`is known to be there: ${name}`, async () => {
      assert.deepEqual(await linesOf(files), expected);
    });
  }
});
