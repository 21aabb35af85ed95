import type { FailedBackend } from './backend.ts';

/** What was left out of a list, and why: data, of which each client makes its sentence. A closed list. */
export type ListCut =
  /** The next page is one that was read already. */
  | { readonly kind: 'leads-back' }
  /** What should lead to the next page does not. */
  | { readonly kind: 'no-next-page' }
  /** So many pages in a row had no name. */
  | { readonly kind: 'pages-without-names'; readonly pages: number }
  | { readonly kind: 'names-in-time'; readonly seconds: number; readonly names: number }
  | { readonly kind: 'first-names'; readonly names: number }
  | { readonly kind: 'folders-in-time'; readonly seconds: number; readonly folders: number }
  | { readonly kind: 'first-folders'; readonly folders: number; readonly secrets: number }
  | { readonly kind: 'deep-folders'; readonly depth: number }
  | { readonly kind: 'folder-refused'; readonly folder: string }
  | { readonly kind: 'folder-leads-elsewhere' }
  /** Nothing is listed, and Vault does not say whether the engine is the configured one. */
  | { readonly kind: 'vault-engine-not-confirmed'; readonly backend: FailedBackend; readonly engine: string };
