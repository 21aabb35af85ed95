import assert from 'node:assert/strict';
import { resolve } from '../../../src/catalog/resolve.ts';
import { readFlow } from '../../../src/flow/index.ts';
import { problemMessage } from '../../../src/language/messages/index.ts';
import { problemsIn } from '../../../src/language/problems.ts';
import { placeProblemCodes } from '../../../src/language/types.ts';
import { catalogOf, fetchedAt, variableNamed, environmentOf } from '../../fakes/catalog-snapshot.ts';
import { markedText } from '../../fakes/marked-text.ts';

const snapshot = catalogOf([environmentOf([variableNamed('A')])]);
const newer = '2.0.0';
const older = '1.3.31';
const anyVersion = [newer, older, null] as const;
const head = 'id: f\nnamespace: company.team\n';
const tasks = 'tasks:\n  - id: t\n    type: io.kestra.plugin.core.log.Log\n    message: hello\n';
const schedule = '  - id: s\n    type: io.kestra.plugin.core.trigger.Schedule\n    cron: "@daily"\n';
const call = `"{{ «secret('A')» }}"`;
const unmarked = `"{{ secret('A') }}"`;

interface Golden {
  /** What stands in the flow beside its id and namespace, with the place of each problem between « and ». */
  readonly flow: string;
  readonly problem: string;
  /** Where the problem is told; elsewhere none is. */
  readonly versions: readonly (string | null)[];
}

const golden: Readonly<Record<string, Golden>> = {
  'labels of the flow': {
    flow: `labels:\n  team: ${call}\n${tasks}`,
    problem: 'information never-rendered: Kestra never renders labels, so this stays text.',
    versions: anyVersion,
  },
  'a description': {
    flow: `description: ${call}\n${tasks}`,
    problem: 'information never-rendered: Kestra never renders description, so this stays text.',
    versions: anyVersion,
  },
  'a description of a task that a plugin runs': {
    flow: `tasks:\n  - id: t\n    type: com.acme.Parallel\n    tasks:\n      - id: u\n        type: io.kestra.plugin.core.log.Log\n        message: hello\n        description: ${call}\n`,
    problem: 'information never-rendered: Kestra never renders description, so this stays text.',
    versions: anyVersion,
  },
  "an input's prefill": {
    flow: `inputs:\n  - id: i\n    type: STRING\n    required: false\n    prefill: ${call}\n${tasks}`,
    problem: 'information never-rendered: Kestra never renders prefill, so this stays text.',
    versions: anyVersion,
  },
  'a cron expression': {
    flow: `${tasks}triggers:\n  - id: s\n    type: io.kestra.plugin.core.trigger.Schedule\n    cron: ${call}\n`,
    problem: 'error not-allowed-here: Kestra refuses an expression in cron, and does not save the flow.',
    versions: anyVersion,
  },
  "the flow's disabled": {
    flow: `disabled: ${call}\n${tasks}`,
    problem: 'error not-allowed-here: Kestra refuses an expression in disabled, and does not save the flow.',
    versions: anyVersion,
  },
  'values of pluginDefaults': {
    flow: `pluginDefaults:\n  - type: io.kestra.plugin.core.log.Log\n    values:\n      message: ${call}\n${tasks}`,
    problem:
      'error not-allowed-here: Kestra refuses an expression in pluginDefaults, and does not save the flow.',
    versions: [newer],
  },
  "an input's default": {
    flow: `inputs:\n  - id: i\n    type: STRING\n    defaults: ${call}\n${tasks}`,
    problem:
      'information plain-text-leak: The value stands in clear in the inputs and the logs of each execution; give the input the type SECRET, or read the secret in the task that needs it.',
    versions: anyVersion,
  },
  "an item of an input's default, before its type": {
    flow: `inputs:\n  - id: i\n    defaults: [${call}]\n    type: ARRAY\n    itemType: STRING\n${tasks}`,
    problem:
      'information plain-text-leak: The value stands in clear in the inputs and the logs of each execution; give the input the type SECRET, or read the secret in the task that needs it.',
    versions: anyVersion,
  },
  'a Labels task': {
    flow: `tasks:\n  - id: t\n    type: io.kestra.plugin.core.execution.Labels\n    labels:\n      team: ${call}\n`,
    problem: 'information plain-text-leak: The value becomes a label of the execution, in clear.',
    versions: anyVersion,
  },
  "a trigger's labels": {
    flow: `${tasks}triggers:\n${schedule}    labels:\n      team: ${call}\n`,
    problem: 'information plain-text-leak: The value becomes a label of the execution, in clear.',
    versions: anyVersion,
  },
  "a trigger's inputs": {
    flow: `${tasks}triggers:\n${schedule}    inputs:\n      i: ${call}\n`,
    problem:
      'information plain-text-leak: The value stands in clear in the inputs of each execution that this trigger starts; read the secret in the task that needs it.',
    versions: anyVersion,
  },
  "the flow's outputs": {
    flow: `${tasks}outputs:\n  - id: o\n    type: STRING\n    value: ${call}\n`,
    problem: 'information plain-text-leak: The value stands in clear in the outputs of each execution.',
    versions: anyVersion,
  },
  'the duration of a pause': {
    flow: `tasks:\n  - id: t\n    type: io.kestra.plugin.core.flow.Pause\n    pauseDuration: ${call}\n`,
    problem:
      'information secret-in-pause: While this secret is missing, the execution never ends; write the duration without it.',
    versions: [newer],
  },
};

/** Places of which nothing is said, whatever the version. */
const silent: Readonly<Record<string, string>> = {
  'a property of a task': `tasks:\n  - id: t\n    type: io.kestra.plugin.core.log.Log\n    message: ${unmarked}\n`,
  'a header': `tasks:\n  - id: t\n    type: io.kestra.plugin.core.http.Request\n    uri: x\n    headers: {x: ${unmarked}}\n`,
  'the default of an input of type SECRET': `inputs:\n  - id: i\n    type: SECRET\n    defaults: ${unmarked}\n${tasks}`,
  'a variable': `variables:\n  v: ${unmarked}\n${tasks}`,
  "a plugin's own properties with names that Kestra's have": `tasks:
  - id: t
    type: com.acme.Report
    tasks: ${unmarked}
    errors: [${unmarked}]
    then: [{id: ${unmarked}, description: ${unmarked}}]
    else: {description: ${unmarked}}
`,
  'a key that is no part of a flow': `extend:\n  note: ${unmarked}\n${tasks}`,
};

/** Each problem of a place: severity, code, sentence, and what it marks. */
function placeProblemsOf(text: string, kestraVersion: string | null): { told: string; mark: string }[] {
  return problemsIn(readFlow(text), (question) => resolve(snapshot, question, fetchedAt + 1000), {
    kestraVersion,
  })
    .filter(({ code }) => placeProblemCodes.some((each) => each === code))
    .map((problem) => ({
      told: `${problem.severity} ${problem.code}: ${problemMessage(problem)}`,
      mark: text.slice(problem.range.start, problem.range.end),
    }));
}

describe('the problem of a place', () => {
  for (const [what, { flow, problem, versions }] of Object.entries(golden)) {
    it(`is told of ${what}`, () => {
      const { text, marks } = markedText(head + flow);
      for (const version of anyVersion) {
        const expected = versions.includes(version) ? marks.map((mark) => ({ told: problem, mark })) : [];
        assert.deepEqual(placeProblemsOf(text, version), expected, String(version));
      }
    });
  }

  for (const [what, flow] of Object.entries(silent)) {
    it(`is none for ${what}`, () => {
      for (const version of anyVersion) {
        assert.deepEqual(placeProblemsOf(head + flow, version), [], String(version));
      }
    });
  }

  it('names the reference, and none where Kestra evaluates nothing', () => {
    const text = `${head}labels: {team: ${unmarked}}\ninputs:\n  - {id: i, type: STRING, defaults: ${unmarked}}\n${tasks}`;
    const problems = problemsIn(readFlow(text), (question) => resolve(snapshot, question, fetchedAt));
    assert.deepEqual(
      problems.map(({ code, reference }) => [code, reference]),
      [
        ['never-rendered', null],
        ['plain-text-leak', 0],
      ],
    );
  });

  it('is no leak where the text does not parse, for nothing of it is evaluated', () => {
    const text = `${head}inputs:\n  - {id: i, type: STRING, defaults: "{{ secret('A') | }}"}\n${tasks}`;
    assert.deepEqual(placeProblemsOf(text, null), []);
  });
});
