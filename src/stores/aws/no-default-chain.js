// Stands for the default chain of credentials in the bundle: it would ask metadata services, and is never wanted,
// since access/ says which credential is used.
export function defaultProvider() {
  return () => Promise.reject(new Error('no default chain of credentials'));
}
