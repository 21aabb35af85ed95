import { fieldOf, isObject } from '../text/json.ts';

/**
 * Whether a part of an answer has the form that its manager documents. The managers' clients take nearly anything: a
 * list that is none would be an empty one, and a tag of another type none at all.
 */
export type Form = (value: unknown) => boolean;

export const text: Form = (value) => typeof value === 'string';
export const fullText: Form = (value) => typeof value === 'string' && value !== '';
export const amount: Form = (value) => typeof value === 'number' && Number.isFinite(value);
export const flag: Form = (value) => typeof value === 'boolean';
export const anything: Form = () => true;

/** A time as RFC 3339 writes it. */
export const time: Form = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** Left out and null are the same. */
export function optional(form: Form): Form {
  return (value) => value === undefined || value === null || form(value);
}

export function listOf(form: Form): Form {
  return (value) => Array.isArray(value) && value.every((item) => form(item));
}

/** An object whose fields, whatever they are called, all have one form. */
export function mapOf(form: Form): Form {
  return (value) => isObject(value) && Object.values(value).every((field) => form(field));
}

/** An object with these fields; it may have others. */
export function objectWith(fields: Readonly<Record<string, Form>>): Form {
  const named = Object.entries(fields);
  return (value) => isObject(value) && named.every(([name, form]) => form(fieldOf(value, name)));
}
