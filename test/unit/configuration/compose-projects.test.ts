import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { differenceFrom, type JudgedProject } from './compose-judgement.ts';

interface Row extends JudgedProject {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

/** What Compose's own loader said of each (compose-go 2.16.2). */
const rows = readFileSync(new URL('compose-projects.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

/** What is read otherwise than Compose has it, and why. */
const otherwise: Readonly<Record<string, string>> = {
  'COMPOSE_FILE ;': 'Windows separates the files so, and the project may be used there.',
  'unknown key': 'Whether Compose knows every key of a file is not looked at.',
  'unknown root': 'Whether Compose knows every key of a file is not looked at.',
  'env_file null': 'Which empty values Compose refuses is not looked at.',
  'list odd': 'A blank at the end of a name is taken away.',
  'list num': 'A number where a text belongs is taken for its text.',
  'no image': "A service without an image is not known to be Kestra's.",
  'a key that stands twice': 'Told as a repeated key; what stands there last is read.',
  'extends in override': 'What is extended is not found; what the service says itself is read.',
};

describe('a compose project', () => {
  for (const row of rows) {
    const reason = otherwise[row.name];
    it(`is read as Compose reads it: ${row.name}${reason === undefined ? '' : ` (otherwise: ${reason})`}`, async () => {
      const difference = await differenceFrom(row, row.files);
      if (reason === undefined) assert.equal(difference, null);
      else assert.notEqual(difference, null, 'it is read alike now');
    });
  }
});
