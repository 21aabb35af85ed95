import type { Approval } from './approval.ts';
import type { CredentialName } from './credential-name.ts';
import type { AwsReason } from './failure-reasons/aws.ts';
import type { AzureReason } from './failure-reasons/azure.ts';
import type { BackendReason } from './failure-reasons/backend.ts';
import type { GoogleReason } from './failure-reasons/google.ts';
import type { KestraReason } from './failure-reasons/kestra.ts';
import type { TransportReason } from './failure-reasons/transport.ts';
import type { VaultReason } from './failure-reasons/vault.ts';

/**
 * What happened, and what to do next, as data: each client makes its sentence (`language/messages/`). A closed list.
 * `backend` is what the backend is called; `endpoint` and `origin` hold no credential.
 */
export type FailureReason =
  | TransportReason
  | BackendReason
  | VaultReason
  | AwsReason
  | AzureReason
  | GoogleReason
  | KestraReason
  | NotApprovedReason;

/** `approval`: what the user is to give leave for; `container`: a host that is probably a container's name. */
export interface NotApprovedReason {
  readonly kind: 'not-approved';
  readonly approval: Approval;
  readonly what: CredentialName;
  readonly container: string | null;
}
