import { createCatalog, type Catalog, type Question } from '../../../../src/catalog/index.ts';
import type { InstancePlace, OpenedKestra } from '../../../../src/catalog/kestra/types.ts';
import { reasonMessage } from '../../../../src/language/messages/index.ts';
import { createFakeClock, type FakeClock } from '../../../fakes/fake-clock.ts';
import { createScriptedKestra, type KestraScript } from '../../../fakes/scripted-kestra.ts';
import { createMemoryStore, type MemorySecret } from '../../../fakes/memory-store.ts';
import { never } from '../../../fakes/never.ts';
import { namespaceNamed, questionOf } from '../../../fakes/question.ts';
import { quietLog } from '../../../fakes/quiet-log.ts';
import { read } from '../../configuration/support.ts';

export interface Connected {
  readonly catalog: Catalog;
  readonly clock: FakeClock;
  /** Where it is; changed by a test. */
  connection: { place: InstancePlace | null; opened: OpenedKestra | null };
}

export const local: InstancePlace = { endpoint: 'http://127.0.0.1:8080', tenant: 'main' };

/** A folder with these files, connected to a running Kestra. */
export async function connect(
  script: KestraScript,
  files: Readonly<Record<string, string>> = {},
  secrets: readonly MemorySecret[] = [],
  { offline = false }: { readonly offline?: boolean } = {},
): Promise<Connected> {
  const clock = createFakeClock();
  const connection: Connected['connection'] = { place: local, opened: null };
  const catalog = createCatalog({
    open: () => Promise.resolve({ state: 'open', store: createMemoryStore({ secrets }) }),
    locationOf: () => '',
    kestra: {
      place: () => connection.place,
      open: () =>
        Promise.resolve(connection.opened ?? { state: 'open', instance: createScriptedKestra(script) }),
    },
    clock,
    log: quietLog,
    offline,
  });
  catalog.configure(await read(files));
  return { catalog, clock, connection };
}

/** A call in a flow of `company.team`. */
export function asking(key: string, rest: Parameters<typeof questionOf>[1] = {}): Question {
  return questionOf(key, { flowNamespace: namespaceNamed('company.team'), ...rest });
}

/** Verdict, reason code and backend from what is known now. */
export function verdictNow(catalog: Catalog, question: Question): string {
  const { verdict, reasonCode, backend } = catalog.resolve(question);
  return [verdict, reasonCode, ...(backend === null ? [] : [backend])].join(' ');
}

/** The same once everything is asked that it needs. */
export async function verdictOn(catalog: Catalog, question: Question): Promise<string> {
  await catalog.ask(question, { readValues: false }, never);
  return verdictNow(catalog, question);
}

export function sentenceOn(catalog: Catalog, question: Question): string {
  return reasonMessage(catalog.resolve(question).reason);
}

/** An `application.yml` with a read-only Vault; `rest`: keys of its own, `, ` behind each. */
export const vault = (rest = '') =>
  `kestra: {secret: {type: vault, read-only: true, vault: {${rest}address: "http://v:1", token: {token: t}}}}\n`;
