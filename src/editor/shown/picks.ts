import { ThemeIcon, window, type QuickInputButton, type QuickPick, type QuickPickItem } from 'vscode';
import { plainText } from './plain-text.ts';

/** A row of a quick pick: its texts show as they are, its icon is one of VS Code's own. */
export interface PickRow<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** A codicon's name. */
  readonly icon?: string;
  readonly buttons?: readonly QuickInputButton[];
  /** Whether the row stays whatever is typed. */
  readonly alwaysShow?: boolean;
  readonly value: T;
}

/** A row in which nothing is markup. Only `plainRow` makes one. */
export interface PlainRow<T> extends QuickPickItem {
  readonly value: T;
  readonly plain: typeof plain;
}

const plain = Symbol('plain');

export function plainRow<T>(row: PickRow<T>): PlainRow<T> {
  return {
    plain,
    label: plainText(row.label),
    ...(row.description === undefined ? {} : { description: plainText(row.description) }),
    ...(row.detail === undefined ? {} : { detail: plainText(row.detail) }),
    ...(row.icon === undefined ? {} : { iconPath: new ThemeIcon(row.icon) }),
    ...(row.buttons === undefined ? {} : { buttons: row.buttons }),
    ...(row.alwaysShow === undefined ? {} : { alwaysShow: row.alwaysShow }),
    value: row.value,
  };
}

interface PickOptions {
  readonly title?: string;
  readonly placeHolder: string;
  readonly ignoreFocusOut?: boolean;
}

/** Lets the user choose a row; undefined: none. */
export async function pickOne<T>(rows: readonly PickRow<T>[], options: PickOptions): Promise<T | undefined> {
  const chosen = await window.showQuickPick(rows.map(plainRow), {
    ...plainOptions(options),
    matchOnDescription: true,
  });
  return chosen?.value;
}

/** Lets the user tick rows; none where it is given up. */
export async function pickSeveral<T>(
  rows: readonly PickRow<T>[],
  options: PickOptions,
): Promise<readonly T[]> {
  const chosen = await window.showQuickPick(rows.map(plainRow), {
    ...plainOptions(options),
    canPickMany: true,
  });
  return chosen?.map(({ value }) => value) ?? [];
}

/** A quick pick whose rows change while it is open: they are made by {@link plainRow}. */
export function createPick<T>({ title, placeHolder }: PickOptions): QuickPick<PlainRow<T>> {
  const pick = window.createQuickPick<PlainRow<T>>();
  pick.title = title === undefined ? undefined : plainText(title);
  pick.placeholder = plainText(placeHolder);
  return pick;
}

function plainOptions(options: PickOptions): PickOptions {
  return {
    ...options,
    placeHolder: plainText(options.placeHolder),
    ...(options.title === undefined ? {} : { title: plainText(options.title) }),
  };
}

/** Asks for a line of text; undefined: given up. `problemOf` says in a sentence why a text will not do. */
export async function askForText(options: {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly password?: boolean;
  readonly problemOf?: (text: string) => string | undefined;
}): Promise<string | undefined> {
  const { problemOf, title, prompt, ...rest } = options;
  return window.showInputBox({
    ...rest,
    title: plainText(title),
    prompt: plainText(prompt),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const problem = problemOf?.(text);
      return problem === undefined ? undefined : plainText(problem);
    },
  });
}
