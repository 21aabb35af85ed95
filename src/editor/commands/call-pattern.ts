/** Matches a call in any of YAML's styles, whose quotes may be doubled or escaped. */
export function callPattern(name: string, subkey: string | null): string {
  const quote = String.raw`\\?['"]{1,2}`;
  const key = String.raw`secret\(\s*(key\s*=\s*)?${quote}${escapePattern(name)}\\?['"]`;
  return subkey === null ? key : `${key}.*subkey\\s*=\\s*${quote}${escapePattern(subkey)}\\\\?['"]`;
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
