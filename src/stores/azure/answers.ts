import { amount, anything, flag, listOf, mapOf, objectWith, optional, text, type Form } from '../forms.ts';
import type { AzureQuestionKind } from './question.ts';

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

const list = objectWith({
  value: listOf(objectWith(secret)),
  // Whatever it is, the secrets of this page are there: who follows it looks at it.
  nextLink: anything,
});

/** What is looked at of an answer, by what was asked (Key Vault: REST reference, secrets). */
const forms: Readonly<Record<AzureQuestionKind, Form>> = {
  list,
  versions: list,
  value: objectWith({ ...secret, value: text }),
};

/** `answer`: what came as JSON; undefined where it was none. */
export function isAnswerTo(asked: AzureQuestionKind, answer: unknown): boolean {
  return forms[asked](answer);
}
