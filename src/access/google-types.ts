/** Who to be at Google's Secret Manager. Holds credentials: never logged, and lives no longer than its store. */
export interface GoogleLogin {
  readonly kind: 'service-account';
  readonly json: string;
}
