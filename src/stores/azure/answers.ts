import {
  amount,
  anything,
  flag,
  isJsonOf,
  listOf,
  mapOf,
  objectWith,
  optional,
  text,
  type Form,
} from '../forms.ts';
import type { Asked } from './question.ts';

/** An identifier is the address of a secret, or of one of its versions. */
const id: Form = (value) =>
  typeof value === 'string' &&
  URL.canParse(value) &&
  /\/secrets\/[A-Za-z0-9-]+(?:\/[A-Za-z0-9]+)?$/.test(new URL(value).pathname);

/** Times in seconds since the epoch. */
const attributes = objectWith({
  enabled: optional(flag),
  created: optional(amount),
  nbf: optional(amount),
  exp: optional(amount),
});

const secret = { id, attributes: optional(attributes), tags: optional(mapOf(text)) };

/** What is looked at of an answer, by what was asked (Key Vault: REST reference, secrets). */
const forms: Readonly<Record<Asked, Form>> = {
  list: objectWith({
    value: listOf(objectWith(secret)),
    // Whatever it is, the secrets of this page are there: who follows it looks at it.
    nextLink: anything,
  }),
  value: objectWith({ ...secret, value: text }),
};

export function isAnswerTo(asked: Asked, body: string): boolean {
  return isJsonOf(forms[asked], body);
}
