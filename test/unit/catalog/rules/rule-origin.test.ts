import assert from 'node:assert/strict';
import { ruleOrigin } from '../../../../src/catalog/index.ts';
import type { RuleOutcome } from '../../../../src/catalog/types.ts';
import { read } from '../../configuration/support.ts';

const configuration = `kestra:
  secret:
    type: aws-secret-manager
    read-only: true
    aws-secret-manager:
      region: eu-west-1
      prefix: kestra
      filter-on-prefix:
        prefix: lab_
      filter-on-tags:
        tags:
          used-by: kestra-lab
          stage: \${STAGE}
      excluded-tags:
        tags:
          retired: "yes"
          draft: "yes"
`;

/** The text at a rule's place in the configuration, with the line before it names. */
async function placeOf(
  rule: RuleOutcome['rule'],
  tags: Record<string, string> | null,
): Promise<string | null> {
  const files = { 'application.yml': configuration, '.env': 'STAGE=live\n' };
  const { backends } = await read(files);
  const [backend] = backends;
  assert.ok(backend);
  const origin = ruleOrigin(backend, { tags, origin: null }, rule);
  if (origin === null) return null;
  assert.equal(origin.file, 'application.yml');
  return configuration.split('\n')[origin.line - 1]?.trim() ?? '';
}

describe('the place of a rule in the configuration', () => {
  it('is the tag that decides', async () => {
    assert.equal(await placeOf('filter-on-tags', {}), 'used-by: kestra-lab');
    assert.equal(await placeOf('filter-on-tags', { 'used-by': 'people' }), 'used-by: kestra-lab');
    assert.equal(await placeOf('excluded-tags', { draft: 'yes' }), 'draft: "yes"');
  });

  it('is where a placeholder stands, and not where its value does', async () => {
    const tags = { 'used-by': 'kestra-lab', stage: 'test' };
    assert.equal(await placeOf('filter-on-tags', tags), 'stage: ${STAGE}');
  });

  it('is the first tag where the tags are not known', async () => {
    assert.equal(await placeOf('filter-on-tags', null), 'used-by: kestra-lab');
  });

  it('is the prefix, or what makes the manager read-only', async () => {
    assert.equal(await placeOf('filter-on-prefix', {}), 'prefix: lab_');
    assert.equal(await placeOf('prefix-tag', {}), 'prefix: kestra');
    assert.equal(await placeOf('managed', {}), 'read-only: true');
  });

  it('is nowhere where the manager alone hides the secret', async () => {
    for (const rule of ['deleted', 'disabled', 'no-version', 'namespace'] as const) {
      assert.equal(await placeOf(rule, {}), null);
    }
  });
});
