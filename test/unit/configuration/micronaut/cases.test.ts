import assert from 'node:assert/strict';
import { judgeValue } from '../../../../src/configuration/environment/judge.ts';
import { base64Cases, fileCases, scalarCases, variableCases } from './cases.ts';
import { readHere } from './read-here.ts';

describe("a configuration, as Micronaut's reader has it", () => {
  for (const [written, expected] of scalarCases) {
    it(`has the value ${JSON.stringify(written)}`, () => {
      const file = `kestra:\n  asked: ${written}\n`;
      assert.equal(readHere({ file, environment: {}, key: 'kestra.asked' }), expected);
    });
  }

  for (const [file, key, expected] of fileCases) {
    it(`has ${key} of ${JSON.stringify(file)}`, () => {
      assert.equal(readHere({ file, environment: {}, key }), expected);
    });
  }

  for (const [variable, key, isSet] of variableCases) {
    it(`${isSet ? 'takes' : 'does not take'} ${variable} for ${key}`, () => {
      const question = { file: '', environment: { [variable]: 'x' }, key: `kestra.secret.${key}` };
      assert.equal(readHere(question), isSet ? 'x' : null);
    });
  }

  for (const [text, isBase64] of base64Cases) {
    it(`${isBase64 ? 'decodes' : 'does not decode'} ${JSON.stringify(text)}`, () => {
      assert.equal(judgeValue(text).encoding, isBase64 ? 'base64' : 'not-base64');
    });
  }
});
