// Stands for google-gax in the bundle: what its client needs for REST, without gRPC, which would be
// more than a fifth of it.
export * as loggingUtils from 'google-logging-utils';
export * as fallback from 'google-gax/fallback';
