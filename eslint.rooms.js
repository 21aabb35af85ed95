// The table of ARCHITECTURE.md: which room under src/ may use what. Two rules hold it; what is not listed is refused.
import { builtinModules } from 'node:module';
import { existsSync } from 'node:fs';
import path from 'node:path';

const source = path.join(import.meta.dirname, 'src');

/** The managers' own clients. */
const clients = [
  'node-vault',
  '@aws-sdk/client-secrets-manager',
  '@aws-sdk/client-sts',
  '@aws-sdk/credential-provider-ini',
  '@smithy/core',
  '@smithy/types',
  '@azure/core-rest-pipeline',
  '@azure/identity',
  '@azure/keyvault-secrets',
  '@google-cloud/secret-manager',
  'google-auth-library',
  'google-gax',
  'google-logging-utils',
];

/** What every room may use: the web's own names for cancelling work and for addresses, which are no way out. */
const everywhere = ['AbortController', 'AbortSignal', 'URL', 'URLSearchParams', 'TextDecoder', 'TextEncoder'];
const timers = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'];
const node = ['process', 'Buffer', 'NodeJS', ...timers];

/**
 * For each room: the rooms it may import, those of which it may import types only, the packages (with all that is below
 * them), and the globals beyond JavaScript's own.
 */
const table = {
  ports: { rooms: [], types: [], packages: [], globals: [] },
  text: { rooms: ['ports'], types: [], packages: [], globals: [] },
  managers: { rooms: ['ports'], types: [], packages: [], globals: [] },
  flow: { rooms: ['ports', 'text'], types: [], packages: ['yaml'], globals: [] },
  index: { rooms: ['ports', 'text', 'flow'], types: [], packages: [], globals: [] },
  host: {
    rooms: ['ports', 'text'],
    types: [],
    packages: [
      'node:child_process',
      'node:crypto',
      'node:fs',
      'node:os',
      'node:path',
      'node:perf_hooks',
      'node:tls',
      'node:v8',
    ],
    globals: node,
  },
  configuration: {
    rooms: ['ports', 'text', 'managers'],
    types: [],
    packages: ['yaml', 'jsonc-parser', 'fastest-levenshtein'],
    globals: ['atob', 'btoa'],
  },
  access: { rooms: ['ports', 'text', 'managers'], types: ['configuration'], packages: [], globals: [] },
  stores: {
    rooms: ['ports', 'text', 'managers', 'host'],
    types: ['configuration', 'access'],
    packages: [
      ...clients,
      'p-limit',
      'node:async_hooks',
      'node:crypto',
      'node:events',
      'node:http',
      'node:https',
      'node:net',
      'node:stream',
      'node:tls',
      'node:worker_threads',
    ],
    // Google's client speaks in the web's terms.
    globals: [...node, 'Request', 'Response', 'Headers'],
  },
  catalog: {
    rooms: ['ports', 'managers'],
    types: ['flow', 'configuration', 'access', 'stores'],
    packages: ['fastest-levenshtein', 'p-limit'],
    globals: [],
  },
  workspace: {
    rooms: ['ports', 'text', 'host', 'flow', 'configuration'],
    types: [],
    packages: ['node:fs', 'node:path', 'node:timers'],
    globals: ['Buffer'],
  },
  language: {
    rooms: ['ports', 'text', 'managers', 'flow', 'index', 'catalog'],
    types: ['configuration'],
    packages: [],
    globals: [],
  },
  folder: {
    rooms: [
      'ports',
      'text',
      'managers',
      'flow',
      'index',
      'host',
      'configuration',
      'access',
      'stores',
      'catalog',
      'workspace',
    ],
    types: [],
    packages: ['node:timers', 'node:worker_threads'],
    globals: [],
  },
  editor: {
    rooms: [
      'ports',
      'text',
      'managers',
      'host',
      'flow',
      'configuration',
      'access',
      'catalog',
      'language',
      'folder',
    ],
    types: ['workspace', 'index'],
    packages: ['vscode'],
    globals: ['NodeJS', 'Thenable', ...timers],
  },
  cli: {
    rooms: [
      'ports',
      'text',
      'managers',
      'host',
      'flow',
      'access',
      'catalog',
      'workspace',
      'language',
      'folder',
    ],
    types: ['configuration'],
    packages: ['jsonc-parser', 'node:crypto', 'node:events', 'node:util'],
    globals: node,
  },
};

/**
 * The index of a room is its door, for types too. These stand beside it, because an editor loads them when they are first
 * needed, or never, and what an index holds is loaded with it.
 */
const besideTheDoor = [
  'access/kestra/access.ts',
  'access/kestra/offers.ts',
  'access/kestra/place.ts',
  'access/kestra/run.ts',
  'catalog/kestra/as-backend.ts',
  'catalog/kestra/differences.ts',
  'configuration/comments/index.ts',
  'configuration/terraform/flows.ts',
  'configuration/env-file-edits.ts',
  'configuration/env-value-edits.ts',
  'configuration/kestractl.ts',
  'configuration/filled-names.ts',
  'configuration/variable-name.ts',
  'configuration/writing-place.ts',
  'flow/cursor/index.ts',
  'flow/names-in-calls.ts',
  'flow/read-lines.ts',
  'flow/read-once.ts',
  'flow/rendered-files.ts',
  'flow/written-values.ts',
  'flow/yaml-problems.ts',
  'folder/comments.ts',
  'folder/elsewhere/index.ts',
  'folder/one-run.ts',
  'host/git.ts',
  'language/code-actions.ts',
  'language/completions.ts',
  'language/configuration-facts.ts',
  'language/configuration-help.ts',
  'language/facts.ts',
  'language/hover.ts',
  'language/kestra-facts.ts',
  'language/name-list.ts',
  'language/problems.ts',
  'language/suppressions.ts',
  'language/unused.ts',
  'language/uses/index.ts',
  'language/messages/index.ts',
  'workspace/flow-files.ts',
  'stores/kestra/open.ts',
];

/** Whether a file of a room, relative to `src/`, may be imported by other rooms; one without an index is open. */
function isDoor(room, inside) {
  const index = path.join(room, 'index.ts');
  if (inside === index || besideTheDoor.includes(inside.split(path.sep).join('/'))) return true;
  return !existsSync(path.join(source, index));
}

/** The rooms that give reasons as data and make no sentence, so that they translate nothing. */
const untranslated = [
  'ports',
  'managers',
  'host',
  'configuration',
  'access',
  'stores',
  'catalog',
  'index',
  'workspace',
  'folder',
];

/** The room of a file, by its absolute path; null: `extension.ts`, or a file that is not of the source. */
function roomOf(file) {
  const [room, ...below] = path.relative(source, file).split(path.sep);
  return below.length > 0 && Object.hasOwn(table, room) ? room : null;
}

/** Why a room may not import a module, or null where it may. `typesOnly`: nothing of the import is there at run time. */
function refusal(room, file, module, typesOnly) {
  const { rooms, types, packages } = table[room];
  if (module === null) return 'a module whose name is made at run time';
  if (module.startsWith('.')) {
    const target = path.resolve(path.dirname(file), module);
    const inside = path.relative(source, target);
    // The command line says the package's version.
    if (room === 'cli' && inside === path.join('..', 'package.json')) return null;
    if (inside.startsWith('..')) return 'what is not in src/';
    const other = roomOf(target);
    if (other === room) return null;
    const isType = other !== null && types.includes(other);
    if (isType && !typesOnly) return `${other}/, but for its types`;
    if (isType || rooms.includes(other)) {
      return isDoor(other, inside) ? null : `${other}/ by another file than its index.ts`;
    }
    return other === null ? 'the composition root' : `${other}/`;
  }
  const name = builtinModules.includes(module) ? `node:${module}` : module;
  const isListed = [...(untranslated.includes(room) ? [] : ['@vscode/l10n']), ...packages].some(
    (each) => name === each || name.startsWith(`${each}/`),
  );
  return isListed ? null : name;
}

/** The text of a string or of a template without values; null for anything else. */
function textOf(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TSLiteralType') return textOf(node.literal);
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return null;
}

const messages = { refused: '{{room}}/ may not use {{what}}: see "Rooms" in ARCHITECTURE.md.' };

/** Every way in which a module is named: import, export from, import(), the type import('…'), import x = require('…'). */
const imports = {
  meta: { type: 'problem', schema: [], messages },
  create(context) {
    const room = roomOf(context.filename);
    if (room === null) return {};
    const check = (node, module, typesOnly) => {
      const what = refusal(room, context.filename, module, typesOnly);
      if (what !== null) context.report({ node, messageId: 'refused', data: { room, what } });
    };
    const declaration = (node) => {
      if (node.source === null) return;
      check(node, textOf(node.source), (node.importKind ?? node.exportKind) === 'type');
    };
    return {
      ImportDeclaration: declaration,
      ExportNamedDeclaration: declaration,
      ExportAllDeclaration: declaration,
      ImportExpression: (node) => check(node, textOf(node.source), false),
      TSImportType: (node) => check(node, textOf(node.source ?? node.argument), true),
      TSExternalModuleReference: (node) => check(node, textOf(node.expression), false),
    };
  },
};

/** Every name that is defined nowhere in the file and is not JavaScript's own; and `globalThis`, the way around that. */
const globals = {
  meta: { type: 'problem', schema: [], messages },
  create(context) {
    const room = roomOf(context.filename);
    if (room === null) return {};
    const allowed = [...everywhere, ...table[room].globals];
    return {
      'Program:exit'() {
        const { globalScope } = context.sourceCode.scopeManager;
        const around = globalScope.set.get('globalThis')?.references ?? [];
        for (const { identifier } of [...globalScope.through, ...around]) {
          if (allowed.includes(identifier.name)) continue;
          context.report({ node: identifier, messageId: 'refused', data: { room, what: identifier.name } });
        }
      },
    };
  },
};

export const rooms = { rules: { imports, globals } };

/** The rooms of the table, sorted. */
export const tabled = Object.keys(table).sort();
