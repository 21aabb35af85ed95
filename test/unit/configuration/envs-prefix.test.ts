import assert from 'node:assert/strict';
import { read, yaml } from './support.ts';

describe('the prefix of the variables that flows see', () => {
  const withPrefix = (prefix: string) => `kestra:\n  variables:\n    ${prefix}\n`;
  const service = (variable: string) => yaml`
    services:
      kestra:
        image: kestra/kestra:v2.0.0
        environment:
          ${variable}
  `;
  const cases: [what: string, files: Record<string, string>, shown: boolean][] = [
    ['nothing', {}, false],
    [
      'a configuration that does not name it',
      { 'application.yml': 'kestra: {secret: {type: vault}}\n' },
      false,
    ],
    ["Kestra's own", { 'application.yml': withPrefix('env-vars-prefix: ENV_') }, false],
    ['another one', { 'application.yml': withPrefix('env-vars-prefix: SHOP_') }, true],
    ['none at all', { 'application.yml': withPrefix('envVarsPrefix: ""') }, true],
    ['one of a placeholder', { 'application.yml': withPrefix('env-vars-prefix: ${P}') }, true],
    [
      'a variable of the service',
      { 'compose.yml': service('KESTRA_VARIABLES_ENV_VARS_PREFIX: SHOP_') },
      true,
    ],
    ['a variable that begins so', { 'compose.yml': service('ENV_SECRET_A: x') }, true],
    ['other variables', { 'compose.yml': service('SECRET_A: eA==') }, false],
  ];
  for (const [what, files, shown] of cases) {
    it(`is told from ${what}`, async () => {
      assert.equal((await read(files)).showsSecretsInEnvs, shown);
    });
  }
});
