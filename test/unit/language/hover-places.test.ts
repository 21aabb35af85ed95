import assert from 'node:assert/strict';
import { resolve } from '../../../src/catalog/resolve.ts';
import { readFlow } from '../../../src/flow/index.ts';
import { hoverAt, type Hover } from '../../../src/language/hover.ts';
import { catalogOf, environmentOf, fetchedAt, variableNamed } from '../../fakes/catalog-snapshot.ts';
import { cursorIn } from '../../fakes/cursor.ts';

const snapshot = catalogOf([environmentOf([variableNamed('A')])]);
const now = fetchedAt + 1000;
const head = 'id: f\nnamespace: company.team\n';
const tasks = 'tasks:\n  - id: t\n    type: io.kestra.plugin.core.log.Log\n    message: hello\n';
const call = `"{{ secret('|A') }}"`;

interface Server {
  readonly kestraVersion?: string | null;
  readonly deniedServices?: readonly string[];
}

/** The hover at the `|` of a flow, which is given without its id and namespace. */
function hover(flow: string, server: Server = { kestraVersion: '2.0.0' }): Hover | null {
  const { text, offset } = cursorIn(head + flow);
  const ask = (question: Parameters<typeof resolve>[1]) => resolve(snapshot, question, now);
  return hoverAt(readFlow(text), offset, ask, { snapshot, now, locale: 'en', ...server });
}

/** What the hover says of the place, line by line: the facts that the same call has nowhere else. */
function saidOfPlace(flow: string, server?: Server): string[] {
  const labels = ['Rendered by', 'Rendered', 'If it is missing', 'Note'];
  return (hover(flow, server)?.facts ?? [])
    .filter(({ label }) => label !== null && labels.includes(label))
    .map(({ label, value }) => `${label ?? ''}: ${value}`);
}

const log = (property: string) =>
  `tasks:\n  - id: t\n    type: io.kestra.plugin.core.log.Log\n    ${property}\n`;
const schedule = '  - id: s\n    type: io.kestra.plugin.core.trigger.Schedule\n    cron: "@daily"\n';
const onInput = `inputs:\n  - id: i\n    type: SECRET\n    defaults: ${call}\n${tasks}`;

describe('the hover of a place', () => {
  const rendered: Readonly<Record<string, readonly [flow: string, said: string]>> = {
    'a property of a task': [log(`message: ${call}`), 'the worker; if the secret is missing, the task fails'],
    'runIf of a task': [
      log(`runIf: "{{ secret('|A') == 'x' }}"\n    message: m`),
      'the executor; if the secret is missing, the task fails',
    ],
    "the flow's outputs": [
      `${tasks}outputs:\n  - id: o\n    type: STRING\n    value: ${call}\n`,
      'the executor; if the secret is missing, the execution fails',
    ],
    "an input's default": [onInput, 'the web server; if the secret is missing, no execution starts'],
    'a check': [
      `checks:\n  - when: "{{ secret('|A') == 'x' }}"\n    message: m\n${tasks}`,
      'the web server; if the secret is missing, the check blocks the execution',
    ],
    "a trigger's inputs": [
      `${tasks}triggers:\n${schedule}    inputs:\n      i: ${call}\n`,
      'the scheduler; if the secret is missing, the trigger is silently skipped',
    ],
    "a trigger's labels": [
      `${tasks}triggers:\n${schedule}    labels:\n      l: ${call}\n`,
      'the scheduler; if the secret is missing, the label is dropped',
    ],
    'the duration of a pause': [
      `tasks:\n  - id: t\n    type: io.kestra.plugin.core.flow.Pause\n    pauseDuration: ${call}\n`,
      'the executor; if the secret is missing, the execution never ends',
    ],
  };
  for (const [what, [flow, said]] of Object.entries(rendered)) {
    it(`says who renders it, and what a missing secret does: ${what}`, () => {
      assert.equal(hover(flow)?.title, 'Found: A');
      assert.deepEqual(saidOfPlace(flow), [`Rendered by: ${said}`]);
    });
  }

  it('says of a variable that an expression has to ask for it', () => {
    assert.deepEqual(saidOfPlace(`variables:\n  v: ${call}\n${tasks}`), [
      'Rendered: only where an expression asks for it: render(vars.…)',
    ]);
  });

  it('says what both generations do where the version is not known', () => {
    const pause = `tasks:\n  - id: t\n    type: io.kestra.plugin.core.flow.Pause\n    pauseDuration: ${call}\n`;
    assert.deepEqual(saidOfPlace(pause, { kestraVersion: '1.3.31' }), [
      'Rendered by: the executor; if the secret is missing, the task fails',
    ]);
    assert.deepEqual(saidOfPlace(pause, {}), ['Rendered by: the executor']);
  });

  it('says in place of a verdict that nothing is evaluated', () => {
    for (const [flow, icon, title] of [
      [`labels:\n  team: ${call}\n${tasks}`, 'info', 'Not evaluated: Kestra never renders labels'],
      [
        `${tasks}triggers:\n  - id: s\n    type: io.kestra.plugin.core.trigger.Schedule\n    cron: ${call}\n`,
        'error',
        'Not evaluated: Kestra refuses an expression in cron',
      ],
    ] as const) {
      const found = hover(flow);
      assert.deepEqual(
        [found?.icon, found?.title, found?.reason, found?.facts, found?.nextSteps],
        [icon, title, null, [], []],
      );
    }
  });

  it('is none below a key that is no part of a flow', () => {
    assert.equal(hover(`extend:\n  note: ${call}\n${tasks}`), null);
  });

  it('says where the configuration denies secrets to the part that renders it', () => {
    const denied = { kestraVersion: '2.0.0', deniedServices: ['EXECUTOR', 'WEBSERVER'] };
    assert.deepEqual(saidOfPlace(onInput, denied), [
      'Rendered by: the web server; if the secret is missing, no execution starts',
      'Note: may be refused there: kestra.secret.isolation denies secrets to WEBSERVER',
    ]);
    assert.deepEqual(saidOfPlace(log(`message: ${call}`), denied), [
      'Rendered by: the worker; if the secret is missing, the task fails',
    ]);
  });
});
