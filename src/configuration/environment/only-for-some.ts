import type { OnlyFor } from '../environment-definitions.ts';
import type { KestraServer } from '../server.ts';
import { judgeVariable, secretKey } from './definitions.ts';

/**
 * Of the services of one Kestra: the `SECRET_*` variables that not every one has on which a task may run, or for certain. It
 * runs on any that is no worker group's; on those of a group only where it names that.
 */
export function onlyForSome(services: readonly KestraServer[]): ReadonlyMap<string, OnlyFor> {
  const found = new Map<string, OnlyFor>();
  const anyones = services.filter(({ tasks }) => tasks === 'all').map((service) => namesOf(service));
  for (const [variable, having] of servicesByVariable(services)) {
    const onlyFor =
      onlyForThese(variable, having, anyones) ?? findTaken(variable, having) ?? differing(variable, having);
    if (onlyFor !== null) found.set(variable, onlyFor);
  }
  return found;
}

/** A service and the names of its variables. */
interface NamedVariables {
  readonly service: KestraServer;
  readonly names: ReadonlySet<string>;
}

function namesOf(service: KestraServer): NamedVariables {
  return { service, names: new Set(service.variables.map((variable) => variable.name)) };
}

function servicesByVariable(services: readonly KestraServer[]): ReadonlyMap<string, readonly KestraServer[]> {
  const having = new Map<string, KestraServer[]>();
  for (const service of services) {
    for (const name of namesOf(service).names) {
      if (secretKey(name) === null) continue;
      const those = having.get(name);
      if (those === undefined) having.set(name, [service]);
      else those.push(service);
    }
  }
  return having;
}

/** null: wherever a task may run, it has the variable. */
function onlyForThese(
  variable: string,
  having: readonly KestraServer[],
  anyones: readonly NamedVariables[],
): OnlyFor | null {
  const [first] = having;
  if (first === undefined) return null;
  const running = having.filter(({ tasks }) => tasks !== 'none');
  const [worker] = running;
  if (worker === undefined) return { server: first.name, but: 'runs-no-tasks' };
  const lacking = anyones.find(({ names }) => !names.has(variable));
  if (lacking === undefined) return null;
  const anyone = running.find(({ tasks }) => tasks !== 'of-group');
  return anyone === undefined
    ? { server: worker.name, but: 'runs-group' }
    : toldApart(anyone, lacking.service, (lacks) => ({ lacks }));
}

/** null: nothing may take the variable away from one of them. */
function findTaken(variable: string, having: readonly KestraServer[]): OnlyFor | null {
  for (const { name, taken } of having) {
    const patch = taken?.get(variable);
    if (patch !== undefined) return { server: name, but: { patch } };
  }
  return null;
}

/** null: of those that run tasks all can use its value, or none. Kestra skips what is not Base64. */
function differing(variable: string, having: readonly KestraServer[]): OnlyFor | null {
  const running = having.filter(({ tasks }) => tasks !== 'none');
  const isSkipped = ({ variables }: KestraServer) => {
    const last = variables.findLast(({ name }) => name === variable);
    return last !== undefined && judgeVariable(last).encoding === 'not-base64';
  };
  const skipping = running.find(isSkipped);
  const other = running.find((service) => !isSkipped(service));
  if (skipping === undefined || other === undefined) return null;
  return toldApart(other, skipping, (differs) => ({ differs }));
}

/** Deployments of several namespaces may have one name. */
function toldApart(
  having: KestraServer,
  other: KestraServer,
  but: (other: string) => OnlyFor['but'],
): OnlyFor {
  const isSame = having.name === other.name;
  const shown = ({ name, origin }: KestraServer) =>
    isSame ? `${name} (${origin.file}:${String(origin.line)})` : name;
  return { server: shown(having), but: but(shown(other)) };
}
