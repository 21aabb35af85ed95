import { packExtension } from './pack-extension.ts';

/** As the most used YAML extension has it: what stands in double quotes is one word, and other quotes are a part of it. */
const language = { wordPattern: String.raw`("(?:[^\\"]*(?:\\.)?)*"?)|[^\s{}\[\],:]+` };

export const yamlWords = {
  contributes: { languages: [{ id: 'yaml', configuration: './language.json' }] },
  files: { 'language.json': JSON.stringify(language) },
};

/** Packs an extension that does nothing but set how words end in YAML; gives the `.vsix`. */
export function packWordPattern(): Promise<string> {
  return packExtension('yaml-words', { contributes: yamlWords.contributes }, yamlWords.files);
}
