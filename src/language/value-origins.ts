import * as l10n from '@vscode/l10n';

/** A place in a file, and the variable there that holds a value; null, or left out: none does. */
interface Place {
  readonly file: string;
  readonly line: number;
  readonly variable?: string | null;
}

/** What of an entry of the configuration says where its value comes from; the first of `origins` is its own place. */
export interface EntryOrigins {
  readonly origins: readonly Place[];
  readonly sources?: readonly { readonly way: readonly Place[]; readonly defaultOf?: string }[];
  readonly replaced?: readonly Place[];
}

/**
 * Where a value comes from, as it follows the value after a comma, such as `from VAULT_ADDR in .env line 3, through
 * VAULT_ADDR in compose.yaml line 8, instead of application.yml line 5`; null: it is written where its key stands, and
 * nowhere else, which is told beside it. It names files and variables, never what they hold.
 */
export function originClause(entry: EntryOrigins): string | null {
  return clauseOf(entry, isVariable);
}

/** The same where nothing beside it tells the value's own place; null: it stands in no file. */
export function wholeOriginClause(entry: EntryOrigins): string | null {
  return clauseOf(entry, () => true);
}

/** `isTold`: whether a place at which the value itself stands is named. */
function clauseOf(
  { origins, sources = [], replaced = [] }: EntryOrigins,
  isTold: (own: Place) => boolean,
): string | null {
  const [own] = origins;
  // Of a definition no more is known than where its variables stand.
  const simple = own === undefined || (origins.length === 1 && !isTold(own)) ? [] : [{ way: origins }];
  const ways = sources.length === 0 ? simple : sources;
  const clauses = [
    ...ways.flatMap((source) => sourceWords(source, own !== undefined && isTold(own))),
    ...replaced.map((place) => l10n.t('instead of {0}', placeWords(place))),
  ];
  return clauses.length === 0 ? null : [...new Set(clauses)].join(', ');
}

/** Where a value stands, and in which variable: `VAULT_ADDR in .env line 3`, `application.yml line 5`. */
export function placeWords({ file, line, variable = null }: Place): string {
  return variable === null
    ? l10n.t('{0} line {1}', file, line)
    : l10n.t('{0} in {1} line {2}', variable, file, line);
}

/** The way from where the text is written outwards, up to the value's own place where `withOwn` says so. */
function sourceWords(
  { way, defaultOf }: { readonly way: readonly Place[]; readonly defaultOf?: string },
  withOwn: boolean,
): readonly string[] {
  const [own, ...inner] = way;
  const place = inner.at(-1) ?? own;
  if (own === undefined || place === undefined) return [];
  const between = inner.slice(0, -1).reverse();
  const through = inner.length > 0 && withOwn ? [...between, own] : between;
  const from =
    defaultOf === undefined
      ? l10n.t('from {0}', placeWords(place))
      : l10n.t('the default of {0} in {1} line {2}', defaultOf, place.file, place.line);
  return [[from, ...through.map((each) => l10n.t('through {0}', placeWords(each)))].join(', ')];
}

function isVariable({ variable = null }: Place): boolean {
  return variable !== null;
}
