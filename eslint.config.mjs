// Besides the usual checks: the table of rooms (eslint.rooms.js), the names of functions (eslint.names.js), and where texts are shown.
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { names } from './eslint.names.js';
import { rooms } from './eslint.rooms.js';

/** VS Code makes links, which may run commands, and icons of the texts it is given there: src/editor/shown/ takes both out. */
const bareCalls =
  '/^(show(Information|Warning|Error)Message|show(QuickPick|InputBox)|create(QuickPick|InputBox|StatusBarItem|LanguageStatusItem)|setStatusBarMessage|withProgress)$/';
/** A list of 125,000 parts does not fit in the arguments of a call, and a file or a backend may hold as many. */
const noSpreadLists = {
  selector: 'CallExpression[callee.property.name=/^(push|unshift|splice)$/] > SpreadElement',
  message: 'Add the parts of a list one by one: a long list does not fit in the arguments of a call.',
};
const plainTextsOnly = {
  files: ['src/**/*.ts'],
  ignores: ['src/editor/shown/**'],
  rules: {
    'no-restricted-syntax': [
      'error',
      noSpreadLists,
      ...[`Identifier[name=${bareCalls}]`, `Literal[value=${bareCalls}]`].map((selector) => ({
        selector,
        message: 'Show texts by way of src/editor/shown/, where a name cannot become a link or an icon.',
      })),
    ],
  },
};

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'out/', '.vscode-test/', '.tools/', 'test/fixtures/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', require: 'readonly' } },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { names, rooms },
    rules: { 'names/functions': 'error', 'rooms/imports': 'error', 'rooms/globals': 'error' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    // What is left to be named by a verb there.
    ignores: ['test/fakes/vault-backend.ts', 'test/unit/{configuration,flow,language}/**'],
    plugins: { names },
    rules: { 'names/functions': 'error' },
  },
  { files: ['src/**/*.ts'], rules: { 'no-restricted-syntax': ['error', noSpreadLists] } },
  plainTextsOnly,
  prettier,
);
