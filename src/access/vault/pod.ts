/** Where Kubernetes puts the token of a pod's service account. */
export const podTokenFile = '/var/run/secrets/kubernetes.io/serviceaccount/token';
