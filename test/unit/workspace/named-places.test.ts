import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { namedPlaces } from '../../../src/workspace/flow-files.ts';
import { never } from '../../fakes/never.ts';
import { itWithLinks, makeLinks, temporaryFolder } from './support.ts';

describe('a path that a user names', () => {
  const outside = temporaryFolder({ 'x.yml': '', 'deep/y.yml': '' });
  const folder = temporaryFolder({ 'flows/a.yml': '' });
  const door = temporaryFolder({});
  before(() => {
    makeLinks({
      [folder.path('outer')]: outside.root,
      [folder.path('x-link.yml')]: outside.path('x.yml'),
      [door.path('folder')]: folder.root,
    });
  });
  after(() => [folder, outside, door].forEach((each) => each.remove()));

  const place = async (root: string, given: string) => {
    const [found] = await namedPlaces(root, given, never);
    return found === undefined ? null : [found.base, found.path, found.isFile, found.nameOf('y.yml')];
  };

  it('is told from the folder on', async () => {
    assert.deepEqual(await place(folder.root, 'flows'), [null, 'flows', false, 'y.yml']);
    assert.deepEqual(await place(folder.root, './flows/a.yml'), [null, 'flows/a.yml', true, 'y.yml']);
    assert.deepEqual(await place(folder.root, folder.root), [null, '', false, 'y.yml']);
    assert.equal(await place(folder.root, 'nowhere'), null);
  });

  itWithLinks('is inside, whichever of the two leads through a link', async () => {
    const expected = [null, 'flows/a.yml', true, 'y.yml'];
    assert.deepEqual(await place(door.path('folder'), folder.path('flows/a.yml')), expected);
    assert.deepEqual(await place(folder.root, door.path('folder/flows/a.yml')), expected);
    assert.deepEqual(await place(door.path('folder'), door.path('folder/flows/a.yml')), expected);
  });

  it('is outside, and named from the folder on', async () => {
    const from = `../${basename(outside.root)}`;
    assert.deepEqual(await place(folder.root, outside.path('deep')), [
      outside.path('deep'),
      '',
      false,
      `${from}/deep/y.yml`,
    ]);
  });

  itWithLinks('is followed where it is a link out of the folder, to a folder or to a file', async () => {
    assert.deepEqual(await place(folder.root, 'outer'), [outside.root, '', false, 'outer/y.yml']);
    const [file] = await namedPlaces(folder.root, 'x-link.yml', never);
    assert.deepEqual([file?.base, file?.path, file?.nameOf('x.yml')], [outside.root, 'x.yml', 'x-link.yml']);
  });
});
