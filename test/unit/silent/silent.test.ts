import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { resolve } from '../../../src/catalog/resolve.ts';
import { doAtOnce, readFlow } from '../../../src/flow/index.ts';
import { yamlProblemsIn } from '../../../src/flow/yaml-problems.ts';
import { problemsIn } from '../../../src/language/problems.ts';
import { catalogOf, fetchedAt, secretWith, subkeys, vaultOf } from '../../fakes/catalog-snapshot.ts';
import { base64, kestraSecrets } from '../cli/command.ts';
import { readDocument } from '../cli/contract.ts';
import secrets from './secrets.json' with { type: 'json' };

/*
 * What people write in flows and in configurations of Kestra and of other programs, in which nothing is wrong: any problem,
 * a hint too, is a failure. `flows/` may ask for the secrets of `secrets.json`; each folder of `folders/` is one of its own.
 */

const here = import.meta.dirname;
const flows = readdirSync(path.join(here, 'flows'));
const folders = readdirSync(path.join(here, 'folders'));

/** Of Kestra 2.0, in which a flow with them does not parse. */
const untilVersion2 = new Set(['plugin-defaults.yml']);

/** How else a file may have been saved. */
const ways: Readonly<Record<string, (text: string) => string | Buffer>> = {
  'as it is': (text) => text,
  'with the ends of lines of Windows': (text) => text.replaceAll('\n', '\r\n'),
  'with a mark at its beginning': (text) => `\uFEFF${text}`,
  'in UTF-16': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'without a line break at its end': (text) => text.trimEnd(),
};

/** Everything a check says of a folder. */
async function problemsOfFolder(folder: string): Promise<string[]> {
  const { out } = await kestraSecrets(['check', '--json', '--offline', '--folder', folder]);
  const { problems, references } = readDocument('check', out);
  const unseen = references.filter(({ verdict }) => verdict === 'missing' || verdict === 'hidden');
  return [...problems, ...unseen].map((each) => JSON.stringify(each));
}

describe('a flow in which nothing is wrong', function () {
  this.timeout(60_000);

  const snapshot = catalogOf([
    vaultOf(Object.entries(secrets).map(([name, fields]) => secretWith(name, subkeys(...fields)))),
  ]);

  for (const name of flows) {
    const text = readFileSync(path.join(here, 'flows', name), 'utf8');
    it(`has no problem: ${name}`, () => {
      const file = readFlow(text);
      assert.ok(
        file.documents.some(({ isFlow }) => isFlow),
        'it is no flow',
      );
      const ofYaml = doAtOnce(yamlProblemsIn(file));
      for (const kestraVersion of [null, '1.3.31', ...(untilVersion2.has(name) ? [] : ['2.0.0'])]) {
        const known = { ofYaml, kestraVersion };
        const found = problemsIn(file, (question) => resolve(snapshot, question, fetchedAt), known);
        const shown = found.map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`);
        assert.deepEqual(shown, [], `Kestra ${kestraVersion ?? 'of any version'}`);
      }
    });
  }

  for (const [way, write] of Object.entries(ways)) {
    it(`is not reported by a check: ${way}`, async () => {
      const root = mkdtempSync(path.join(tmpdir(), 'kestra-secrets-silent-'));
      try {
        const variables = Object.entries(secrets).map(([name, fields]: [string, readonly string[]]) => {
          const value =
            fields.length === 0 ? 'x' : JSON.stringify(Object.fromEntries(fields.map((f) => [f, 'x'])));
          return `SECRET_${name}=${base64(value)}`;
        });
        writeFileSync(path.join(root, 'secrets.env'), `${variables.join('\n')}\n`);
        const service = '{image: kestra/kestra:latest, env_file: secrets.env}';
        writeFileSync(path.join(root, 'compose.yml'), `services:\n  kestra: ${service}\n`);
        mkdirSync(path.join(root, 'flows'));
        for (const name of flows) {
          const text = readFileSync(path.join(here, 'flows', name), 'utf8');
          writeFileSync(path.join(root, 'flows', name), write(text));
        }
        assert.deepEqual(await problemsOfFolder(root), []);
      } finally {
        rmSync(root, { recursive: true });
      }
    });
  }
});

describe('a folder in which nothing is wrong', function () {
  this.timeout(60_000);

  for (const name of folders) {
    it(`is not reported by a check: ${name}`, async () => {
      // Outside this project, whose own files are none of its configuration.
      const root = mkdtempSync(path.join(tmpdir(), 'kestra-secrets-silent-'));
      try {
        cpSync(path.join(here, 'folders', name), root, { recursive: true });
        assert.deepEqual(await problemsOfFolder(root), []);
      } finally {
        rmSync(root, { recursive: true });
      }
    });
  }
});
