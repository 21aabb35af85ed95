import type { BackendSnapshot, VisibleSecret } from '../../catalog/index.ts';

/** A secret of one backend, as the catalog knows both. */
export interface HeldName {
  readonly backend: BackendSnapshot;
  readonly secret: VisibleSecret;
}

/** The first of the backends that have a secret which a running Kestra lists by this name; null: none has it where flows see it. */
export function findHeld(backends: readonly BackendSnapshot[], name: string): HeldName | null {
  const [held = null] = backends.flatMap((backend) =>
    backend.secrets.flatMap((secret) =>
      secret.name === name && secret.visible !== false ? [{ backend, secret }] : [],
    ),
  );
  return held;
}
