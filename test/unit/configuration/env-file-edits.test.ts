import assert from 'node:assert/strict';
import { loadingEdits } from '../../../src/configuration/env-file-edits.ts';
import { textAfter } from '../../../src/text/edits.ts';
import { base64, read } from './support.ts';

/** The compose file after its service `kestra` loads `.env_encoded`, too; null where that is not offered. */
function loading(text: string, path = '.env_encoded'): string | null {
  const edits = loadingEdits(text, 'kestra', path);
  return edits === null ? null : textAfter(text, edits);
}

const head = 'services:\n  db:\n    image: postgres\n  kestra:\n';
const image = '    image: kestra/kestra:v2.0.0';

describe('an env file that a service is to load', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'behind the image',
      `${image}\n    ports: []\n`,
      `${image}\n    env_file: .env_encoded\n    ports: []\n`,
    ],
    ['behind its comment', `${image} # ours\n`, `${image} # ours\n    env_file: .env_encoded\n`],
    ['at the end of the text', image, `${image}\n    env_file: .env_encoded`],
    ['with CRLF', `${image}\r\n    x: y\r\n`, `${image}\r\n    env_file: .env_encoded\r\n    x: y\r\n`],
    [
      'beside a single one',
      `${image}\n    env_file: .env # ours\n`,
      `${image}\n    env_file:\n      - .env_encoded\n      - .env # ours\n`,
    ],
    [
      'beside one in quotes',
      `    env_file:  "a b.env"\n${image}\n`,
      `    env_file:\n      - .env_encoded\n      - "a b.env"\n${image}\n`,
    ],
    [
      'before others of a list',
      `${image}\n    env_file:\n    # ours\n    - path: .env\n      required: false\n    - b.env\n`,
      `${image}\n    env_file:\n    # ours\n    - .env_encoded\n    - path: .env\n      required: false\n    - b.env\n`,
    ],
    [
      'before others in brackets',
      `${image}\n    env_file: [ .env, {path: b.env} ]\n`,
      `${image}\n    env_file: [ .env_encoded, .env, {path: b.env} ]\n`,
    ],
  ];
  for (const [name, before, after] of cases) {
    const [first, text] = before.includes('\r') ? [head.replaceAll('\n', '\r\n'), before] : [head, before];
    it(`is named ${name}`, async () => {
      assert.equal(loading(first + text), first + after);
      const secrets = { '.env': '', 'a b.env': '', 'b.env': '', '.env_encoded': `SECRET_A=${base64('a')}` };
      const told = (compose: string) =>
        read({ 'compose.yml': compose, ...secrets }).then(({ problems }) => problems.map(({ code }) => code));
      assert.deepEqual(await told(first + text), ['secret-not-loaded']);
      assert.deepEqual(await told(first + after), []);
    });
  }

  const nowhere: Readonly<Record<string, string>> = {
    'no service of that name': `services:\n  other:\n${image}\n`,
    'two of them': `${head}${image}\n---\n${head}${image}\n`,
    'no image': `${head}    build: .\n`,
    'a service in braces': 'services:\n  kestra: {image: kestra/kestra}\n',
    'keys that others share': `${head.replace('kestra:', 'kestra: &base')}${image}\n  other:\n    <<: *base\n`,
    'a service of an anchor': `x-base: &base\n${image}\nservices:\n  kestra: *base\n`,
    'an image of an anchor': `x-image: &image kestra/kestra\n${head}    image: *image\n`,
    'files that are merged': `x-a: &a\n  env_file: [.env]\n${head}    <<: *a\n    env_file: *a\n${image}\n`,
    'an image that is merged': `x-a: &a\n  image: kestra/kestra\n${head}    <<: *a\n`,
    'files with a tag': `${head}${image}\n    env_file: !reset [.env]\n`,
    'files that others share': `${head}${image}\n    env_file: &files [.env]\n`,
    'no files': `${head}${image}\n    env_file:\n`,
    'nothing in the place of files': `${head}${image}\n    env_file: ~\n`,
    'no files in brackets': `${head}${image}\n    env_file: []\n`,
    'a text of several lines': `${head}${image}\n    env_file: >-\n      .env\n`,
    'a text that is no YAML': `${head}${image}\n    a: [\n`,
    'a template': `${head}${image}\n    {{ more }}\n`,
    'no text': '',
  };
  for (const [name, text] of Object.entries(nowhere)) {
    it(`is named nowhere in ${name}`, () => {
      assert.equal(loading(text), null);
    });
  }

  it('is named by a plain path alone', () => {
    const named = (path: string) => loading(`${head}${image}`, path) !== null;
    assert.deepEqual(['.env', '../.env', '../a-b/.env_encoded', 'a/.env'].filter(named).length, 4);
    assert.deepEqual(['a b/.env', '- .env', '#/.env', '../a:/.env', '$X/.env', '1.5'].filter(named), []);
  });
});

describe('where a service may load a file that it does not', () => {
  const encoded = `SECRET_A=${base64('a')}\n`;
  const compose = `services:\n  kestra:\n${image}\n    environment: {SECRET_B: YQ==}\n`;
  const placesIn = async (files: Readonly<Record<string, string>>) => {
    const { problems } = await read(files);
    return problems
      .filter(({ code }) => code === 'secret-not-loaded')
      .map(({ file, data: { composeFile, envFile } }) => [file, composeFile, envFile]);
  };

  it('is the compose file that has it, by a path from there', async () => {
    assert.deepEqual(await placesIn({ 'compose.yml': compose, '.env_encoded': encoded }), [
      ['.env_encoded', 'compose.yml', '.env_encoded'],
    ]);
    const below = {
      'a/b/compose.yml': compose,
      '.env_encoded': encoded,
      'a/b/.env_encoded': 'SECRET_C=YQ==',
    };
    assert.deepEqual(await placesIn(below), [
      ['.env_encoded', 'a/b/compose.yml', '../../.env_encoded'],
      ['a/b/.env_encoded', 'a/b/compose.yml', '.env_encoded'],
    ]);
  });

  it('is not said where several come into question', async () => {
    const unsaid = [['.env_encoded', undefined, undefined]];
    const files = { 'compose.yml': compose, '.env_encoded': encoded };
    const other = compose.replace('  kestra:', '  worker:').replace('services:\n', '');
    const laidOver = 'services: {kestra: {ports: []}}\n';
    assert.deepEqual(await placesIn({ ...files, 'compose.override.yml': laidOver }), unsaid);
    assert.deepEqual(await placesIn({ ...files, 'compose.yml': compose + other }), unsaid);
    const base = { ...files, 'base.yml': compose, 'compose.yml': '' };
    const extending = 'services: {kestra: {extends: {file: base.yml, service: kestra}}}\n';
    assert.deepEqual(await placesIn({ ...base, 'compose.yml': extending }), unsaid);
  });
});
