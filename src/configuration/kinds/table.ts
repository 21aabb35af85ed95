import { applicationFiles, composeKind, composeSearch, composeServices } from '../candidates.ts';
import { helmSearch, helmKind } from '../helm/search.ts';
import { helmValues } from '../helm/source.ts';
import { kubernetesKind, manifestSearch } from '../kubernetes/manifests.ts';
import { kubernetesServers } from '../kubernetes/workloads.ts';
import type { Kind } from './kind.ts';

/**
 * Every kind of place where Kestra's configuration may stand, in the order of preference among equally near ones. Discovery
 * follows it, and the README's list is held against it by a test.
 */
export const kinds: readonly Kind[] = [
  { id: 'application', name: '`application.yml`', source: applicationFiles },
  { id: composeKind, name: 'Docker Compose', search: composeSearch, source: composeServices },
  { id: kubernetesKind, name: 'Kubernetes', search: manifestSearch, source: kubernetesServers },
  { id: helmKind, name: "Values of Kestra's Helm charts", search: helmSearch, source: helmValues },
];
