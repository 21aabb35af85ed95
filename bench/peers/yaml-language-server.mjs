// Types into a text and asks Red Hat's YAML language service; gets and gives JSON, see ../peer.ts.
import { createRequire } from 'node:module';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { measure } from './measure.mjs';

// Its ES form names its parts in a way that Node does not follow.
const require = createRequire(import.meta.url);
const { getLanguageService } = require('yaml-language-server');

const task = {
  type: 'object',
  required: ['id', 'type'],
  properties: {
    id: { type: 'string', description: 'The name of the task' },
    type: { type: 'string', description: 'The class of the plugin' },
    description: { type: 'string' },
    url: { type: 'string' },
    username: { type: 'string' },
    password: { type: 'string' },
    fetchType: { enum: ['STORE', 'FETCH', 'FETCH_ONE', 'NONE'] },
    sql: { type: 'string' },
  },
};
const flow = {
  type: 'object',
  required: ['id', 'namespace', 'tasks'],
  properties: {
    id: { type: 'string' },
    namespace: { type: 'string' },
    description: { type: 'string' },
    tasks: { type: 'array', items: task },
  },
};

const service = getLanguageService({
  schemaRequestService: () => Promise.reject(new Error('the schema is given')),
  workspaceContext: { resolveRelativePath: (relative) => relative },
  telemetry: { send: () => undefined, sendError: () => undefined, sendTrack: () => undefined },
});
service.configure({
  validate: true,
  completion: true,
  hover: true,
  schemas: [{ uri: 'file:///flow.json', fileMatch: ['*.yml'], schema: flow }],
});

await measure({
  uri: 'file:///large.yml',
  language: 'yaml',
  TextDocument,
  validate: (document) => service.doValidation(document, false),
  complete: (document, position) => service.doComplete(document, position, false),
});
