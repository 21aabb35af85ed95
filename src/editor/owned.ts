/** Something that lives until whoever made it ends it. */
export interface Owned {
  dispose(): void;
}

/** Several that end together, in the order given. */
export function together(...owned: readonly { dispose(): unknown }[]): Owned {
  return {
    dispose() {
      for (const each of owned) each.dispose();
    },
  };
}
