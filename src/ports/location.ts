/** What a place lacks, or is, where no word of the configuration says it. A closed list; each client has its words. */
export type LocationWord =
  | 'no-address'
  | 'no-vault-name'
  | 'no-region'
  | 'no-project'
  | 'project-of-service-account'
  | 'secret-variables';

/**
 * Where a backend is, part by part, such as an address and a path in it; a word where there is nothing to write out.
 * Never a credential.
 */
export type Location = readonly (string | { readonly word: LocationWord })[];
