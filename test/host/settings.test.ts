import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  awsProfile,
  azureCloudSetting,
  caFile,
  environmentFiles,
  proxySettings,
  usesEnvironment,
} from '../../src/editor/settings.ts';
import { until } from '../vscode/until.ts';
import { openedFolder } from './flow-document.ts';

/** What a folder might try: its own env file, which is its right, and all that is the user's. */
const folderSays = {
  'kestraSecrets.environmentFiles': ['.env_encoded', 7],
  'kestraSecrets.useEnvironment': true,
  'kestraSecrets.caFile': '/folder/authority.pem',
  'kestraSecrets.aws.profile': 'folder',
  'kestraSecrets.azure.cloud': 'china',
  'http.proxy': 'http://folder.example:3128',
  'http.noProxy': ['folder.example'],
};

const whatCounts = () => ({
  usesEnvironment: usesEnvironment(),
  caFile: caFile(),
  awsProfile: awsProfile(),
  azureCloud: azureCloudSetting(),
  proxy: proxySettings(),
});

describe('settings', () => {
  const file = () => path.join(openedFolder().uri.fsPath, '.vscode/settings.json');
  const user = (name: string, value: unknown) =>
    vscode.workspace.getConfiguration('kestraSecrets').update(name, value, vscode.ConfigurationTarget.Global);

  after(async () => {
    await user('useEnvironment', undefined);
    await user('caFile', undefined);
    await rm(file());
    await until("the folder's settings are gone", () => environmentFiles(openedFolder()).length === 0);
  });

  it('of a folder count for its env files, and for nothing that is the user’s', async () => {
    const before = whatCounts();
    await mkdir(path.dirname(file()), { recursive: true });
    await writeFile(file(), JSON.stringify(folderSays));
    await until("the folder's settings are read", () => environmentFiles(openedFolder()).length > 0);
    assert.deepEqual(environmentFiles(openedFolder()), ['.env_encoded']);
    assert.deepEqual(whatCounts(), before);
    assert.deepEqual([before.usesEnvironment, before.caFile, before.awsProfile], [false, null, null]);
  });

  it('of the user count, whatever the folder says', async () => {
    await user('useEnvironment', true);
    await user('caFile', ' /user/authority.pem ');
    await until('they are read', () => usesEnvironment() && caFile() === '/user/authority.pem');
  });
});
