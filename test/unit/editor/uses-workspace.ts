import { readFileSync } from 'node:fs';
import { placesOfDefinitions, placesOfPlaceholders } from '../../../src/editor/uses/definition-places.ts';
import { indexElsewhere, indexOfElsewhere } from '../../../src/folder/elsewhere/index.ts';
import { openFolder } from '../../../src/folder/index.ts';
import {
  definitionsOf,
  mergeUses,
  renameCalls,
  secretsDefinedWith,
  usesOfSecret,
} from '../../../src/language/uses/index.ts';
import { secretAskedFor } from '../../../src/language/uses/sought.ts';
import type { SoughtSecret } from '../../../src/language/uses/types.ts';
import type { TextEdit } from '../../../src/ports/text.ts';
import { sortEdits, textAfter } from '../../../src/text/edits.ts';
import { folderClient } from '../../fakes/folder-client.ts';
import { never } from '../../fakes/never.ts';
import { questionOf, namespaceNamed } from '../../fakes/question.ts';
import { temporaryFolder } from '../workspace/support.ts';

/** What is asked of a folder: a secret as a flow of a namespace asks for it, and its new name. */
export interface Renaming {
  readonly name: string;
  readonly subkey?: string;
  readonly namespace?: string;
  readonly newName: string;
}

/** What became of the files of a folder. */
export interface RenamedFolder {
  /** Where the calls that certainly mean the secret name it, and where it is defined, by file. */
  readonly uses: ReadonlyMap<string, readonly TextEdit[]>;
  readonly definitions: ReadonlyMap<string, readonly TextEdit[]>;
  /** The files with the new name. */
  readonly texts: Readonly<Record<string, string>>;
  /** How many calls were left. */
  readonly left: number;
}

/** Opens a folder on the disk, finds a secret's uses and definitions, and renames it. */
export async function renameInFolder(
  files: Readonly<Record<string, string>>,
  { name, subkey, namespace = 'team', newName }: Renaming,
): Promise<RenamedFolder> {
  const folder = temporaryFolder(files);
  const { catalog, files: folderFiles, readConfiguration, openFlows } = openFolder(folderClient(folder.root));
  const flows = await openFlows(() => undefined);
  try {
    const configuration = await readConfiguration(null, never);
    catalog.configure(configuration);
    const question = questionOf(name, {
      flowNamespace: namespaceNamed(namespace),
      ...(subkey === undefined ? {} : { subkey: { kind: 'constant', value: subkey } as const }),
    });
    const snapshot = catalog.snapshot();
    const sought: SoughtSecret | null = secretAskedFor(question, snapshot);
    if (sought === null) throw new Error('No secret is asked for.');
    const secrets = secretsDefinedWith(sought, configuration, snapshot);
    const index = await flows.read(never);
    const found = mergeUses(secrets.map((each) => usesOfSecret(index, each, snapshot)));
    const textOf = (file: string) =>
      Promise.resolve(file in files ? readFileSync(folder.path(file), 'utf8') : null);
    const elsewhere = await indexElsewhere({ configuration, files: folderFiles }, index, never);
    const values = indexOfElsewhere(elsewhere);
    const ofServer = mergeUses(secrets.map((each) => usesOfSecret(values, each, snapshot)));
    const all = { ...found, certain: [...found.certain, ...ofServer.certain] };
    const { edits, left } = await renameCalls(all, sought, newName, textOf);
    const definitionsHere = secrets.flatMap((each) => definitionsOf(each, configuration));
    const places = subkey === undefined ? await placesOfDefinitions(definitionsHere, textOf) : [];
    const placeholders = await placesOfPlaceholders(places, configuration, textOf);
    const uses = groupByFile(edits);
    const definitions = groupByFile(
      [...places, ...placeholders].flatMap((place) =>
        place.name === null ? [] : [{ file: place.file, range: place.name, text: newName }],
      ),
    );
    const texts = Object.entries(files).map(([file, text]) => {
      const all = [...(uses.get(file) ?? []), ...(definitions.get(file) ?? [])];
      return [file, textAfter(text, sortEdits(all))] as const;
    });
    return { uses, definitions, texts: Object.fromEntries(texts), left: left.length };
  } finally {
    flows.close();
    catalog.close();
    folder.remove();
  }
}

function groupByFile(
  edits: readonly (TextEdit & { readonly file: string })[],
): ReadonlyMap<string, readonly TextEdit[]> {
  const groups = new Map<string, TextEdit[]>();
  for (const {
    file,
    range: { start, end },
    text,
  } of edits) {
    groups.set(file, [...(groups.get(file) ?? []), { range: { start, end }, text }]);
  }
  return groups;
}
