import { helmSearch, helmKind } from '../helm/search.ts';
import { helmValues } from '../helm/source.ts';
import {
  applicationFiles,
  composeKind,
  composeSearch,
  composeServices,
  templateKind,
  templatedApplications,
} from '../candidates.ts';
import { kubernetesKind, manifestSearch } from '../kubernetes/manifests.ts';
import { kubernetesServers } from '../kubernetes/workloads.ts';
import { terraformKind, terraformSearch } from '../terraform/resources.ts';
import type { Kind } from './kind.ts';
import { cloudSearch, encryptedSearch, templateSearch } from './seen.ts';

/**
 * Every kind of place where Kestra's configuration may stand, in the order of preference among equally near ones. Discovery
 * follows it, and the list in docs/configuration.md is held against it by a test.
 */
export const kinds: readonly Kind[] = [
  { id: 'application', name: '`application.yml`', source: applicationFiles },
  { id: composeKind, name: 'Docker Compose', search: composeSearch, source: composeServices },
  { id: kubernetesKind, name: 'Kubernetes', search: manifestSearch, source: kubernetesServers },
  { id: helmKind, name: "Values of Kestra's Helm charts", search: helmSearch, source: helmValues },
  // What it sets belongs to a namespace or a tenant, and to no server.
  { id: terraformKind, name: 'Terraform', search: terraformSearch, source: () => Promise.resolve([]) },
  {
    id: templateKind,
    name: 'templates of Helm, Jinja and the like',
    search: templateSearch,
    source: templatedApplications,
    unread: 'template',
  },
  {
    id: 'encrypted',
    name: 'files that sops encrypted',
    search: encryptedSearch,
    source: null,
    unread: 'encrypted',
  },
  {
    id: 'cloud',
    name: 'what starts Kestra by Ansible, CloudFormation, Crossplane, DevSpace, ECS, Fleet, k3s, Nomad, Pulumi, Terraform, Tilt, `docker run` or systemd',
    search: cloudSearch,
    source: null,
    unread: 'kind',
  },
];
