import assert from 'node:assert/strict';
import { readSmallConfiguration } from '../../../src/configuration/index.ts';
import { memoryFiles, read } from './support.ts';
import { kinds } from '../../../src/configuration/kinds/table.ts';

/** What could make a search begin anew at each place: repeated, it is looked through to its end once or for each. */
const repeated = [
  '\n',
  ' \n',
  ' ',
  '"',
  '{{',
  '{{ ',
  '{%',
  '$(',
  'kestra',
  'kestra:',
  'services ',
  'server ',
  'server-',
  'helm ',
  'kind: ',
  'kind ',
  'name:',
  'name: ',
  'docker run ',
  'Image',
  'chart = "/',
  'SECRET_',
  'sops',
  '\\',
];
/** With the words that let most searches go on. */
const beginning =
  'kestra/kestra {% secret services: ENC[AES256_GCM, SECRET_X helm -f chart: argoproj.io kind: ExternalSecret\n';
const names = [
  'deploy/server.yml',
  'deploy/server.tf',
  'deploy/server.sh.tpl',
  'deploy/up.sh',
  'deploy/task.json',
];

describe('the search for kinds of configuration', function () {
  this.timeout(60_000);

  for (const { id, search } of kinds) {
    if (search === undefined) continue;
    it(`reads a hostile text once: ${id}`, () => {
      for (const part of repeated) {
        const text = part.repeat(200_000 / part.length);
        for (const path of names) {
          for (const each of [text, beginning + text]) {
            const before = process.cpuUsage();
            search.marksIn(each, path);
            const { user, system } = process.cpuUsage(before);
            assert.ok(user + system < 1e6, `${JSON.stringify(part)} in ${path}`);
          }
        }
      }
    });
  }
});

describe('a hostile manifest', function () {
  this.timeout(60_000);

  const container = (env: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: kestra}\nspec:\n  template:\n    spec:\n      containers:\n` +
    `      - {name: kestra, image: 'kestra/kestra:v1.0.0', args: [server, standalone], env: [${env}]}\n`;

  it('of variables that double one another ends soon, and is told', async () => {
    const env = Array.from({ length: 60 }, (_, at) => `{name: A${at}, value: 'x$(A${at - 1})$(A${at - 1})'}`);
    const { problems, partial } = await read({ 'deploy/server.yml': container(env.join(', ')) });
    assert.ok(problems.some(({ code, file }) => code === 'too-large' && file === 'deploy/server.yml'));
    assert.equal(partial, true);
  });

  it('of many servers is not read while others wait', async () => {
    const text = `${container('')}---\n`.repeat(70);
    const settings = { environmentFiles: [], environment: null };
    const files = memoryFiles({ 'deploy/server.yml': text });
    assert.ok(text.length < 24_000, 'its length alone does not tell');
    const signal = new AbortController().signal;
    assert.equal(await readSmallConfiguration({ files, settings, signal }), null);
  });

  it('of references that nothing closes ends soon', async () => {
    const env = `{name: KESTRA_CONFIGURATION, value: '${'$('.repeat(100_000)}'}`;
    const before = process.cpuUsage();
    await read({ 'deploy/server.yml': container(env) });
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 2e6);
  });
});
