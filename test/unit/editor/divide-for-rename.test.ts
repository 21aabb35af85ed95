import assert from 'node:assert/strict';
import {
  definitionAround,
  divideForRename,
  placesOfDefinitions,
} from '../../../src/editor/uses/definition-places.ts';

describe('the definitions of a secret that is renamed', () => {
  const texts: Readonly<Record<string, string>> = {
    '.env': 'SECRET_DB=dg==\n',
    '../shared.env': 'SECRET_DB=dg==\n',
    '/srv/kestra.env': 'SECRET_DB=dg==\n',
    'compose.yml': 'a: {<<: *b}\n',
    'main.tf': '"DB"\n',
  };
  const places = () =>
    placesOfDefinitions(
      Object.entries(texts).map(([file, text]) => {
        const range = file === 'main.tf' ? { start: 1, end: 3 } : { start: 0, end: text.length - 1 };
        const variable = file === 'main.tf' ? null : 'SECRET_DB';
        return { origin: { file, range, line: 1, column: 1 }, name: 'DB', variable, through: [] };
      }),
      (file) => Promise.resolve(texts[file] ?? null),
    );

  for (const [newName, written, left] of [
    ['FARM', ['.env', 'main.tf'], ['../shared.env', '/srv/kestra.env', 'compose.yml']],
    ['it’s', ['.env'], ['../shared.env', '/srv/kestra.env', 'compose.yml', 'main.tf']],
  ] as const) {
    it(`get the name ${newName}, but for those that are told`, async () => {
      const divided = divideForRename(await places(), newName);
      assert.deepEqual(
        [divided.places.map(({ file }) => file), divided.kept.map(({ file }) => file)],
        [written, left],
      );
    });
  }

  it('have a variable that other files may name, also where none of them is written', async () => {
    const outside = (await places()).filter(({ file }) => file.startsWith('../'));
    const { places: written, variables } = divideForRename(outside, 'FARM');
    assert.deepEqual([written, [...variables]], [[], ['SECRET_DB']]);
  });

  it('have their names in a document without the byte order mark that the file has', async () => {
    const document = 'A=x\nSECRET_DB=dg==';
    const range = { start: 5, end: 19 };
    const origin = { file: '.env', range, line: 2, column: 1, variable: 'SECRET_DB' };
    const definition = { origin, name: 'DB', variable: 'SECRET_DB', through: [] };
    const [found] = await placesOfDefinitions([definition], () => Promise.resolve(document));
    assert.deepEqual(found?.name, { start: 11, end: 13 });
    assert.equal(definitionAround(definition, () => true, document, 11)?.name?.start, 11);
  });
});
