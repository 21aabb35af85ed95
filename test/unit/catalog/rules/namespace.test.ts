import assert from 'node:assert/strict';
import { isLabelFor } from '../../../../src/catalog/rules/labels.ts';
import { namespaceRule } from '../../../../src/catalog/rules/namespace.ts';

const at = (value: string) => ({ kind: 'known', value }) as const;
const result = (...given: Parameters<typeof namespaceRule>) => {
  const { rule, result: word } = namespaceRule(...given);
  return `${rule} ${word}`;
};

describe('rule: namespace', () => {
  it('shows a secret in its namespace and below it', () => {
    assert.equal(result('aws-secret-manager', 'company.team', at('company.team')), 'namespace pass');
    assert.equal(result('aws-secret-manager', 'company.team', at('company.team.sub')), 'namespace pass');
    assert.equal(result('aws-secret-manager', 'company.team', at('company')), 'namespace fail');
    assert.equal(result('aws-secret-manager', 'company.team', at('company.teams')), 'namespace fail');
    assert.equal(result('aws-secret-manager', 'company.team', { kind: 'unknown' }), 'namespace unknown');
  });
  it('cannot tell of a label that could mean the namespace or one above it', () => {
    const google = (label: string) => result('google-secret-manager', label, at('company.team.sub'));
    assert.equal(google('company_team'), 'undocumented-rule unknown');
    assert.equal(google('company-team_sub'), 'undocumented-rule unknown');
    assert.equal(google('company'), 'namespace pass');
    assert.equal(google('company_teams'), 'namespace fail');
    assert.equal(result('aws-secret-manager', 'company_team', at('company.team')), 'namespace fail');
  });
});

describe('isLabelFor', () => {
  it('lower-cases, and writes a dot as _ or -', () => {
    assert.ok(isLabelFor('api_token', 'API_TOKEN'));
    assert.ok(isLabelFor('a_b-c', 'A.b.C'));
    assert.ok(!isLabelFor('api', 'api'));
    assert.ok(!isLabelFor('api-token', 'API_TOKEN'));
    assert.ok(!isLabelFor('api', 'API_'));
    assert.ok(!isLabelFor('API', 'api'));
  });
});
