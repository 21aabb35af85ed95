import type { FailedBackend } from '../backend.ts';

/** What AWS answered, or why it is not asked; each kind begins with `aws-`. A closed list. */
export type AwsReason =
  | { readonly kind: 'aws-key-refused'; readonly backend: FailedBackend; readonly endpoint: string }
  | {
      readonly kind: 'aws-profile-key-refused';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly profile: string;
    }
  | { readonly kind: 'aws-session-expired'; readonly backend: FailedBackend; readonly endpoint: string }
  | {
      readonly kind: 'aws-profile-session-expired';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly profile: string;
    }
  | { readonly kind: 'aws-clock-wrong'; readonly backend: FailedBackend; readonly endpoint: string }
  | {
      readonly kind: 'aws-strange-answer';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly service: string;
      readonly code: string;
    }
  | { readonly kind: 'aws-role-refused'; readonly backend: FailedBackend; readonly role: string }
  | {
      readonly kind: 'aws-permission-missing';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly permission: string;
      readonly resource: string;
    }
  | { readonly kind: 'aws-profile-wants-code'; readonly backend: FailedBackend; readonly profile: string }
  | { readonly kind: 'aws-profile-session-over'; readonly backend: FailedBackend; readonly profile: string }
  | { readonly kind: 'aws-profile-gave-nothing'; readonly backend: FailedBackend; readonly profile: string }
  | {
      readonly kind: 'aws-no-answer-with-profile';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly seconds: number;
      readonly profile: string;
    }
  | { readonly kind: 'aws-no-credential'; readonly backend: FailedBackend }
  | { readonly kind: 'aws-region-missing'; readonly backend: FailedBackend }
  | { readonly kind: 'aws-region-invalid'; readonly backend: FailedBackend }
  | {
      readonly kind: 'aws-region-variables-not-set';
      readonly backend: FailedBackend;
      readonly variables: readonly string[];
    }
  | { readonly kind: 'aws-role-key-not-known'; readonly backend: FailedBackend; readonly key: string }
  | { readonly kind: 'aws-no-profile'; readonly backend: FailedBackend; readonly profile: string }
  | { readonly kind: 'aws-profile-of-server'; readonly backend: FailedBackend; readonly profile: string };
