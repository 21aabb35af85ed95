import { isObject } from '../../text/json.ts';
import { amount, anything, listOf, mapOf, objectWith, optional, text, time, type Form } from '../forms.ts';
import type { GoogleQuestionKind } from './question.ts';

const name: Form = (value) => typeof value === 'string' && /^projects\/[^/]+\/secrets\/[\w-]+$/.test(value);

const secret = objectWith({ name, labels: optional(mapOf(text)), expireTime: optional(time) });

/** Of a list without secrets: Google leaves out what is empty (Secret Manager: ListSecretsResponse). */
const emptyList: Form = (value) =>
  isObject(value) && Object.keys(value).every((field) => field === 'nextPageToken' || field === 'totalSize');

const list = objectWith({
  secrets: listOf(secret),
  // Whatever it is, the secrets of this page are there: who follows it looks at it.
  nextPageToken: anything,
});

/** What is looked at of an answer, by what was asked (Secret Manager: REST reference, v1). */
const forms: Readonly<Record<GoogleQuestionKind, Form>> = {
  list: (value) => list(value) || emptyList(value),
  secret,
  // A state is a word, or its number; one that is not told is left out.
  version: objectWith({ state: optional((value) => text(value) || amount(value)) }),
  // Of an empty value the data is left out.
  value: objectWith({ payload: objectWith({ data: optional(text) }) }),
};

/** `answer`: what came as JSON; undefined where it was none. */
export function isAnswerTo(asked: GoogleQuestionKind, answer: unknown): boolean {
  return forms[asked](answer);
}
