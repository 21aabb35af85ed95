import { fieldOf, isObject, textOf } from '../../text/json.ts';
import { amount, flag, fullText, listOf, mapOf, objectWith, optional, text } from '../forms.ts';
import type { AboutKestra, ListedName } from './contract.ts';

/*
 * What is looked at of Kestra's answers, by its OpenAPI description; null: not the form it should have.
 */

const tag = objectWith({ key: fullText, value: text });
const secret = objectWith({ key: fullText, namespace: optional(text), tags: optional(listOf(tag)) });
const secretPage = objectWith({ results: listOf(secret), total: amount, readOnly: optional(flag) });
const keysByNamespace = mapOf(listOf(fullText));
const expressionLists = objectWith({ secrets: optional(listOf(text)) });
const executionPage = objectWith({ results: listOf(objectWith({ id: text, namespace: text })) });

/** A page of secrets. */
export interface SecretPage {
  readonly names: readonly ListedName[];
  readonly total: number;
  readonly readOnly: boolean | null;
}

export function readSecretPage(body: unknown): SecretPage | null {
  if (!secretPage(body)) return null;
  const total = fieldOf(body, 'total');
  const readOnly = fieldOf(body, 'readOnly');
  return {
    names: itemsOf(body, 'results').map(listedName),
    total: typeof total === 'number' ? total : 0,
    readOnly: typeof readOnly === 'boolean' ? readOnly : null,
  };
}

function listedName(result: unknown): ListedName {
  const namespace = textOf(result, 'namespace');
  const tags = fieldOf(result, 'tags');
  return {
    name: textOf(result, 'key'),
    namespace: namespace === '' ? null : namespace,
    tags: Array.isArray(tags)
      ? Object.fromEntries(tags.map((each) => [textOf(each, 'key'), textOf(each, 'value')]))
      : null,
  };
}

/** Names of a namespace and of those above it. */
export function readInherited(body: unknown): readonly ListedName[] | null {
  if (!keysByNamespace(body) || !isObject(body)) return null;
  return Object.entries(body).flatMap(([namespace, keys]) =>
    Array.isArray(keys) ? keys.map((key) => ({ name: String(key), namespace, tags: null })) : [],
  );
}

/**
 * The names that a flow of the namespace may write, its own and inherited; empty: not told, for Kestra leaves the
 * category out where the caller may not read it, and leaves it empty where it failed to read it.
 */
export function readExpressions(body: unknown, namespace: string): readonly ListedName[] | null {
  if (!expressionLists(body)) return null;
  return itemsOf(body, 'secrets').flatMap((each) => {
    const name = typeof each === 'string' ? /^secret\('(.+)'\)$/s.exec(each)?.[1] : undefined;
    return name === undefined ? [] : [{ name, namespace, tags: null }];
  });
}

/** The id of an execution of exactly this namespace; empty: there is none. */
export function readExecution(body: unknown, namespace: string): string | null {
  if (!executionPage(body)) return null;
  const found = itemsOf(body, 'results').find((each) => textOf(each, 'namespace') === namespace);
  if (found === undefined) return '';
  const id = textOf(found, 'id');
  return /^[\w-]{1,100}$/.test(id) ? id : null;
}

/** Each left out where it is not what Kestra says of itself: anybody may have written it. */
export function readAbout(body: unknown): AboutKestra {
  const version = textOf(body, 'version');
  return {
    version: /^\d[\w.+-]{0,40}$/.test(version) ? version : null,
    edition: editionOf(textOf(body, 'edition')),
  };
}

export function editionOf(text: string | null): AboutKestra['edition'] {
  if (text === 'OSS') return 'open-source';
  return text === 'EE' ? 'enterprise' : 'not-told';
}

function itemsOf(body: unknown, field: string): readonly unknown[] {
  const items = fieldOf(body, field);
  return Array.isArray(items) ? items : [];
}
