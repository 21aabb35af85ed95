import {
  amount,
  anything,
  fullText,
  listOf,
  mapOf,
  objectWith,
  optional,
  text,
  type Form,
} from '../forms.ts';

const secret = {
  Name: fullText,
  Tags: optional(listOf(objectWith({ Key: fullText, Value: optional(text) }))),
  /** Seconds since the epoch. */
  DeletedDate: optional(amount),
};
const stages = optional(mapOf(listOf(text)));

/** What is looked at of an answer, by the action it answers (Secrets Manager: API reference). */
const forms: Readonly<Record<string, Form>> = {
  ListSecrets: objectWith({
    SecretList: listOf(objectWith({ ...secret, SecretVersionsToStages: stages })),
    // Whatever it is, the secrets of this page are there: who follows it looks at it.
    NextToken: anything,
  }),
  DescribeSecret: objectWith({ ...secret, VersionIdsToStages: stages }),
  GetSecretValue: (value) =>
    objectWith({ SecretString: text })(value) || objectWith({ SecretBinary: text })(value),
};

/** Whether `answer`, what came as JSON, answers what `target`, the header of the question, names. */
export function isAnswerTo(target: string, answer: unknown): boolean {
  const form = forms[target.replace('secretsmanager.', '')];
  return form?.(answer) ?? false;
}
