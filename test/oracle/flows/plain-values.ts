import type { Chance } from './chance.ts';
import type { Schema } from './schema.ts';

/** What a property of this name holds, wherever it stands: what lets the flow run to its end, and soon. */
const byName: Readonly<Record<string, unknown>> = {
  cron: '0 0 1 1 *',
  condition: '{{ true }}',
  when: '{{ true }}',
  runIf: '{{ true }}',
  assert: '{{ true }}',
  expression: '{{ ["text"] }}',
  namespace: 'company.team',
  uri: 'http://127.0.0.1:1/',
  url: 'http://127.0.0.1:1/',
  timeout: 'PT1M',
  maxInterval: 'PT2S',
  maxDuration: 'PT3S',
  withSeconds: false,
  timezone: 'Etc/UTC',
  charset: 'UTF-8',
  version: '1.0.0',
  disabled: false,
  draft: false,
  deleted: false,
};

const byFormat: Readonly<Record<string, string>> = {
  duration: 'PT1S',
  'date-time': '2030-01-01T00:00:00Z',
  date: '2030-01-01',
  'partial-time': '10:00:00',
  uri: 'http://127.0.0.1:1/',
};

/** A scalar that a property of this name and schema may hold. */
export function plainValue(name: string, schema: Schema, nextId: () => string, chance: Chance): unknown {
  if (schema.const !== undefined) return schema.const;
  if (Object.hasOwn(byName, name)) return byName[name];
  if (schema.enum !== undefined) return chance.pick(schema.enum);
  if (name === 'id') return nextId();
  switch (schema.type ?? '') {
    case 'boolean':
      return chance.once(2);
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    default:
      return byFormat[schema.format ?? ''] ?? 'text';
  }
}
