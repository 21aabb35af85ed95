/** A variable of this process's environment; undefined: it is not set. */
export function environmentVariable(name: string): string | undefined {
  return process.env[name];
}

/** All variables of this process's environment, as they are now. */
export function environmentVariables(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
