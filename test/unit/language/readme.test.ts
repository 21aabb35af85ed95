import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { problemCodes } from '../../../src/language/messages/codes.ts';

describe('the pages for users', () => {
  const rows = readFileSync('docs/problems.md', 'utf8').matchAll(
    /^\| `([a-z0-9-]+)` \| (?:error|warning|information|hint) \|/gm,
  );
  const named = [...rows].map((row) => row[1]);

  it('names every problem code, once, and no other', () => {
    assert.deepEqual(named.sort(), [...problemCodes].sort());
  });

  // The registry's package of that name is whoever takes it: what fetches and runs it would hand over a token.
  const fetching = /\b(?:npx|npm (?:exec|x)|pnpm dlx|yarn dlx|bunx)\s+(?!--no-install )\S*/g;
  it('lets nobody fetch a command from a registry', () => {
    assert.equal('VAULT_TOKEN=… npx kestra-secrets check'.match(fetching)?.length, 1);
    const pages = readdirSync('docs').map((name) => `docs/${name}`);
    for (const file of [
      'README.md',
      'CONTRIBUTING.md',
      'ARCHITECTURE.md',
      'src/cli/help.ts',
      'src/cli/README.md',
      ...pages,
    ]) {
      const found = readFileSync(file, 'utf8').match(fetching) ?? [];
      assert.deepEqual(
        found.filter((each) => each !== 'npx mocha' && !each.startsWith('npx would')),
        [],
        file,
      );
    }
  });
});
