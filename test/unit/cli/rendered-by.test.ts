import assert from 'node:assert/strict';
import { base64, folderOf, kestraSecrets } from './command.ts';

const call = `"{{ secret('API') }}"`;
const task = `  - id: t\n    type: io.kestra.plugin.core.log.Log\n    message: ${call}\n`;
const flow = `id: f
namespace: company.team
labels:
  team: ${call}
inputs:
  - id: i
    type: SECRET
    defaults: ${call}
variables:
  v: ${call}
tasks:
${task}outputs:
  - id: o
    type: STRING
    value: ${call}
pluginDefaults:
  - type: io.kestra.plugin.core.log.Log
    values:
      message: ${call}
triggers:
  - id: s
    type: io.kestra.plugin.core.trigger.Schedule
    cron: ${call}
`;

interface Said {
  readonly references: readonly { readonly line: number; readonly renderedBy?: string }[];
  readonly problems: readonly {
    readonly code: string;
    readonly line: number;
    readonly reference: number | null;
  }[];
}

/** What `check --json` says of the flow, beside a Kestra of this image. */
async function runCheck(image: string): Promise<Said> {
  const folder = await folderOf({
    'docker-compose.yml': `services:\n  kestra:\n    image: ${image}\n    environment:\n      SECRET_API: ${base64('x')}\n`,
    'f.yml': flow,
  });
  try {
    const args = ['check', '--json', '--fail-on', 'none', '--folder', folder.root];
    const { out } = await kestraSecrets(args, { cwd: folder.root });
    return JSON.parse(out) as Said;
  } finally {
    await folder.remove();
  }
}

describe('command line: the places of a flow', function () {
  this.timeout(30_000);
  const lineOf = (start: string) => flow.split('\n').findIndex((line) => line.startsWith(start)) + 1;
  const shown = ({ references }: Said) =>
    references.map(({ line, renderedBy = 'nobody' }) => `${String(line)} ${renderedBy}`);
  const rendered = [
    `${String(lineOf('    defaults:'))} webserver`,
    `${String(lineOf('  v:'))} nobody`,
    `${String(lineOf('    message:'))} worker`,
    `${String(lineOf('    value:'))} executor`,
  ];

  it('gives each reference the part of Kestra that renders it, and no reference where none does', async () => {
    const said = await runCheck('kestra/kestra:v2.0.0');
    assert.deepEqual(shown(said), rendered);
    assert.deepEqual(
      said.problems.filter(({ reference }) => reference === null).map(({ code, line }) => [code, line]),
      [
        ['never-rendered', lineOf('  team:')],
        ['plugin-defaults-removed', lineOf('pluginDefaults:')],
        ['not-allowed-here', lineOf('      message:')],
        ['not-allowed-here', lineOf('    cron:')],
      ],
    );
  });

  it('follows the version of the image, and says only what both agree on where it has none', async () => {
    const older = `${String(lineOf('      message:'))} worker`;
    assert.deepEqual(shown(await runCheck('kestra/kestra:v1.3.31')), [...rendered, older]);
    const unknown = await runCheck('kestra/kestra:latest');
    assert.equal(unknown.references.length, rendered.length + 1);
    assert.deepEqual(
      unknown.problems.filter(({ code }) => code === 'not-allowed-here').map(({ line }) => line),
      [lineOf('    cron:')],
    );
  });
});
