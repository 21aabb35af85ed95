import { secretsNamed, type CatalogSnapshot, type Question } from '../../catalog/index.ts';
import type {
  EnvironmentDefinition,
  FolderConfiguration,
  TerraformSecret,
} from '../../configuration/index.ts';
import type { Origin } from '../../ports/origin.ts';
import { secretAskedFor } from './sought.ts';
import type { SoughtSecret } from './types.ts';

/** A place of the folder's files that defines a secret. */
export interface SecretDefinition {
  readonly origin: Origin;
  /** The secret's name as it is written there: of a variable, without `SECRET_`. */
  readonly name: string;
  /** The variable as it is written there; null: Terraform creates the secret, and its name alone stands there. */
  readonly variable: string | null;
  /** Where the variables stand that its value comes through. */
  readonly through: readonly Origin[];
}

/** Where a secret is defined: all lines of its variable, and Terraform's. Empty: no file of the folder does. */
export function definitionsOf(
  { name, held }: SoughtSecret,
  configuration: FolderConfiguration,
): readonly SecretDefinition[] {
  const ofVariables = environments(configuration)
    .filter(({ id }) => id === held?.backend.id)
    .flatMap(({ definitions }) => definitions.filter(({ key }) => key === held?.secret.name))
    .flatMap(definitionOf);
  if (ofVariables.length > 0) return ofVariables;
  const limit = held?.secret.namespace ?? null;
  return (configuration.terraformSecrets ?? []).flatMap((secret) => {
    // Of the same name in another namespace it is another secret.
    const isAnother = limit !== null && secret.namespace !== null && secret.namespace !== limit;
    return secret.name !== name || isAnother ? [] : [creationOf(name, secret)];
  });
}

/**
 * A secret with those of other configurations that a file defines for them at the same place, such as a line of an env file that
 * two servers load: whoever writes there changes all of them.
 */
export function secretsDefinedWith(
  sought: SoughtSecret,
  configuration: FolderConfiguration,
  snapshot: CatalogSnapshot,
): readonly SoughtSecret[] {
  const placeOf = ({ file, range }: Origin) => `${file}\n${String(range.start)}`;
  const variables = definitionsOf(sought, configuration).filter(({ variable }) => variable !== null);
  const places = new Set(variables.map(({ origin }) => placeOf(origin)));
  const others = environments(configuration).flatMap(({ id, definitions }) => {
    const shared = definitions.find(({ origin }) => origin !== null && places.has(placeOf(origin)));
    if (shared === undefined || id === sought.held?.backend.id) return [];
    return [{ ...soughtOf(shared.key, id, snapshot), subkey: sought.subkey }];
  });
  return [sought, ...others.filter(({ held }) => held !== null)];
}

function creationOf(name: string, { origin }: TerraformSecret): SecretDefinition {
  return { origin, name, variable: null, through: [] };
}

/** A secret that a file defines. */
export interface DefinedSecret {
  readonly definition: SecretDefinition;
  readonly sought: SoughtSecret;
}

/** The secrets that are defined in the files that `isFile` lets through, in the order in which they were read. */
export function secretsDefinedIn(
  isFile: (file: string) => boolean,
  configuration: FolderConfiguration,
  snapshot: CatalogSnapshot,
): readonly DefinedSecret[] {
  const ofVariables = environments(configuration).flatMap(({ id, definitions }) =>
    definitions.flatMap((each) =>
      definitionOf(each)
        .filter(({ origin, through }) => [origin, ...through].some(({ file }) => isFile(file)))
        .map((definition) => ({ definition, sought: soughtOf(each.key, id, snapshot) })),
    ),
  );
  const created = (configuration.terraformSecrets ?? [])
    .filter(({ origin }) => isFile(origin.file))
    .flatMap((secret) => createdSecret(secret, snapshot));
  return [...ofVariables, ...created];
}

interface Environment {
  readonly id: string;
  readonly definitions: readonly EnvironmentDefinition[];
}

function environments({ backends }: FolderConfiguration): readonly Environment[] {
  return backends.flatMap((backend) =>
    backend.type === 'env' ? [{ id: backend.id, definitions: backend.definitions.definitions }] : [],
  );
}

function definitionOf({
  variable,
  origin,
  through = [],
}: EnvironmentDefinition): readonly SecretDefinition[] {
  return origin === null ? [] : [{ origin, name: variable.slice('SECRET_'.length), variable, through }];
}

function soughtOf(name: string, backendId: string, { backends }: CatalogSnapshot): SoughtSecret {
  const backend = backends.find(({ id }) => id === backendId);
  const [secret] = backend === undefined ? [] : secretsNamed(backend, name);
  const held = backend === undefined || secret === undefined ? null : { backend, secret };
  return { name, subkey: null, held };
}

/** As a flow of its namespace would ask for it. */
function createdSecret(secret: TerraformSecret, snapshot: CatalogSnapshot): readonly DefinedSecret[] {
  const { name, namespace } = secret;
  if (name === null) return [];
  const question: Question = {
    key: { kind: 'constant', value: name },
    subkey: null,
    namespaceArgument: namespace === null ? null : { kind: 'constant', value: namespace },
    callFailure: null,
    flowNamespace: null,
  };
  const sought = secretAskedFor(question, snapshot);
  return sought === null ? [] : [{ definition: creationOf(name, secret), sought }];
}
