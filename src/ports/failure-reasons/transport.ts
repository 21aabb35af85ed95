import type { FailedBackend } from '../backend.ts';

/** What became of a request, whoever it was for; each names the place that it was for. A closed list. */
export type TransportReason =
  | { readonly kind: 'throttled'; readonly backend: FailedBackend; readonly endpoint: string }
  | { readonly kind: 'leads-elsewhere'; readonly backend: FailedBackend; readonly endpoint: string }
  | {
      readonly kind: 'gateway-failed';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly status: number;
    }
  | {
      readonly kind: 'server-failed';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly status: number;
    }
  | { readonly kind: 'not-http'; readonly backend: FailedBackend; readonly origin: string }
  | {
      readonly kind: 'host-not-known';
      readonly backend: FailedBackend;
      readonly origin: string;
      readonly host: string;
    }
  | { readonly kind: 'nothing-listens'; readonly backend: FailedBackend; readonly origin: string }
  | { readonly kind: 'no-route'; readonly backend: FailedBackend; readonly origin: string }
  | { readonly kind: 'closed-without-answer'; readonly backend: FailedBackend; readonly origin: string }
  | {
      readonly kind: 'no-connection';
      readonly backend: FailedBackend;
      readonly origin: string;
      readonly code: string;
    }
  | {
      readonly kind: 'container-not-known';
      readonly backend: FailedBackend;
      readonly origin: string;
      readonly host: string;
    }
  | { readonly kind: 'no-connection-in-time'; readonly backend: FailedBackend; readonly origin: string }
  | {
      readonly kind: 'no-answer-in-time';
      readonly backend: FailedBackend;
      readonly origin: string;
      readonly seconds: number;
    }
  | {
      readonly kind: 'no-answer-in-read-timeout';
      readonly backend: FailedBackend;
      readonly origin: string;
      readonly seconds: number;
      readonly key: string;
    }
  | {
      readonly kind: 'answer-too-large';
      readonly backend: FailedBackend;
      readonly origin: string;
      readonly megabytes: number;
    }
  | { readonly kind: 'certificate-expired'; readonly backend: FailedBackend; readonly origin: string }
  | { readonly kind: 'certificate-not-yet-valid'; readonly backend: FailedBackend; readonly origin: string }
  | { readonly kind: 'certificate-of-other-host'; readonly backend: FailedBackend; readonly origin: string }
  | { readonly kind: 'not-tls'; readonly backend: FailedBackend; readonly origin: string }
  | {
      readonly kind: 'certificate-not-trusted';
      readonly backend: FailedBackend;
      readonly origin: string;
      readonly certificatesIn: string;
    }
  | {
      readonly kind: 'throttled-for';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly seconds: number;
    }
  | {
      readonly kind: 'no-answer-in-deadline';
      readonly backend: FailedBackend;
      readonly endpoint: string;
      readonly seconds: number;
    }
  | { readonly kind: 'logins-throttled'; readonly backend: FailedBackend; readonly endpoint: string }
  | {
      readonly kind: 'plain-through-proxy';
      readonly backend: FailedBackend;
      readonly origin: string;
      readonly proxy: string;
      readonly host: string;
    }
  | {
      readonly kind: 'proxy-not-supported';
      readonly backend: FailedBackend;
      readonly proxy: string;
      readonly origin: string;
      readonly protocol: string;
    }
  | {
      readonly kind: 'proxy-late';
      readonly backend: FailedBackend;
      readonly proxy: string;
      readonly origin: string;
    }
  | {
      readonly kind: 'proxy-refused';
      readonly backend: FailedBackend;
      readonly proxy: string;
      readonly origin: string;
      readonly status: number;
    }
  | {
      readonly kind: 'proxy-not-reached';
      readonly backend: FailedBackend;
      readonly proxy: string;
      readonly origin: string;
      readonly code: string;
    };
