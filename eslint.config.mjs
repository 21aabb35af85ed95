// Besides the usual checks this file holds the house's import directions: which room under src/ may import which.
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

const rooms = [
  'ports',
  'flow',
  'configuration',
  'access',
  'stores',
  'catalog',
  'workspace',
  'language',
  'editor',
  'cli',
];

/** The managers' own clients. */
const clients = [
  'node-vault',
  '@aws-sdk/*',
  '@smithy/*',
  '@azure/*',
  '@google-cloud/*',
  'google-auth-library',
  'google-logging-utils',
];

/** For each room: the rooms it may import, those of which it may import types only, and the packages it may use. */
const allowed = {
  ports: { rooms: [], types: [], packages: [] },
  flow: { rooms: ['ports'], types: [], packages: ['yaml'] },
  configuration: { rooms: ['ports'], types: [], packages: ['yaml'] },
  access: { rooms: ['ports'], types: ['configuration'], packages: [] },
  stores: { rooms: ['ports'], types: ['configuration', 'access'], packages: [...clients, 'node:*'] },
  catalog: { rooms: ['ports'], types: ['flow', 'configuration', 'access', 'stores'], packages: [] },
  workspace: { rooms: ['ports', 'flow', 'configuration'], types: [], packages: ['ignore', 'node:*'] },
  language: { rooms: ['ports', 'flow', 'catalog'], types: ['configuration'], packages: [] },
  editor: {
    rooms: ['ports', 'flow', 'configuration', 'access', 'stores', 'catalog', 'workspace', 'language'],
    types: [],
    packages: ['vscode', 'node:*'],
  },
  cli: {
    rooms: ['ports', 'flow', 'configuration', 'access', 'stores', 'catalog', 'workspace', 'language'],
    types: [],
    packages: ['node:*'],
  },
};

const packages = ['vscode', 'yaml', ...clients, 'ignore', 'node:*', ...builtinModules];

function boundary(room) {
  const rule = allowed[room];
  const other = rooms.filter((name) => name !== room && !rule.rooms.includes(name));
  const message = (what) => `${room}/ may not import ${what}: see "Rooms" in ARCHITECTURE.md.`;
  return {
    files: [`src/${room}/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            ...other.map((name) => ({
              regex: `^(\\.\\./)+${name}(/|$)`,
              allowTypeImports: rule.types.includes(name),
              message: message(rule.types.includes(name) ? `${name}/, but for its types` : `${name}/`),
            })),
            { regex: '^(\\.\\./)+extension\\.ts$', message: message('the composition root') },
            ...packages
              .filter(
                (name) =>
                  !rule.packages.includes(name) &&
                  !(rule.packages.includes('node:*') && builtinModules.includes(name)),
              )
              .map((name) => ({
                regex: name.endsWith('*') ? `^${name.slice(0, -1)}` : `^${name}(/|$)`,
                message: message(name),
              })),
          ],
        },
      ],
    },
  };
}

/** VS Code makes links, which may run commands, and icons of the texts it is given there: src/editor/shown/ takes both out. */
const bareCalls =
  '/^(show(Information|Warning|Error)Message|show(QuickPick|InputBox)|create(QuickPick|InputBox|StatusBarItem|LanguageStatusItem)|setStatusBarMessage|withProgress)$/';
const plainTextsOnly = {
  files: ['src/**/*.ts'],
  ignores: ['src/editor/shown/**'],
  rules: {
    'no-restricted-syntax': [
      'error',
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
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  ...rooms.map(boundary),
  plainTextsOnly,
  prettier,
);
