import assert from 'node:assert/strict';
import type { ConfigurationProblemCode } from '../../../src/configuration/types.ts';
import { mended, read } from './support.ts';

interface Row {
  readonly code: ConfigurationProblemCode;
  readonly text: string;
  /** null: told, and nothing sure is there to mend it. */
  readonly after: string | null;
}

const vault = 'type: vault\n';
const reached = '    address: http://v:1\n    token.token: x\n';
const aws =
  'kestra.secret:\n  type: aws-secret-manager\n  read-only: true\n  aws-secret-manager:\n    region: x\n';

const rows: Readonly<Record<string, Row>> = {
  'an invented type': {
    code: 'unknown-type',
    text: 'kestra:\n  secret:\n    type: gcp-secret-manager # ours\n',
    after: 'kestra:\n  secret:\n    type: google-secret-manager # ours\n',
  },
  'an invented type in single quotes': {
    code: 'unknown-type',
    text: "kestra.secret.type: 'hashicorp-vault'\n",
    after: "kestra.secret.type: 'vault'\n",
  },
  'an invented type as a default': {
    code: 'unknown-type',
    text: 'kestra.secret.type: ${TYPE:hashicorp-vault}\n',
    after: 'kestra.secret.type: ${TYPE:vault}\n',
  },
  'a type near a real one': {
    code: 'unknown-type',
    text: 'kestra.secret:\n  type: azure-key-valt\n',
    after: 'kestra.secret:\n  type: azure-key-vault\n',
  },
  'a type near none': { code: 'unknown-type', text: 'kestra.secret.type: post-it\n', after: null },
  'the environment as type': {
    code: 'environment-type-invented',
    text: 'kestra:\n  secret:\n    type: env\n    read-only: true\n',
    after: 'kestra:\n  secret:\n    read-only: true\n',
  },
  'the environment as type, with a note': {
    code: 'environment-type-invented',
    text: 'kestra:\n  secret:\n    type: env # ours\n',
    after: null,
  },
  "another manager's block": {
    code: 'type-block-mismatch',
    text: 'kestra.secret:\n  type: vault\n  aws-secret-manager:\n    region: x\n',
    after: 'kestra.secret:\n  type: aws-secret-manager\n  aws-secret-manager:\n    region: x\n',
  },
  'the blocks of two others': {
    code: 'type-block-mismatch',
    text: 'kestra.secret:\n  type: vault\n  aws-secret-manager.region: x\n  google-secret-manager.project: x\n',
    after: null,
  },
  'a block without its type': {
    code: 'block-without-type',
    text: `kestra:\n  secret:\n    vault:\n      address: http://v:1\n`,
    after: `kestra:\n  secret:\n    type: vault\n    vault:\n      address: http://v:1\n`,
  },
  'the plural': {
    code: 'plural-secrets',
    text: `kestra:\n  secrets:\n    ${vault}`,
    after: `kestra:\n  secret:\n    ${vault}`,
  },
  'the plural in a dotted key': {
    code: 'plural-secrets',
    text: 'kestra.secrets.type: doppler\n',
    after: 'kestra.secret.type: doppler\n',
  },
  'the plural beside the singular': {
    code: 'plural-secrets',
    text: 'kestra:\n  secret:\n    type: doppler\n  secrets:\n    read-only: true\n',
    after: null,
  },
  'a bare token': {
    code: 'token-not-nested',
    text: `kestra.secret:\n  ${vault}  vault:\n    address: http://v:1\n    token: VALUE-MARKER # ours\n`,
    after: `kestra.secret:\n  ${vault}  vault:\n    address: http://v:1\n    token:\n      token: VALUE-MARKER # ours\n`,
  },
  'a bare token in braces': {
    code: 'token-not-nested',
    text: `kestra.secret:\n  ${vault}  vault: { address: "http://v:1", token: VALUE-MARKER }\n`,
    after: null,
  },
  'a misspelt key': {
    code: 'key-unknown',
    text: `kestra.secret:\n  ${vault}  vault:\n    adress: http://v:1\n    token.token: x\n`,
    after: `kestra.secret:\n  ${vault}  vault:\n    address: http://v:1\n    token.token: x\n`,
  },
  'a misspelt key among those of camels': {
    code: 'key-unknown',
    text: `kestra.secret:\n  ${vault}  vault:\n    engineVersion: 2\n    rotEngine: kv\n${reached}`,
    after: `kestra.secret:\n  ${vault}  vault:\n    engineVersion: 2\n    rootEngine: kv\n${reached}`,
  },
  'a misspelt key further in': {
    code: 'key-unknown',
    text: `kestra.secret:\n  ${vault}  vault:\n    address: http://v:1\n    app-role: {role-id: a, secretid: VALUE-MARKER}\n`,
    after: `kestra.secret:\n  ${vault}  vault:\n    address: http://v:1\n    app-role: {role-id: a, secret-id: VALUE-MARKER}\n`,
  },
  'a misspelt key whose right one is there': {
    code: 'key-unknown',
    text: `kestra.secret:\n  ${vault}  vault:\n    adress: http://v:2\n${reached}`,
    after: null,
  },
  'a misspelt key beside the type': {
    code: 'key-unknown',
    text: 'kestra.secret:\n  type: doppler\n  readonly: true\n',
    after: 'kestra.secret:\n  type: doppler\n  read-only: true\n',
  },
  'a block under an invented name': {
    code: 'key-unknown',
    text: `kestra.secret:\n  ${vault}  hashicorp-vault:\n${reached}`,
    after: `kestra.secret:\n  ${vault}  vault:\n${reached}`,
  },
  'a filter beside the type': {
    code: 'key-unknown',
    text: `kestra.secret:\n  ${vault}  filter-on-tags: {team: a, stage: b}\n  vault:\n${reached}`,
    after: `kestra.secret:\n  ${vault}  vault.filter-on-tags: {team: a, stage: b}\n  vault:\n${reached}`,
  },
  'a key of the block beside the type, spelt otherwise': {
    code: 'key-unknown',
    text: `kestra.secret:\n  ${vault}  rootEngine: kv\n  vault:\n${reached}`,
    after: `kestra.secret:\n  ${vault}  vault.rootEngine: kv\n  vault:\n${reached}`,
  },
  'a filter beside the type that the block has too': {
    code: 'key-unknown',
    text: `kestra.secret:\n  ${vault}  filter-on-tags: {team: a}\n  vault:\n    filter-on-tags: {team: b}\n${reached}`,
    after: null,
  },
  'a default with colons': {
    code: 'placeholder-default',
    text: `kestra.secret:\n  ${vault}  vault:\n    address: \${VA:http://v:8200}/x\n    token.token: x\n`,
    after: `kestra.secret:\n  ${vault}  vault:\n    address: \${VA:\`http://v:8200\`}/x\n    token.token: x\n`,
  },
  'a default with colons in a credential': {
    code: 'placeholder-default',
    text: `kestra.secret:\n  ${vault}  vault:\n    address: http://v:1\n    token.token: \${T:VALUE-MARKER:x}\n`,
    after: `kestra.secret:\n  ${vault}  vault:\n    address: http://v:1\n    token.token: \${T:\`VALUE-MARKER:x\`}\n`,
  },
  'a default as in a shell': {
    code: 'placeholder-default',
    text: `kestra.secret:\n  ${vault}  vault:\n    root-engine: \${ENGINE:-kv}\n${reached}`,
    after: `kestra.secret:\n  ${vault}  vault:\n    root-engine: \${ENGINE:kv}\n${reached}`,
  },
  'a number that is a text': {
    code: 'value-unquoted',
    text: `kestra.secret:\n  ${vault}  vault:\n    root-engine: 1.10\n${reached}`,
    after: `kestra.secret:\n  ${vault}  vault:\n    root-engine: "1.10"\n${reached}`,
  },
  'a credential that is a number': {
    code: 'value-unquoted',
    text: `kestra.secret:\n  ${vault}  vault:\n    address: http://v:1\n    token.token: 0042\n`,
    after: `kestra.secret:\n  ${vault}  vault:\n    address: http://v:1\n    token.token: "0042"\n`,
  },
  'read-only inside the block': {
    code: 'read-only-inside-block',
    text: `kestra:\n  secret:\n    ${vault}    vault:\n      address: http://v:1\n      read-only: true\n      token.token: x\n`,
    after: `kestra:\n  secret:\n    ${vault}    read-only: true\n    vault:\n      address: http://v:1\n      token.token: x\n`,
  },
  'read-only inside the block, dotted': {
    code: 'read-only-inside-block',
    text: `kestra.secret:\n  ${vault}  vault.read-only: true\n  vault.address: http://v:1\n  vault.token.token: x\n`,
    after: `kestra.secret:\n  ${vault}  read-only: true\n  vault.address: http://v:1\n  vault.token.token: x\n`,
  },
  'read-only inside the block, by a placeholder': {
    code: 'read-only-inside-block',
    text: `kestra:\n  secret:\n    ${vault}    vault:\n      address: http://v:1\n      read-only: "\${READ_ONLY:true}"\n      token.token: x\n`,
    after: null,
  },
  'read-only in both places': {
    code: 'read-only-inside-block',
    text: `kestra.secret:\n  ${vault}  read-only: true\n  vault:\n    readOnly: true\n${reached}`,
    after: `kestra.secret:\n  ${vault}  read-only: true\n  vault:\n${reached}`,
  },
  'read-only in both places, with a note': {
    code: 'read-only-inside-block',
    text: `kestra.secret:\n  ${vault}  read-only: true\n  vault:\n    readOnly: true # ours\n${reached}`,
    after: null,
  },
  'read-only that differs': {
    code: 'read-only-differs',
    text: `kestra.secret:\n  ${vault}  read-only: true\n  vault:\n    read-only: false\n${reached}`,
    after: `kestra.secret:\n  ${vault}  read-only: true\n  vault:\n${reached}`,
  },
  'tags without their level': {
    code: 'filter-shape',
    text: `${aws}    filter-on-tags:\n      team: x\n      stage: y\n`,
    after: `${aws}    filter-on-tags.tags:\n      team: x\n      stage: y\n`,
  },
  'tags without their level, dotted and in braces': {
    code: 'filter-shape',
    text: `${aws}    filter-on-tags.team: x\n    filterOnTags: {stage: y}\n`,
    after: `${aws}    filter-on-tags.tags.team: x\n    filterOnTags.tags: {stage: y}\n`,
  },
  'tags with a level too much': {
    code: 'filter-shape',
    text: `kestra.secret:\n  ${vault}  read-only: true\n  vault:\n${reached}    filter-on-tags:\n      tags:\n        team: x\n        stage: y\n`,
    after: `kestra.secret:\n  ${vault}  read-only: true\n  vault:\n${reached}    filter-on-tags:\n        team: x\n        stage: y\n`,
  },
  'tags with a level too much, dotted': {
    code: 'filter-shape',
    text: `kestra.secret:\n  ${vault}  read-only: true\n  vault:\n${reached}    filter-on-tags.tags.team: x\n`,
    after: `kestra.secret:\n  ${vault}  read-only: true\n  vault:\n${reached}    filter-on-tags.team: x\n`,
  },
  'tags with a level too much, in braces': {
    code: 'filter-shape',
    text: `kestra.secret:\n  ${vault}  read-only: true\n  vault:\n${reached}    filter-on-tags: {tags: {team: x}}\n`,
    after: null,
  },
  'a prefix whose keeping is not said': {
    code: 'keep-prefix-not-set',
    text: `${aws}    filter-on-prefix.prefix: p_\n`,
    after: null,
  },
  'a key that stands twice': {
    code: 'key-repeated',
    text: `kestra:\n  secret:\n    ${vault}    vault:\n      address: http://v:1\n    vault:\n      address: http://v:2\n`,
    after: null,
  },
};

/** The ways in which a configuration stands in a file; each gives the file for a text of a configuration. */
const ways: Readonly<Record<string, (text: string) => Readonly<Record<string, string>>>> = {
  'a file of its own': (text) => ({ 'application.yml': text }),
  'Windows’ line breaks': (text) => ({ 'application.yml': text.replaceAll('\n', '\r\n') }),
  'no line break at its end': (text) => ({ 'application.yml': text.replace(/\n$/, '') }),
  'a block of a compose file': (text) => ({
    'compose.yml': `services:\n  kestra:\n    environment:\n      KESTRA_CONFIGURATION: |\n${text
      .replaceAll('$', '$$$$')
      .replace(/^(?=.)/gm, '        ')}    image: kestra/kestra\n`,
  }),
  'values of a chart': (text) => ({
    'values.yaml': `image: {repository: registry.kestra.io/docker/kestra-ee}\nconfigurations:\n  application:\n${text.replace(/^(?=.)/gm, '    ')}`,
  }),
  'values of a HelmRelease': (text) => ({
    'release.yaml': `kind: HelmRelease\nmetadata: {name: k}\nspec:\n  chart: {spec: {chart: kestra, version: 1.0.54}}\n  values:\n    configurations:\n      application:\n${text.replace(/^(?=.)/gm, '        ')}`,
  }),
  'a ConfigMap that a server has': (text) => ({
    'kestra.yaml':
      'kind: Pod\nspec:\n  containers: [{name: k, image: x/kestra-ee, args: [server, local], volumeMounts: [{name: c, mountPath: /app/confs}]}]\n  volumes: [{name: c, configMap: {name: c}}]\n',
    'config.yaml': `kind: ConfigMap\nmetadata: {name: c}\ndata:\n  application.yml: |\n${text.replace(/^(?=.)/gm, '    ')}`,
  }),
  'a list of a compose file': (text) => ({
    'compose.yml': `services:\n  kestra:\n    environment:\n      - |-\n        KESTRA_CONFIGURATION=\n${text
      .replaceAll('$', '$$$$')
      .replace(/^(?=.)/gm, '        ')}`,
  }),
};

async function problemOf(files: Readonly<Record<string, string>>, code: ConfigurationProblemCode) {
  return (await read(files)).problems.filter((problem) => problem.code === code);
}

describe('the fix of a mistake', () => {
  for (const [name, { code, text, after }] of Object.entries(rows)) {
    for (const [way, filesOf] of Object.entries(ways)) {
      it(after === null ? `is not there: ${name} (${way})` : `mends it alone: ${name} (${way})`, async () => {
        const files = filesOf(text);
        const told = await problemOf(files, code);
        const [problem] = told;
        assert.ok(problem !== undefined, JSON.stringify((await read(files)).problems));
        if (after === null) {
          assert.equal(problem.fix, undefined);
          return;
        }
        // Whatever it does, it copies no value.
        assert.doesNotMatch(JSON.stringify(problem.fix), /VALUE-MARKER|0042/);
        const fixed = mended(files, problem);
        assert.deepEqual(fixed, filesOf(after));
        assert.equal((await problemOf(fixed, code)).length, told.length - 1);
      });
    }
  }

  it('stays within the quotes that the configuration stands in', async () => {
    const filesOf = (engine: string) => ({
      'compose.yml': `services:\n  kestra:\n    environment:\n      KESTRA_CONFIGURATION: "kestra.secret: {type: vault, vault: {root-engine: ${engine}}}"\n`,
    });
    const files = filesOf('1.10');
    const [problem] = await problemOf(files, 'value-unquoted');
    assert.deepEqual(mended(files, problem), filesOf("'1.10'"));
  });
});
