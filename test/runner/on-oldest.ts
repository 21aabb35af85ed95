import path from 'node:path';

/**
 * What of a window differs between releases of VS Code, with the file that uses it: these run in the oldest release, too.
 * The other files ask what an extension does that is the same in each.
 */
export const faces: Readonly<Record<string, string>> = {
  'beside.test.ts': 'suggestions among those of another extension',
  'completion.test.ts': 'suggestions in each style of a value',
  'environment.test.ts': 'the tree, its menus, hovers and problems',
  'flow-fixes.test.ts': 'the light bulb, and fixes on save',
  'folders.test.ts': 'several folders, and trust',
  'no-configuration.test.ts': 'an empty view, questions and settings',
  'references.test.ts': 'references and the rename with its preview',
  'typing-styles.test.ts': 'keys that are typed by a person',
  'used-in.test.ts': 'lenses and the peek',
  'vault.test.ts': 'dialogs, dragging and keys of the tree',
  'walkthrough.test.ts': 'the walkthrough',
};

/** Of the window's test files those that run in the oldest release. */
export function onOldest(files: readonly string[]): string[] {
  return files.filter((file) => Object.hasOwn(faces, path.basename(file)));
}
