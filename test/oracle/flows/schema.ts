/** A JSON schema as Kestra generates it, as far as it is used here. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  /** Kestra's own word on whether it renders an expression there; not everywhere. */
  readonly $dynamic?: boolean;
}

/** The whole: a flow's schema, and those that it names. */
export interface FlowSchema {
  readonly definitions: Readonly<Record<string, Schema>>;
}

const prefix = '#/definitions/';
const flow = 'io.kestra.core.models.flows.Flow';

export function rootOf({ definitions }: FlowSchema): Schema {
  return definitions[flow] ?? {};
}

/** The schema with what it names and joins put in its place; a choice stays one. */
export function resolveSchema(all: FlowSchema, schema: Schema): Schema {
  const { $ref, allOf = [], ...own } = schema;
  const parts = [...($ref === undefined ? [] : [definitionOf(all, $ref)]), ...allOf];
  return parts.map((part) => resolveSchema(all, part)).reduceRight(joinSchemas, own);
}

/** What the first says beats what the other says of the same. */
function joinSchemas(own: Schema, part: Schema): Schema {
  const joined = { ...part, ...own };
  if (own.properties === undefined || part.properties === undefined) return joined;
  return {
    ...joined,
    properties: { ...part.properties, ...own.properties },
    required: [...new Set([...(part.required ?? []), ...(own.required ?? [])])],
  };
}

function definitionOf({ definitions }: FlowSchema, ref: string): Schema {
  return definitions[ref.slice(prefix.length)] ?? {};
}

/** The name that a map of this schema gives as its `type`, or null. */
export function typeOf(schema: Schema): string | null {
  const type = schema.properties?.type;
  const name = type?.const ?? type?.enum?.[0];
  return typeof name === 'string' ? name : null;
}
