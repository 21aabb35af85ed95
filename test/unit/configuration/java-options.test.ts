import assert from 'node:assert/strict';
import { read, textAt, readVault } from './support.ts';
import { linesOf } from './helm/shapes.ts';

type Files = Readonly<Record<string, string>>;

const file =
  'kestra: {secret: {type: vault, vault: {address: "http://vault.orchard.example", root-engine: file}}}\n';

/** A service with these variables, and a file where the image looks by itself. */
function compose(variables: string, command = 'server standalone'): Files {
  return {
    'k.yml': file,
    '.env': '',
    'compose.yaml': `services:\n  kestra:\n    image: kestra/kestra-ee:v1\n    command: ${command}\n    volumes: ["./k.yml:/app/confs/application.yml", "./k.yml:/etc/k.yml"]\n    environment: {${variables}}\n`,
  };
}

const engine = '-Dkestra.secret.vault.root-engine';

const cases: Readonly<Record<string, readonly [Files, readonly string[]]>> = {
  'one of Kestra’s start': [compose(`JAVA_OPTS: "-Xmx2g ${engine}=opts -Da=b"`), ['vault opts']],
  'one of Java’s own': [compose(`JAVA_TOOL_OPTIONS: "${engine}=tool"`), ['vault tool']],
  'in another spelling': [compose('JAVA_OPTS: "-Dkestra.secret.vault.rootEngine=opts"'), ['vault opts']],
  'over a variable': [
    compose(`KESTRA_SECRET_VAULT_ROOT_ENGINE: variable, JAVA_OPTS: "${engine}=opts"`),
    ['vault opts'],
  ],
  'the last of several': [
    compose(
      `_JAVA_OPTIONS: "${engine}=last", JAVA_OPTS: "${engine}=opts", JAVA_TOOL_OPTIONS: "${engine}=tool"`,
    ),
    ['vault last'],
  ],
  'below a file that the command names': [
    compose(`JAVA_OPTS: "${engine}=opts"`, 'server standalone --config /etc/k.yml'),
    ['vault file'],
  ],
  'whose quotes Java takes in its own way': [
    compose(`JAVA_OPTS: '"${engine}=a b"'`),
    ['vault ?template ${JAVA_OPTS}'],
  ],
  'that is no property': [compose(`JAVA_OPTS: "x${engine}=opts -XX:${engine}=opts"`), ['vault file']],
  'that names the files of the configuration': [
    compose('JAVA_OPTS: "-Dmicronaut.config.files=/etc/other.yml"'),
    ['vault file', 'partial'],
  ],
  'that names the profiles': [compose('JAVA_OPTS: "-Dmicronaut.environments=eu"'), ['vault file', 'partial']],
  'of a pod': [
    {
      'k.yaml': `kind: Pod\nmetadata: {name: k}\nspec: {containers: [{name: kestra, image: kestra/kestra-ee:v1, env: [{name: KESTRA_CONFIGURATION, value: '${file.trim()}'}, {name: JAVA_OPTS, value: "${engine}=opts"}]}]}\n`,
    },
    ['vault opts'],
  ],
  'of a chart': [
    {
      'values.yaml': `configurations: {application: {${file.trim()}}}\ncommon: {jvm: {extraOpts: "${engine}=common"}}\n`,
    },
    ['vault common'],
  ],
  'of a component of a chart': [
    {
      'values.yaml': `configurations: {application: {${file.trim()}}}\ncommon: {jvm: {extraOpts: "${engine}=common"}}\ndeployments: {standalone: {jvm: {extraOpts: "${engine}=own"}}}\n`,
    },
    ['vault own'],
  ],
};

describe('an option of Java’s that sets the configuration', () => {
  for (const [name, [files, expected]] of Object.entries(cases)) {
    it(`counts: ${name}`, async () => {
      assert.deepEqual(await linesOf(files), expected);
    });
  }

  it('leads to the line where it stands', async () => {
    const files = compose(`JAVA_OPTS: "${engine}=opts"`);
    const { rootEngine } = await readVault(files);
    assert.match(textAt(files, rootEngine?.origins[0]) ?? '', /root-engine=opts/);
  });
});

describe('a source of the configuration that is named and out of sight', () => {
  const pod = (name: string) => ({
    'k.yaml': `kind: Deployment\nmetadata: {name: k}\nspec: {template: {spec: {containers: [{name: k, image: kestra/kestra, env: [{name: ${name}, valueFrom: {secretKeyRef: {name: s, key: k}}}]}]}}}\n`,
  });
  const open: Readonly<Record<string, Files>> = {
    'options of a shell': compose('JAVA_OPTS: null'),
    'options that nothing fills': compose('JAVA_TOOL_OPTIONS: "${OPTIONS}"'),
    'more options that nothing fills': compose('JAVA_OPTS: "-Xmx2g ${OPTIONS}"'),
    'options of a Secret': pod('JAVA_OPTS'),
    'profiles of a shell': compose('MICRONAUT_ENVIRONMENTS: null'),
    'profiles of a Secret': pod('MICRONAUT_ENVIRONMENTS'),
    'files of a Secret': pod('MICRONAUT_CONFIG_FILES'),
    'a text of a Secret': pod('KESTRA_CONFIGURATION'),
  };
  const closed: Readonly<Record<string, Files>> = {
    'options by default none': compose('JAVA_OPTS: "${JAVA_OPTS:-}"'),
    'options of which a number is not known': compose('JAVA_OPTS: "-Xms1g -Xmx${HEAP}"'),
    'options that the folder fills': {
      ...compose('JAVA_OPTS: "${JAVA_OPTS}"'),
      '.env': 'JAVA_OPTS=-Xmx2g\n',
    },
    'another variable of a Secret': pod('MICRONAUT_SERVER_PORT'),
  };
  for (const [name, files] of Object.entries(open)) {
    it(`may set anything: ${name}`, async () => assert.equal((await read(files)).partial, true));
  }
  for (const [name, files] of Object.entries(closed)) {
    it(`is none: ${name}`, async () => assert.equal((await read(files)).partial, false));
  }

  it('leaves open which variables there are, where nothing else is configured', async () => {
    const [backend] = (await read(pod('JAVA_OPTS'))).backends;
    assert.deepEqual(backend?.type === 'env' ? backend.definitions.gaps : null, [
      { reason: 'configuration', detail: 'k.yaml' },
    ]);
  });
});
