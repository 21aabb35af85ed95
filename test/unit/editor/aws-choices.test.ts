import assert from 'node:assert/strict';
import { awsChoices } from '../../../src/editor/prompts/aws-choices.ts';

const profiles = [
  { name: 'default', serverOnly: false, sso: false },
  { name: 'corp', serverOnly: false, sso: true },
  { name: 'pod', serverOnly: true, sso: false },
];

describe('what signing in to AWS offers', () => {
  it('is every profile that can be used from here, the one in use among them', () => {
    assert.deepEqual(awsChoices(profiles, 'default'), [
      { kind: 'use', profile: 'default', sso: false, inUse: true },
      { kind: 'use', profile: 'corp', sso: true, inUse: false },
    ]);
    assert.deepEqual(awsChoices([], 'default'), []);
  });

  it('begins with a new session where the one in use has sessions', () => {
    const [first, ...others] = awsChoices(profiles, 'corp');
    assert.deepEqual(first, { kind: 'renew', profile: 'corp', command: 'aws sso login --profile corp' });
    assert.equal(others.length, 2);
  });

  it('types no command with a name that a shell would take apart', () => {
    for (const name of ['a b', 'a;b', 'a$(b)', "a'b", 'a\nb', '']) {
      const choices = awsChoices([{ name, serverOnly: false, sso: true }], name);
      assert.deepEqual(
        choices.map(({ kind }) => kind),
        ['use'],
      );
    }
  });
});
