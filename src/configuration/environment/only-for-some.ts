import type { OnlyFor } from '../environment-definitions.ts';
import type { KestraServer } from '../server.ts';
import type { Variable } from '../variables.ts';
import { judgeVariable, secretKey } from './definitions.ts';

/**
 * Of the services of one Kestra: the `SECRET_*` variables that not every one has on which a task may run, or for certain. It
 * runs on any that is no worker group's; on those of a group only where it names that.
 */
export function onlyForSome(services: readonly KestraServer[]): ReadonlyMap<string, OnlyFor> {
  const found = new Map<string, OnlyFor>();
  const named = services.map((service) => byName(service));
  const anyones = named.filter(({ service: { tasks } }) => tasks === 'all');
  for (const [variable, having] of servicesByVariable(named)) {
    const onlyFor =
      onlyForThese(variable, having, anyones) ?? findTaken(variable, having) ?? differing(variable, having);
    if (onlyFor !== null) found.set(variable, onlyFor);
  }
  return found;
}

/** A service and its variables by name: of two of one name the last one counts. */
interface NamedVariables {
  readonly service: KestraServer;
  readonly variables: ReadonlyMap<string, Variable>;
}

function byName(service: KestraServer): NamedVariables {
  return { service, variables: new Map(service.variables.map((variable) => [variable.name, variable])) };
}

function servicesByVariable(
  services: readonly NamedVariables[],
): ReadonlyMap<string, readonly NamedVariables[]> {
  const having = new Map<string, NamedVariables[]>();
  for (const service of services) {
    for (const name of service.variables.keys()) {
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
  having: readonly NamedVariables[],
  anyones: readonly NamedVariables[],
): OnlyFor | null {
  const [first] = having;
  if (first === undefined) return null;
  const running = withTasks(having);
  const [worker] = running;
  if (worker === undefined) return { server: first.service.name, but: 'runs-no-tasks' };
  const lacking = anyones.find(({ variables }) => !variables.has(variable));
  if (lacking === undefined) return null;
  const anyone = running.find(({ service: { tasks } }) => tasks !== 'of-group');
  return anyone === undefined
    ? { server: worker.service.name, but: 'runs-group' }
    : toldApart(anyone.service, lacking.service, (lacks) => ({ lacks }));
}

function withTasks(having: readonly NamedVariables[]): readonly NamedVariables[] {
  return having.filter(({ service: { tasks } }) => tasks !== 'none');
}

/** null: nothing may take the variable away from one of them. */
function findTaken(variable: string, having: readonly NamedVariables[]): OnlyFor | null {
  for (const {
    service: { name, taken },
  } of having) {
    const patch = taken?.get(variable);
    if (patch !== undefined) return { server: name, but: { patch } };
  }
  return null;
}

/** null: of those that run tasks all can use its value, or none. Kestra skips what is not Base64. */
function differing(variable: string, having: readonly NamedVariables[]): OnlyFor | null {
  const running = withTasks(having);
  if (running.length < 2) return null;
  const isSkipped = ({ variables }: NamedVariables) => {
    const own = variables.get(variable);
    return own !== undefined && judgeVariable(own).encoding === 'not-base64';
  };
  const skipping = running.find(isSkipped);
  const other = running.find((each) => !isSkipped(each));
  if (skipping === undefined || other === undefined) return null;
  return toldApart(other.service, skipping.service, (differs) => ({ differs }));
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
