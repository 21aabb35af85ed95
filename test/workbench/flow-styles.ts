/** One way to write a value, where the cursor stands in it (`|`), what is accepted there, and what that must give. */
export interface Style {
  readonly name: string;
  readonly before: string;
  /** The accepted item's label. */
  readonly accept: string;
  readonly after: string;
  /** What it gives where an item is inserted, if that is another: what stands behind the cursor stays. */
  readonly inserted?: string;
}

const whole = "{{ secret('HARVEST_API') }}";

/** Each needs a line of its own in a flow; the file is laid out before VS Code starts. */
export const styles: readonly Style[] = [
  {
    name: 'a plain value that begins',
    before: 'plain: secr|',
    accept: whole,
    after: `plain: "${whole}"`,
  },
  {
    name: 'a name inside a plain scalar',
    before: "url: jdbc:x://{{ secret('|') }}/y",
    accept: 'HARVEST_API',
    after: "url: jdbc:x://{{ secret('HARVEST_API') }}/y",
  },
  {
    name: 'single quotes, with double ones inside',
    before: `single: '{{ secret("|") }}'`,
    accept: 'HARVEST_API',
    after: `single: '{{ secret("HARVEST_API") }}'`,
  },
  {
    name: 'single quotes, with doubled ones inside',
    before: "doubled: '{{ secret(''|'') }}'",
    accept: 'HARVEST_API',
    after: "doubled: '{{ secret(''HARVEST_API'') }}'",
  },
  {
    name: 'double quotes',
    before: `double: "{{ secret('|') }}"`,
    accept: 'HARVEST_API',
    after: `double: "{{ secret('HARVEST_API') }}"`,
  },
  {
    name: 'double quotes, with escaped ones inside',
    before: String.raw`escaped: "{{ secret(\"|\") }}"`,
    accept: 'HARVEST_API',
    after: String.raw`escaped: "{{ secret(\"HARVEST_API\") }}"`,
  },
  {
    name: 'an expression in single quotes',
    before: "start: '{{ sec| }}'",
    accept: 'secret("HARVEST_API")',
    after: `start: '{{ secret("HARVEST_API") }}'`,
  },
  {
    name: 'a literal block',
    before: "literal: |\n      a {{ secret('|') }}",
    accept: 'HARVEST_API',
    after: "literal: |\n      a {{ secret('HARVEST_API') }}",
  },
  {
    name: 'a folded block',
    before: 'folded: >-\n      a secr|',
    accept: whole,
    after: `folded: >-\n      a ${whole}`,
  },
  {
    name: 'a flow collection',
    before: 'list: [secr|]',
    accept: whole,
    after: `list: ["${whole}"]`,
  },
  {
    name: 'a subkey',
    before: `subkey: "{{ secret('ORCHARD_DB', subkey='|') }}"`,
    accept: 'HOST',
    after: `subkey: "{{ secret('ORCHARD_DB', subkey='HOST') }}"`,
  },
  {
    name: 'a name in place of another',
    before: `other: "{{ secret('HARV|EST') }}"`,
    accept: 'HARVEST_API',
    after: `other: "{{ secret('HARVEST_API') }}"`,
    inserted: `other: "{{ secret('HARVEST_APIEST') }}"`,
  },
  {
    name: 'a name in place of another, in the quotes of the value around it',
    before: `torn: "{{ secret("HARV|EST") }} now"`,
    accept: 'HARVEST_API',
    after: `torn: "{{ secret('HARVEST_API') }} now"`,
    inserted: `torn: "{{ secret('HARVEST_APIEST') }} now"`,
  },
  {
    name: 'a name in place of another, in a value without quotes',
    before: `unquoted: {{ secret('HARV|EST') }}`,
    accept: 'HARVEST_API',
    after: `unquoted: "{{ secret('HARVEST_API') }}"`,
    inserted: `unquoted: "{{ secret('HARVEST_APIEST') }}"`,
  },
];

/** A flow with one style's value, the cursor's mark taken out, and where the mark stood (line and column from 1). */
export function flowWith(value: string): {
  readonly text: string;
  readonly line: number;
  readonly column: number;
} {
  const head = 'id: styles\nnamespace: orchard.harvest\ntasks:\n  - id: one\n    ';
  const marked = `${head}${value}\n`;
  // A block's own header is a `|` too: the mark is the last.
  const at = marked.lastIndexOf('|');
  const before = marked.slice(0, at).split('\n');
  return {
    text: marked.slice(0, at) + marked.slice(at + 1),
    line: before.length,
    column: (before.at(-1) ?? '').length + 1,
  };
}
