import assert from 'node:assert/strict';

/**
 * The JSON that the command line promises, written down once more: what it says must not follow the code. Keys may be
 * added, so others are let pass.
 */

type Check = (value: unknown, at: string) => string[];

const complain = (at: string, what: string, value: unknown) => [
  `${at}: ${what}, not ${JSON.stringify(value)}`,
];

const text: Check = (value, at) => (typeof value === 'string' ? [] : complain(at, 'a text', value));
const flag: Check = (value, at) => (typeof value === 'boolean' ? [] : complain(at, 'true or false', value));
const whole: Check = (value, at) =>
  Number.isInteger(value) && Number(value) >= 0 ? [] : complain(at, 'a whole number', value);
const ordinal: Check = (value, at) =>
  Number.isInteger(value) && Number(value) >= 1 ? [] : complain(at, 'a number from 1', value);
const time: Check = (value, at) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) &&
  !Number.isNaN(Date.parse(value))
    ? []
    : complain(at, 'an ISO 8601 time', value);
const orNull =
  (check: Check): Check =>
  (value, at) =>
    value === null ? [] : check(value, at);
const oneOf =
  (...words: readonly (string | boolean | number | null)[]): Check =>
  (value, at) =>
    words.some((word) => word === value) ? [] : complain(at, `one of ${words.join(', ')}`, value);
const listOf =
  (check: Check): Check =>
  (value, at) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => check(item, `${at}[${String(index)}]`))
      : complain(at, 'a list', value);
const mapOf =
  (check: Check): Check =>
  (value, at) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([key, item]) => check(item, `${at}.${key}`))
      : complain(at, 'a map', value);
const record =
  (keys: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return complain(at, 'a map', value);
    const entries = new Map<string, unknown>(Object.entries(value));
    return [
      ...Object.entries(keys).flatMap(([key, check]) =>
        entries.has(key) ? check(entries.get(key), `${at}.${key}`) : [`${at}.${key} is missing`],
      ),
      ...Object.entries(optional).flatMap(([key, check]) =>
        entries.has(key) ? check(entries.get(key), `${at}.${key}`) : [],
      ),
    ];
  };

const hidingRules = [
  ...['not-base64', 'deleted', 'disabled', 'no-version', 'managed', 'filter-on-prefix'],
  ...['filter-on-tags', 'excluded-tags', 'prefix-tag', 'namespace'],
];
/** Every reason code that the contract has. */
export const reasonCodes: readonly string[] = [
  ...['found', 'not-in-list', 'subkey-not-found', 'value-not-object', 'not-base64', 'dynamic-key'],
  ...['dynamic-namespace', 'dynamic-subkey', 'managed', 'incomplete-list', 'backend-failed', 'offline'],
  ...[
    'not-approved',
    'not-trusted',
    'call-fails',
    'unsupported-backend',
    'no-configuration',
    'no-definitions',
    'several-configurations',
  ],
  ...['undocumented-rule', 'subkeys-not-read', 'value-not-known'],
  ...hidingRules,
];
const reasonCode = oneOf(...reasonCodes);
const failureKind = oneOf(
  ...['signed-out', 'denied', 'sealed', 'missing-mount', 'wrong-version', 'missing', 'throttled'],
  ...[
    'unreachable',
    'tls',
    'proxy',
    'timeout',
    'invalid-answer',
    'misconfigured',
    'not-approved',
    'not-trusted',
  ],
);
const verdict = oneOf('resolvable', 'missing', 'hidden', 'unknown');

/** In the order of the rules, each once. */
const checkHidingRules: Check = (value, at) => {
  const wrong = listOf(record({ rule: oneOf(...hidingRules), detail: text }))(value, at);
  if (wrong.length > 0) return wrong;
  const order = (value as { rule: string }[]).map(({ rule }) => hidingRules.indexOf(rule));
  return order.every((place, index) => index === 0 || place > (order[index - 1] ?? 0))
    ? []
    : complain(at, 'the rules in their order', value);
};

const place = { line: ordinal, column: ordinal, endLine: ordinal, endColumn: ordinal };
const noPlace = oneOf(null);

const secret = record({
  name: text,
  nameFrom: oneOf('stored-name', 'key-tag', 'prefix-stripped', 'path', 'variable'),
  certainty: oneOf('documented', 'assumed'),
  storedName: text,
  namespace: orNull(text),
  tags: orNull(mapOf(text)),
  readOnly: flag,
  visible: oneOf(true, false, null),
  hiddenBy: checkHidingRules,
  value: oneOf('object', 'other', 'unknown'),
  subkeys: orNull(listOf(text)),
  notes: listOf(text),
});

const backend = record(
  {
    id: text,
    type: text,
    level: oneOf('global', 'tenant', 'namespace'),
    namespace: orNull(text),
    readOnly: flag,
    location: text,
    sources: listOf(record({ file: text, line: ordinal })),
    state: oneOf('complete', 'incomplete', 'failed', 'unsupported', 'blocked', 'offline'),
    failure: orNull(record({ kind: failureKind, message: text })),
    fetchedAt: orNull(time),
  },
  { secrets: listOf(secret), addressFrom: oneOf('--address'), configuration: text },
);

const argument: Check = (value, at) =>
  typeof value === 'object' && value !== null && 'expr' in value
    ? record({ expr: oneOf(true), line: ordinal })(value, at)
    : record({ literal: () => [], ...place })(value, at);

const reference = record(
  {
    file: text,
    document: whole,
    ...place,
    origin: oneOf('call', 'recovered', 'rendered-text'),
    arguments: mapOf(argument),
    positional: whole,
    named: listOf(text),
    bindError: orNull(text),
    name: orNull(text),
    subkey: orNull(text),
    namespace: orNull(text),
    dynamic: flag,
    candidates: orNull(listOf(text)),
    namePattern: orNull(text),
    flowNamespace: orNull(text),
    verdict,
    secretVerdict: verdict,
    subkeyVerdict: orNull(verdict),
    reasonCode,
    reason: text,
    hiddenBy: checkHidingRules,
    backend: orNull(text),
    answers: listOf(record({ backend: text, secretVerdict: verdict, reasonCode })),
  },
  { suppressed: oneOf(true) },
);

const problemRest = {
  severity: oneOf('error', 'warning', 'information', 'hint'),
  code: (value: unknown, at: string) =>
    typeof value === 'string' && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)
      ? []
      : complain(at, 'kebab-case', value),
  message: text,
  suggestions: listOf(text),
  reference: orNull(whole),
  backend: orNull(text),
  suppressed: flag,
};
const problem: Check = (value, at) => {
  const isPlaced = typeof value === 'object' && value !== null && 'line' in value && value.line !== null;
  const places = isPlaced
    ? { file: text, ...place }
    : { file: orNull(text), line: noPlace, column: noPlace, endLine: noPlace, endColumn: noPlace };
  return record({ ...places, ...problemRest })(value, at);
};

const origin = record({ file: text, line: ordinal, column: ordinal, variable: orNull(text) });
const configurationEntry = record(
  {
    backend: text,
    key: text,
    value: orNull(text),
    known: flag,
    reason: orNull(text),
    origin: listOf(origin),
  },
  {
    sources: listOf(record({ way: listOf(origin) }, { defaultOf: text })),
    replaced: listOf(origin),
  },
);

const explanation = record({
  name: text,
  subkey: orNull(text),
  namespace: orNull(text),
  verdict,
  reasonCode,
  steps: listOf(
    record({
      backend: text,
      asked: oneOf('list', 'fresh', 'subkeys', 'none'),
      rule: text,
      result: oneOf('pass', 'fail', 'unknown'),
      detail: text,
      fetchedAt: orNull(time),
    }),
  ),
});

const count = whole;
const summary = record({
  ...{ files: count, references: count, resolvable: count, missing: count, hidden: count, unknown: count },
  suppressed: count,
});

const created = {
  terraformSecrets: listOf(
    record({ name: orNull(text), namespace: orNull(text), file: text, line: whole, column: whole }),
  ),
};

const forCommand = {
  list: record({ version: oneOf(1), backends: listOf(backend) }, created),
  check: record({
    version: oneOf(1),
    backends: listOf(backend),
    references: listOf(reference),
    problems: listOf(problem),
    summary,
  }),
  explain: record({ version: oneOf(1), backends: listOf(backend), explanation }),
  unused: record({
    version: oneOf(1),
    backends: listOf(backend),
    references: listOf(reference),
    unused: listOf(
      record({
        backend: text,
        name: text,
        verdict: oneOf('unused', 'may-be-used'),
        because: listOf(whole),
        files: listOf(text),
      }),
    ),
    unusedComplete: flag,
  }),
  compare: record({
    version: oneOf(1),
    backends: listOf(backend),
    differences: listOf(
      record({
        name: text,
        namespace: orNull(text),
        listedByKestra: flag,
        visibleHere: oneOf(true, false, null),
        backend: orNull(text),
        rule: orNull(oneOf(...hidingRules, 'undocumented-rule')),
      }),
    ),
  }),
  config: record(
    {
      version: oneOf(1),
      backends: listOf(backend),
      problems: listOf(problem),
      configuration: listOf(configurationEntry),
      notRead: listOf(record({ file: text, why: oneOf('template', 'encrypted', 'kind') })),
    },
    created,
  ),
} as const;

/** What the tests read of a document; `readDocument` has checked that it is there. */
export interface Document {
  backends: (Record<string, unknown> & { secrets?: Record<string, unknown>[] })[];
  references: (Record<string, unknown> & {
    verdict: string;
    secretVerdict: string;
    subkeyVerdict: string | null;
    reasonCode: string;
  })[];
  problems: (Record<string, unknown> & { code: string; file: string | null; reference: number | null })[];
  configuration: Record<string, unknown>[];
  notRead: { file: string; why: string }[];
  terraformSecrets?: Record<string, unknown>[];
  explanation: Record<string, unknown> & { steps: Record<string, unknown>[] };
  summary: Record<string, number>;
  unused: { backend: string; name: string; verdict: string; because: number[]; files: string[] }[];
  unusedComplete: boolean;
  differences: {
    name: string;
    namespace: string | null;
    listedByKestra: boolean;
    visibleHere: boolean | null;
    backend: string | null;
    rule: string | null;
  }[];
}

/** One JSON document and nothing else, held against the contract. */
export function readDocument(command: keyof typeof forCommand, out: string): Document {
  const document: unknown = JSON.parse(out);
  assert.deepEqual(forCommand[command](document, command), []);
  const read = document as Document;
  if (command === 'check') assert.deepEqual(contradictions(read), []);
  assert.doesNotMatch(out, /VALUE-MARKER|VkFMVUUtTUFSS0VS/);
  return read;
}

/** The whole is the worse of secret and subkey, the counts are right, and indexes lead somewhere. */
function contradictions({ references, problems, summary: counts }: Document): string[] {
  const badness = ['resolvable', 'unknown', 'hidden', 'missing'];
  const found: string[] = [];
  for (const each of references) {
    const parts = [each.secretVerdict, each.subkeyVerdict ?? 'resolvable'].map((part) =>
      badness.indexOf(part),
    );
    if (badness.indexOf(each.verdict) !== Math.max(...parts))
      found.push(`${JSON.stringify(each)} is not the worse`);
    // A call that fails asks for nothing, whatever its key.
    const isOpen = each.reasonCode === 'dynamic-key' || each.reasonCode === 'call-fails';
    if (each.dynamic === true && !(each.verdict === 'unknown' && isOpen)) {
      found.push(`${JSON.stringify(each)} is dynamic`);
    }
  }
  for (const word of badness) {
    if (counts[word] !== references.filter((each) => each.verdict === word).length)
      found.push(`count of ${word}`);
  }
  if (counts.references !== references.length) found.push('count of references');
  for (const each of problems) {
    if (each.reference !== null && references[each.reference]?.file !== each.file)
      found.push(`index of ${each.code}`);
  }
  return found;
}
