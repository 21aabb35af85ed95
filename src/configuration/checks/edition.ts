import type { Report } from '../report.ts';
import type { KestraServer } from '../server.ts';
import type { Backend } from '../types.ts';

/**
 * Tells a backend that is configured for a server which runs open-source Kestra, and marks it: such a server reads
 * `SECRET_*` variables alone (Kestra: SecretService). `server`: whose configuration it is; null: nobody says.
 */
export function checkEdition(
  backend: Backend | null,
  server: KestraServer | null,
  report: Report,
): Backend | null {
  if (backend === null || server?.isOpenSource !== true) return backend;
  const [source] = backend.sources;
  if (source !== undefined) {
    report({
      code: 'backend-needs-enterprise',
      severity: 'warning',
      file: source.file,
      range: source.range,
      backend: backend.id,
      data: {
        type: backend.type === 'unsupported' ? backend.kestraType : backend.type,
        service: server.name,
      },
    });
  }
  return { ...backend, needsEnterprise: true };
}
