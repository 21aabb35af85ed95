import assert from 'node:assert/strict';
import { namedVault } from '../../fakes/failure-reasons.ts';
import { approveStep } from '../../fakes/approve-step.ts';
import { resolve } from '../../../src/catalog/resolve.ts';
import type { CatalogSnapshot, FreshAnswer } from '../../../src/catalog/types.ts';
import { readFlow } from '../../../src/flow/index.ts';
import { hoverAt, type Hover } from '../../../src/language/hover.ts';
import {
  catalogOf,
  environmentOf,
  fetchedAt,
  secretNamed,
  secretWith,
  subkeys,
  variableNamed,
  vaultOf,
} from '../../fakes/catalog-snapshot.ts';
import { cursorIn } from '../../fakes/cursor.ts';
import { flowHead, flowWith } from '../../fakes/flow-text.ts';

const now = fetchedAt + 120_000;

const asked = {
  abilities: { lookup: true, subkeys: 'without-value', listLag: 0 },
  fresh: new Map<string, FreshAnswer>([['nope', { state: 'absent', at: fetchedAt }]]),
} as const;
const excludedTeam = { kind: 'excluded-tag', type: 'vault', tag: 'team', value: 'billing' } as const;
const secrets = [
  secretWith('api', subkeys('API_TOKEN', 'keys'), {
    rules: [{ rule: 'filter-on-tags', result: 'pass', reason: { kind: 'tags-match' } }],
  }),
  secretNamed('old', {
    visible: false,
    rules: [
      {
        rule: 'filter-on-tags',
        result: 'fail',
        reason: {
          kind: 'tags-differ',
          type: 'vault',
          tags: [{ tag: 'stage', has: 'test', wanted: 'production' }],
        },
      },
      { rule: 'excluded-tags', result: 'fail', reason: excludedTeam },
    ],
  }),
];
const vault = vaultOf(secrets, asked);
const environment = environmentOf([variableNamed('PASSWORD')]);

/** The hover on a flow whose one value is `value`, with `|` where the mouse is. */
function hover(value: string, snapshot: CatalogSnapshot = catalogOf([vault, environment])): Hover | null {
  const { text, offset } = cursorIn(flowWith(`message: ${value}`));
  return hoverAt(readFlow(text), offset, (question) => resolve(snapshot, question, now), {
    snapshot,
    now,
    locale: 'en',
  });
}

/** What a hover shows, line by line. */
function shown(value: string, snapshot?: CatalogSnapshot): string[] {
  const found = hover(value, snapshot);
  if (found === null) return [];
  return [
    `$(${found.icon}) ${found.title}`,
    ...(found.reason === null ? [] : [found.reason]),
    ...found.facts.map((fact) => (fact.label === null ? fact.value : `${fact.label}: ${fact.value}`)),
    `> ${found.nextSteps.map((step) => step.kind).join(' ')}`,
  ];
}

/** The text that a hover marks. */
function marked(value: string): string | null {
  const text = cursorIn(value).text;
  const found = hover(value);
  const start = `${flowHead}    message: `.length;
  return found === null ? null : text.slice(found.range.start - start, found.range.end - start);
}

describe('hoverAt', () => {
  it('says of a name that it is found, where, by which rule and how fresh', () => {
    assert.deepEqual(shown(`"{{ secret('a|pi') }}"`), [
      '$(pass) Found: api',
      'Backend: Vault',
      'Where: http://127.0.0.1:8200 payments',
      'Stored as: payments/api',
      'Visible because all tags of filter-on-tags match',
      'Subkeys: API_TOKEN, keys',
      'Rendered by: the worker; if the secret is missing, the task fails',
      'Last checked: 2 minutes ago',
      '> reveal-in-tree refresh',
    ]);
  });

  it('says of a variable where it is defined', () => {
    const lines = shown(`"{{ secret('PASS|WORD') }}"`);
    assert.ok(lines.includes('Stored as: SECRET_PASSWORD'));
    assert.ok(lines.includes('Defined in: compose.yml:7'));
  });

  it('gives a subkey its own verdict, and the name its own', () => {
    const call = (subkey: string, name = 'api') => `"{{ secret('${name}', subkey='${subkey}') }}"`;
    assert.equal(shown(call('API|_TOKEN'))[0], '$(pass) Found: API_TOKEN');
    assert.deepEqual(shown(call('api|_token')).slice(0, 2), ['$(error) Missing', 'Backend: Vault']);
    assert.ok(shown(call('api|_token')).includes('Subkeys: API_TOKEN, keys'));
    assert.equal(shown(call('api_token', 'a|pi'))[0], '$(pass) Found: api');
    assert.equal(shown(`"{{ sec|ret('api', subkey='nope') }}"`)[0], '$(error) Missing');
  });

  it('cannot tell a subkey of a secret that is missing', () => {
    const lines = shown(`"{{ secret('nope', subkey='to|ken') }}"`);
    assert.deepEqual(lines.slice(0, 2), ['$(question) Cannot tell: token', 'Secret nope not found.']);
  });

  it('leaves to the problem why a secret is hidden, and names the rules', () => {
    const lines = shown(`"{{ secret('o|ld') }}"`);
    assert.equal(lines[0], '$(eye-closed) Hidden');
    assert.ok(lines.includes('Hidden by: filter-on-tags, excluded-tags'), lines.join('\n'));
    for (const detail of ['stage is test', 'team is billing']) {
      assert.ok(!lines.join('\n').includes(detail), detail);
    }
    assert.ok(lines.at(-1)?.includes('open-configuration'));
  });

  it('leaves to the problem that a name is missing, and says where it was looked for and what may help', () => {
    assert.deepEqual(shown(`"{{ secret('no|pe') }}"`, catalogOf([vault])), [
      '$(error) Missing',
      'Looked for in: Vault (http://127.0.0.1:8200 payments)',
      'Unless: the server defines SECRET_NOPE',
      'Rendered by: the worker; if the secret is missing, the task fails',
      'Last checked: 2 minutes ago',
      '> refresh open-configuration',
    ]);
  });

  it('leaves to the problem that a variable is not Base64', () => {
    const reason = { kind: 'variable-not-base64', variable: 'SECRET_PLAIN' } as const;
    const outcome = { rule: 'not-base64', result: 'fail', reason } as const;
    const plain = variableNamed('PLAIN', { visible: false, rules: [outcome] });
    const lines = shown(`"{{ secret('PL|AIN') }}"`, catalogOf([environmentOf([plain])]));
    assert.deepEqual(
      lines.filter((line) => line.includes('not Base64')),
      ['Hidden by: not Base64'],
    );
  });

  it('leads to the view where there is nobody to ask', () => {
    for (const configured of [true, false]) {
      const lines = shown(`"{{ secret('AP|I') }}"`, catalogOf([], { configured }));
      assert.equal(lines.at(-1), '> show-view');
    }
    assert.equal(shown(`"{{ secret(inputs|.name) }}"`).at(-1), '> ');
  });

  it('offers what was probably meant where no problem does', () => {
    const open = environmentOf([variableNamed('PASSWORD')], {
      state: 'incomplete',
      incompleteBecause: { kind: 'stopped' },
    });
    const lines = shown(`"{{ secret('pasword|') }}"`, catalogOf([open]));
    assert.equal(lines[0], '$(question) Cannot tell: pasword');
    assert.ok(lines.includes('Similar names: PASSWORD'));
    const told = shown(`"{{ secret('pasword|') }}"`, catalogOf([environment]));
    assert.ok(!told.some((line) => line.startsWith('Similar names')), told.join('\n'));
  });

  it('says why nobody can tell a dynamic name, and what each possible one would give', () => {
    assert.equal(shown(`"{{ secret(inputs|.name) }}"`)[0], '$(question) Cannot tell');
    const choice = shown(`"{{ secret(inputs.x ? 'api' : 'no|pe') }}"`);
    assert.equal(choice[0], '$(question) Cannot tell');
    assert.ok(choice.includes('api: Found'));
    assert.ok(choice.includes('nope: Missing'));
    const pattern = shown(`"{{ sec|ret('ap' ~ inputs.x) }}"`);
    assert.ok(pattern.includes('Matching ap*: api'));
  });

  it('does not call found what Kestra never evaluates', () => {
    const broken = shown(`"{{ secret('a|pi' }}"`);
    assert.equal(broken[0], '$(error) Not evaluated');
    assert.equal(broken[1], 'This text does not parse, so Kestra evaluates nothing of it.');
    assert.equal(broken[2], 'Backend: Vault');
    const open = shown(`"{{ secret(inputs|.x }}"`);
    assert.match(open[1] ?? '', /evaluates nothing of it\. The name of the secret/);
    assert.equal(
      shown(`"{{ secret('a|pi', name='x') }}"`)[0],
      '$(error) Fails: secret() has no argument name.',
    );
  });

  it('says of a secret that is there what leaves it open, and leaves its place to the facts', () => {
    const rules = [
      { rule: 'undocumented-rule', result: 'unknown', reason: { kind: 'tags-not-read' } },
    ] as const;
    const open = vaultOf([secretNamed('open', { visible: null, rules })]);
    assert.deepEqual(shown(`"{{ secret('o|pen') }}"`, catalogOf([open])).slice(0, 4), [
      '$(question) Cannot tell: open',
      'Its tags could not be read.',
      'Backend: Vault',
      'Where: http://127.0.0.1:8200 payments',
    ]);
  });

  it('offers the steps out of what keeps it from telling', () => {
    const blocked = vaultOf([], {
      state: 'blocked',
      fetchedAt: null,
      failure: {
        kind: 'not-approved',
        message: { kind: 'folder-not-trusted', backend: namedVault },
        nextSteps: [approveStep('https://vault.example:8200')],
      },
    });
    assert.deepEqual(shown(`"{{ secret('a|pi') }}"`, catalogOf([blocked])), [
      '$(question) Cannot tell: api',
      'Vault was not contacted, because this folder is not trusted: trust it first.',
      'Rendered by: the worker; if the secret is missing, the task fails',
      '> approve open-configuration',
    ]);
  });

  it('leads to the value, where nothing else tells whether a subkey is there', () => {
    const abilities = { lookup: true, subkeys: 'by-reading-value', listLag: 300 } as const;
    const aws = { type: 'aws-secret-manager', id: 'aws-secret-manager', abilities } as const;
    const value = `"{{ secret('api', subkey='TO|KEN') }}"`;
    const stepsOf = (snapshot: CatalogSnapshot) => hover(value, snapshot)?.nextSteps ?? [];
    const unread = catalogOf([vaultOf([secretNamed('api')], aws)]);
    assert.deepEqual(stepsOf(unread)[0], {
      kind: 'read-subkeys',
      backend: 'aws-secret-manager',
      storedName: 'payments/api',
    });
    const isOffered = (snapshot: CatalogSnapshot) =>
      stepsOf(snapshot).some(({ kind }) => kind === 'read-subkeys');
    assert.ok(!isOffered(catalogOf([vaultOf([secretNamed('api')], asked)])), 'another question tells');
    assert.ok(!isOffered(catalogOf([vaultOf([secretWith('api', subkeys('TOKEN'))], aws)])), 'it is known');
  });

  it('leads to the choice of a configuration, where several say different things', () => {
    const of = (configuration: string, name: string) =>
      vaultOf([secretNamed(name)], { id: `vault#${configuration}`, configuration });
    const configurations = ['one.yml', 'two.yml'];
    const stepsOf = (snapshot: CatalogSnapshot) =>
      hover(`"{{ secret('a|pi') }}"`, snapshot)?.nextSteps.map(({ kind }) => kind) ?? [];
    const differ = catalogOf([of('one.yml', 'api'), of('two.yml', 'other')], { configurations });
    assert.equal(stepsOf(differ)[0], 'choose-configuration');
    const agree = catalogOf([of('one.yml', 'api'), of('two.yml', 'api')], { configurations });
    assert.ok(!stepsOf(agree).includes('choose-configuration'));
  });

  it('marks the argument under the mouse, or the whole call', () => {
    assert.equal(marked(`"{{ secret('a|pi', subkey='keys') }}"`), "'api'");
    assert.equal(marked(`"{{ secret('api', subkey='k|eys') }}"`), "'keys'");
    assert.equal(marked(`"{{ secret('api', namespace='oth|er') }}"`), "secret('api', namespace='other')");
    assert.equal(marked(`"{{ sec|ret('api', subkey='keys') }}"`), "secret('api', subkey='keys')");
  });

  it('speaks of the innermost of nested calls', () => {
    assert.equal(shown(`"{{ secret('api', subkey=secret('PASS|WORD')) }}"`)[0], '$(pass) Found: PASSWORD');
  });

  it('is silent elsewhere, and in a file that is no flow', () => {
    assert.deepEqual(shown(`"a| {{ secret('api') }}"`), []);
    const { text, offset } = cursorIn(`key: "{{ secret('a|pi') }}"\n`);
    const options = { snapshot: catalogOf([vault]), now, locale: 'en' };
    assert.equal(
      hoverAt(readFlow(text), offset, (question) => resolve(options.snapshot, question, now), options),
      null,
    );
  });
});
