import assert from 'node:assert/strict';
import { issueText } from '../../../src/editor/commands/issue-text.ts';

describe('the text of a report', () => {
  const versions = { extension: '0.1.0', vscode: '1.139.1 (Code)', remote: null, platform: 'linux x64' };

  it('has the versions and the kinds of the backends, each once', () => {
    const text = issueText({ ...versions, backends: ['vault', 'env', 'vault'] });
    assert.match(text, /^- Kestra Secrets: 0\.1\.0$/m);
    assert.match(text, /^- VS Code: 1\.139\.1 \(Code\)$/m);
    assert.match(text, /^- Platform: linux x64$/m);
    assert.match(text, /^- Backends: env, vault$/m);
    assert.doesNotMatch(text, /Remote/);
  });

  it('has no type that is none of Kestra’s: it may be any text of the folder', () => {
    const text = issueText({ ...versions, remote: 'wsl', backends: ['acme-internal.example', 'vault'] });
    assert.match(text, /^- Backends: other, vault$/m);
    assert.doesNotMatch(text, /acme/);
    assert.match(text, /^- Remote: wsl$/m);
  });

  it('has no remote machine’s name or address', () => {
    for (const remote of ['127.0.0.1:8080', 'ssh-remote+build.acme.example']) {
      assert.match(issueText({ ...versions, remote, backends: [] }), /^- Remote: other$/m);
    }
  });
});
