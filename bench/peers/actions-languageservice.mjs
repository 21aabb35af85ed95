// Types into a text and asks GitHub's language service for workflows; gets and gives JSON, see ../peer.ts.
import { complete, validate } from '@actions/languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { measure } from './measure.mjs';

await measure({
  uri: 'file:///.github/workflows/large.yml',
  language: 'yaml',
  TextDocument,
  validate: (document) => validate(document),
  complete: (document, position) => complete(document, position),
});
