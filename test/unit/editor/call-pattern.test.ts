import assert from 'node:assert/strict';
import { callPattern } from '../../../src/editor/commands/call-pattern.ts';

describe('the pattern that finds calls in files', () => {
  const finds = (name: string, subkey: string | null, line: string) =>
    new RegExp(callPattern(name, subkey)).test(line);

  it('finds a call in every style of YAML', () => {
    for (const line of [
      `key: "{{ secret('api') }}"`,
      `key: '{{ secret(''api'') }}'`,
      `key: "{{ secret(\\"api\\") }}"`,
      `  {{ secret( key = "api" ) }}`,
      `url: jdbc:x?password={{secret('api', subkey='T')}}`,
    ]) {
      assert.ok(finds('api', null, line), line);
    }
  });

  it('does not find a longer name, nor another function', () => {
    assert.ok(!finds('api', null, `{{ secret('apis') }}`));
    assert.ok(!finds('a.i', null, `{{ secret('api') }}`));
    assert.ok(!finds('api', null, `{{ kv('api') }}`));
  });

  it('finds a subkey in a call alone', () => {
    assert.ok(finds('api', 'T', `'{{ secret(''api'', subkey = ''T'') }}'`));
    assert.ok(!finds('api', 'T', `{{ secret('api', subkey='TT') }}`));
    assert.ok(!finds('api', 'T', `{{ secret('api') }}`));
  });
});
