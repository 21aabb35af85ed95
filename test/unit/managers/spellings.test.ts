import assert from 'node:assert/strict';
import { managerMeant } from '../../../src/managers/spellings.ts';

describe('a type that Kestra does not have', () => {
  it('leads to the manager that it can only mean', () => {
    assert.equal(managerMeant('vualt'), 'vault');
    assert.equal(managerMeant('AWS_Secrets_Manager'), 'aws-secret-manager');
    assert.equal(managerMeant('post-it'), null);
  });
});
