import assert from 'node:assert/strict';
import type { FolderConfiguration } from '../../../../src/configuration/types.ts';
import { read } from '../support.ts';
import { readRows, type RenderedServer, type Row } from './rows.ts';

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

function isRefusal({ code }: { readonly code: string }): boolean {
  return code === 'helm-refused' || code === 'helm-not-read';
}

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

/** The same servers as Compose starts them, which is read by other rules. */
function renderedFiles(servers: readonly RenderedServer[]): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  const services = servers.map((server, index) => {
    const volumes = server.configFiles.flatMap(({ file, text }, number) => {
      if (text === null) return [];
      const name = `mounted-${index}-${number}.yml`;
      files[name] = text;
      return [`./${name}:${file}`];
    });
    const environment: Record<string, string | null> = {};
    const envFiles: string[] = [];
    for (const { keysInRelease } of server.envFrom) {
      if (keysInRelease === undefined) envFiles.push('gone.env');
      for (const [key, value] of Object.entries(keysInRelease ?? {})) environment[key] = value;
    }
    for (const [name, value] of Object.entries(server.env)) {
      environment[name] = typeof value === 'object' ? null : String(value).replaceAll('$', '$$$$');
    }
    const command = server.configArg === null ? [] : ['--config', server.configArg];
    const { image } = server;
    return [`kestra-${index}`, { image, volumes, environment, env_file: envFiles, command }] as const;
  });
  if (services.length === 0) return {};
  return { ...files, '.env': '', 'compose.yaml': JSON.stringify({ services: Object.fromEntries(services) }) };
}

/** What is told of how the values are written, or of how a server is started, which differs. */
const aboutPlaces: ReadonlySet<string> = new Set([
  'helm-refused',
  'helm-not-read',
  'key-repeated',
  'several-configurations',
  'secret-not-base64',
  'configuration-out-of-sight',
]);

/** What must be alike: backends and their keys, the names of secrets, whether something is out of sight. */
function told({
  backends,
  entries,
  found,
  partial,
  kestraVersion,
  problems,
}: FolderConfiguration): Readonly<Record<string, unknown>> {
  const environment = backends.find((backend) => backend.type === 'env');
  const definitions = environment?.definitions.definitions ?? [];
  const keys = new Map(
    entries
      .filter(({ backend }) => backend !== 'env')
      .map(({ backend, key, value, known }) => [`${backend} ${key}`, `${value ?? ''} ${String(known)}`]),
  );
  return {
    found,
    partial,
    backends: backends.map(({ id }) => id),
    keys: [...keys].sort(),
    secrets: [...new Set(definitions.map(({ key }) => key))].sort(),
    isOpen: environment === undefined ? null : environment.definitions.gaps.length > 0,
    version: kestraVersion,
    problems: problems
      .filter(({ code }) => !aboutPlaces.has(code))
      .map(({ code }) => code)
      .sort(),
  };
}
