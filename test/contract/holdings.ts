/** What every store holds when the contract suite asks it. Nobody may ever see a value of it. */
export interface Holding {
  readonly name: string;
  /** null: metadata alone, no version. */
  readonly fields: Readonly<Record<string, unknown>> | null;
  readonly tags?: Readonly<Record<string, string>>;
  readonly gone?: 'deleted' | 'destroyed';
}

const one = { TOKEN: 'VALUE-MARKER-token' };

const special = [
  'two words',
  ' edge ',
  `it's "quoted"`,
  '100%',
  '%41',
  'a#b',
  'why?',
  'a?list=1',
  'a+b&c=d',
  'back\\slash',
  '<b>&amp;</b>',
  '&#x2F;',
  '..x',
  '...',
  'x..',
  'ключ',
  'e\u0301',
  '🔑',
  '__proto__',
  'data',
  'metadata',
  'sys/health',
];

export const holdings: readonly Holding[] = [
  {
    name: 'plain',
    fields: {
      TOKEN: 'VALUE-MARKER-plain',
      count: 1,
      nested: { deep: 'VALUE-MARKER-deep' },
      list: ['VALUE-MARKER-list'],
    },
    tags: { application: 'kestra', 'cost center': '42', ключ: 'значение' },
  },
  { name: 'no-fields', fields: {} },
  {
    name: 'odd-fields',
    fields: { '': 'VALUE-MARKER-a', 'a b': 'VALUE-MARKER-b', __proto__x: 'VALUE-MARKER-c' },
  },
  { name: 'deleted', fields: one, tags: { application: 'kestra' }, gone: 'deleted' },
  { name: 'destroyed', fields: one, gone: 'destroyed' },
  { name: 'metadata-only', fields: null, tags: { application: 'kestra' } },
  { name: 'team', fields: one },
  { name: 'team/api', fields: one, tags: { application: 'other' } },
  { name: 'team/deep/er/still', fields: one },
  ...special.map((name) => ({ name, fields: one, tags: { application: name } })),
  // More than a page of them.
  ...Array.from({ length: 120 }, (_, index) => ({
    name: `many-${String(index).padStart(3, '0')}`,
    fields: one,
  })),
];
