import assert from 'node:assert/strict';
import { managers } from '../../../src/managers/table.ts';
import { starterComment } from '../../../src/language/messages/starter.ts';
import { starterFile, starterManager } from '../../../src/configuration/starter.ts';
import { read } from './support.ts';

/** A text with every line of it that is a setting behind `# ` taken out of its comment. */
const uncommented = (text: string) => text.replaceAll(/^( *)# ( *[a-z-]+:)/gm, '$1$2');

describe('a configuration to begin with', () => {
  for (const manager of managers) {
    it(`of ${manager} lacks nothing but values, which no file gives yet`, async () => {
      const { backends, problems } = await read({ 'application.yml': starterFile(manager, starterComment) });
      assert.deepEqual([...new Set(problems.map(({ code }) => code))], ['value-not-known']);
      const [backend] = backends;
      assert.ok(backend?.type === manager && backend.readOnly?.state === 'known' && backend.readOnly.value);
    });

    it(`of ${manager} is read whole once its values are in .env, and with each of its comments taken up`, async () => {
      const text = starterFile(manager, starterComment);
      for (const written of [text, uncommented(text)]) {
        const names = [...written.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
        const odd: Readonly<Record<string, string>> = {
          VAULT_ADDR: 'https://vault.test',
          GOOGLE_SERVICE_ACCOUNT: '{}',
        };
        const values = names.map((name) => `${name}=${odd[name] ?? 'x'}`);
        const files = { 'application.yml': written, '.env': values.join('\n') };
        const { backends, problems } = await read(files);
        assert.deepEqual(problems, []);
        assert.equal(backends[0]?.filters.filterOnTags === null, written === text);
      }
    });

    it(`of ${manager} for a namespace is an entry of the setting`, async () => {
      const setting = { 'kestraSecrets.secretManagers': [starterManager(manager, 'acme.shipping')] };
      const { backends, problems } = await read({ '.vscode/settings.json': JSON.stringify(setting) });
      assert.deepEqual([...new Set(problems.map(({ code }) => code))], ['value-not-known']);
      assert.equal(backends[0]?.id, `${manager}@acme.shipping`);
    });
  }
});
