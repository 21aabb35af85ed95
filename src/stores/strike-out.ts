/** The manager's words for the log, at most 300 characters, without any credential it may have echoed. */
export function strikeOut(text: string, credentials: readonly string[]): string {
  return credentials
    .filter((credential) => credential !== '')
    .reduce((struck, credential) => struck.replaceAll(credential, '•••'), text)
    .slice(0, 300);
}
