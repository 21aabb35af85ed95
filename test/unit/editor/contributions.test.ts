import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  backendContext,
  backendMarks,
  commands,
  contextKeys,
  kestraContext,
  rowCommands,
  rowContexts,
  settings,
  settingsSection,
  terraformLanguages,
  treeView,
} from '../../../src/editor/contributions.ts';
import { problemCodes } from '../../../src/language/messages/codes.ts';
import { severityChoices } from '../../../src/language/severities.ts';

interface Menu {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}
interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: string[] } };
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string; enablement?: string }[];
    readonly menus: Readonly<Record<string, readonly Menu[]>>;
    readonly keybindings: readonly {
      key: string;
      command: string;
      args: { commands: readonly string[] };
      when: string;
    }[];
    readonly viewsContainers: { readonly activitybar: readonly { id: string }[] };
    readonly views: Readonly<Record<string, readonly { id: string }[]>>;
    readonly viewsWelcome: readonly { view: string; contents: string; when: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<
          string,
          {
            scope: string;
            order: number;
            propertyNames?: { enum: readonly string[] };
            additionalProperties?: { enum: readonly string[] };
          }
        >
      >;
    };
  };
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const { contributes } = manifest;
const clauses = [
  ...Object.values(contributes.menus).flat(),
  ...contributes.viewsWelcome,
  ...contributes.keybindings,
  ...contributes.commands.map(({ enablement }) => ({ when: enablement })),
].map(({ when }) => when ?? '');

describe('the manifest and its typed names', () => {
  it('name the same commands', () => {
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).sort(),
      Object.values(commands).sort(),
    );
  });

  it('name the same settings, which only a user may set where they concern the machine', () => {
    const scopes = Object.entries(contributes.configuration.properties).map(([name, { scope }]) => [
      name,
      scope,
    ]);
    assert.deepEqual(Object.fromEntries(scopes), {
      [`${settingsSection}.${settings.environmentFiles}`]: 'resource',
      [`${settingsSection}.${settings.secretManagers}`]: 'resource',
      [`${settingsSection}.${settings.useEnvironment}`]: 'machine',
      [`${settingsSection}.${settings.caFile}`]: 'machine',
      [`${settingsSection}.${settings.awsProfile}`]: 'machine',
      [`${settingsSection}.${settings.azureCloud}`]: 'machine',
      [`${settingsSection}.${settings.kestraUrl}`]: 'resource',
      [`${settingsSection}.${settings.kestraTenant}`]: 'resource',
      [`${settingsSection}.${settings.languages}`]: 'window',
      [`${settingsSection}.${settings.problemSeverity}`]: 'resource',
      [`${settingsSection}.${settings.problemsScope}`]: 'window',
      [`${settingsSection}.${settings.codeLens}`]: 'resource',
    });
  });

  it('know each code of a problem, and what it can be set to', () => {
    const { additionalProperties, propertyNames } =
      contributes.configuration.properties[`${settingsSection}.${settings.problemSeverity}`] ?? assert.fail();
    assert.deepEqual(propertyNames?.enum, problemCodes);
    assert.deepEqual(additionalProperties?.enum, severityChoices);
  });

  it('start where a file is opened that may be a flow, hold one, or define secrets', () => {
    const languages = ['yaml', ...terraformLanguages, 'dockercompose', 'dotenv'];
    assert.deepEqual(
      manifest.activationEvents,
      languages.map((language) => `onLanguage:${language}`),
    );
  });

  it('give each setting a place of its own', () => {
    const places = Object.values(contributes.configuration.properties).map(({ order }) => order);
    assert.deepEqual(
      places.sort((a, b) => a - b),
      places.map((_, index) => index + 1),
    );
  });

  it('take VS Code’s API as the oldest release that may load the extension has it', () => {
    const { engines, devDependencies } = manifest;
    const release = (range: string, sign: string) =>
      new RegExp(`^[${sign}](\\d+\\.\\d+)\\.\\d+$`).exec(range)?.[1] ?? assert.fail(range);
    assert.equal(release(devDependencies['@types/vscode'] ?? '', '~'), release(engines.vscode, '^'));
  });

  it('let a folder that is not trusted set none that names a place or a login, or lets more be read', () => {
    const harmless = [settings.languages, settings.problemSeverity, settings.codeLens].map(
      (name) => `${settingsSection}.${name}`,
    );
    assert.deepEqual(
      [...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ...harmless].sort(),
      Object.keys(contributes.configuration.properties).sort(),
    );
  });

  it('name the same view', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => contributes.views[id]?.map((view) => view.id)),
      [[treeView]],
    );
    assert.equal(Object.keys(contributes.views).length, 1);
    for (const { view } of contributes.viewsWelcome) assert.equal(view, treeView);
  });

  it('use only context keys of our own that the code sets', () => {
    const used = clauses.flatMap((clause) => clause.match(/\bkestraSecrets\.\w+/g) ?? []);
    const set: readonly string[] = [...Object.values(contextKeys), treeView];
    assert.deepEqual(
      [...new Set(used)].filter((key) => !set.includes(key)),
      [],
    );
    for (const key of Object.values(contextKeys)) assert.ok(used.includes(key), `${key} is not used`);
  });

  it('show menus on rows that exist', () => {
    const marks = Object.values(backendMarks);
    const contexts: readonly string[] = [
      ...Object.values(rowContexts),
      ...[[], ...marks.map((mark) => [mark]), marks].map(backendContext),
      ...[[], [backendMarks.signIn], [backendMarks.listing]].map(kestraContext),
    ];
    for (const { command, when = '' } of contributes.menus['view/item/context'] ?? []) {
      const pattern = /viewItem =~ \/(.+)\//.exec(when)?.[1];
      const exact = /viewItem == ([\w.]+)/.exec(when)?.[1];
      const matches = contexts.filter((context) =>
        pattern === undefined ? context === exact : new RegExp(pattern).test(context),
      );
      assert.notEqual(matches.length, 0, `${command} is shown on no row: ${when}`);
    }
  });

  it('look for the uses of a secret that a running Kestra lists, too', () => {
    for (const sought of [commands.findReferences, commands.findInFiles]) {
      const rows = contributes.menus['view/item/context'] ?? [];
      const [when = ''] = rows.flatMap((each) => (each.command === sought ? [each.when ?? ''] : []));
      const pattern = /viewItem =~ \/(.+)\//.exec(when)?.[1] ?? '';
      assert.match(rowContexts.kestraSecret, new RegExp(pattern), sought);
    }
  });

  it('take keys in the view alone, where nothing is being typed, and open or run no row by them', () => {
    const called: readonly string[] = Object.values(rowCommands);
    const keys = contributes.keybindings.map(({ key, command, args, when }) => {
      assert.equal(command, 'runCommands');
      for (const clause of [`focusedView == ${treeView}`, 'listFocus', '!inputFocus']) {
        assert.ok(when.split(' && ').includes(clause), `${key}: ${clause}`);
      }
      const [select, ours = '', ...more] = args.commands;
      assert.deepEqual([select, more], ['list.toggleSelection', []]);
      assert.ok(called.includes(ours), ours);
      return key;
    });
    assert.deepEqual(keys, ['enter', 'ctrl+c']);
  });

  it('hide no command from the palette, and no button of a row from its menu: the keyboard reaches both', () => {
    assert.deepEqual(Object.keys(contributes.menus).sort(), ['view/item/context', 'view/title']);
    const rows = contributes.menus['view/item/context'] ?? [];
    const isButton = ({ group = '' }: Menu) => group.startsWith('inline');
    for (const { command, when } of rows.filter(isButton)) {
      const inMenu = rows.some((each) => !isButton(each) && each.command === command && each.when === when);
      assert.ok(inMenu, `${command} is a button only: ${when ?? ''}`);
    }
  });

  it('have menus for commands that exist, and nothing that creates', () => {
    const known: readonly string[] = Object.values(commands);
    for (const { command } of Object.values(contributes.menus).flat())
      assert.ok(known.includes(command), command);
    assert.deepEqual(
      known.filter((command) => /\.(?:create|add|new|edit|delete)/i.test(command)),
      [],
    );
  });

  it('have every text of the manifest in package.nls.json, and no other', () => {
    const used = [...text.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(words).sort());
  });

  it('have links to commands that exist in the welcome texts', () => {
    const links = Object.values(words).flatMap((word) => [...word.matchAll(/\(command:([\w.]+)/g)]);
    const own: readonly string[] = Object.values(commands);
    assert.notEqual(links.length, 0);
    for (const [, command = ''] of links) {
      if (command.startsWith('kestraSecrets.')) assert.ok(own.includes(command), command);
    }
  });

  it('let no value be read in a folder that is not trusted', () => {
    const reading = contributes.commands.find(({ command }) => command === commands.readSubkeys);
    assert.match(reading?.enablement ?? '', /\bisWorkspaceTrusted\b/);
  });

  it('let a running Kestra be asked where one is connected alone, in a folder that is trusted', () => {
    for (const asking of [commands.askKestra, commands.compareKestra]) {
      const { enablement } = contributes.commands.find(({ command }) => command === asking) ?? {};
      assert.equal(enablement, `${contextKeys.connected} && isWorkspaceTrusted`);
    }
  });

  it('give every command the same category and a title of its own', () => {
    assert.deepEqual(
      [...new Set(contributes.commands.map(({ category }) => category))],
      ['%command.category%'],
    );
    const titles = contributes.commands.map(({ title }) => words[title.slice(1, -1)]);
    assert.equal(new Set(titles).size, titles.length);
  });
});
