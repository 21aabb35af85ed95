/** What Azure takes for a secret's name: letters, digits and hyphens, up to 127 of them (Key Vault's REST contract). */
export function isAzureName(name: string): boolean {
  return /^[0-9a-zA-Z-]{1,127}$/.test(name);
}
