import assert from 'node:assert/strict';
import { read } from '../support.ts';
import { isRefusal, renderedFiles, told } from './rendered.ts';
import { readRows, type Row } from './rows.ts';

/** What is read otherwise than it was rendered, and why. */
const otherwise: Readonly<Record<string, string>> = {
  f004: 'What may be absent may as well be there: the cluster is out of sight.',
};

describe('values of Kestra’s charts', () => {
  for (const row of readRows()) {
    it(`are read as Helm renders them: ${row.id} ${row.about} ${otherwise[row.id] ?? ''}`, async () => {
      const files = filesOf(row);
      const found = await read(files);
      if (row.error !== undefined) {
        if (row.values.length > 0) assert.ok(found.problems.some(isRefusal), JSON.stringify(found.problems));
        return;
      }
      const rendered = await read(renderedFiles(Object.values(row.result)));
      const expected = told(rendered);
      // Without a tag the version is that of the chart, which is not here.
      const isTagged = row.values.some((text) => /\btag:/.test(text));
      // Compose's image has a default file that need not be there; what the chart names must be.
      const isUnseen =
        row.id in otherwise || row.outOfSight.some((what) => /^(?:configuration file|--config) /.test(what));
      assert.deepEqual(told(found), {
        ...expected,
        ...(row.id in otherwise ? { problems: told(found).problems } : {}),
        version: isTagged ? (rendered.kestraVersion ?? null) : null,
        ...(isUnseen ? { partial: true, isOpen: expected.isOpen === null ? null : true } : {}),
      });
    });
  }
});

/** The folder in which somebody keeps these values: with the command that installs them, where one is needed. */
function filesOf(row: Row): Readonly<Record<string, string>> {
  if (row.manifests !== undefined) return { 'release.yaml': row.manifests.join('\n---\n') };
  const names = row.values.map((_, index) => `own-${index}.yaml`);
  const given = Object.fromEntries(names.map((name, index) => [name, row.values[index] ?? '']));
  const [, chart = '', version = ''] = /(\S+) (\S+)(?: \(.*\))?$/.exec(row.chart) ?? [];
  const where = row.chartFiles === undefined ? `kestra/${chart} --version ${version}` : '.';
  const sets = row.set.map((set) => ` --set '${set}'`);
  const command = `helm upgrade --install flows ${where}${names.map((name) => ` \\\n  -f ${name}`).join('')}${sets.join('')}`;
  return { ...row.chartFiles, ...given, 'install.sh': `${command}\n` };
}
