import { CancellationTokenSource, ProgressLocation, window, type CancellationToken } from 'vscode';
import { plainLines, plainText } from './plain-text.ts';

type Show = (message: string, ...buttons: string[]) => Thenable<string | undefined>;

/** A notification. Resolves with the button that was pressed; undefined: none. */
export function showInformation(message: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return show((...shown) => window.showInformationMessage(...shown), message, buttons);
}

export function showWarning(message: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return show((...shown) => window.showWarningMessage(...shown), message, buttons);
}

export function showError(message: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return show((...shown) => window.showErrorMessage(...shown), message, buttons);
}

/** A dialog that has to be answered. Resolves with the button that was pressed; undefined: cancelled. */
export function askInDialog(
  question: string,
  detail: string,
  ...buttons: readonly string[]
): Promise<string | undefined> {
  const options = { modal: true, detail: plainLines(detail) };
  return show(
    (message, ...shown) => window.showWarningMessage(message, options, ...shown),
    question,
    buttons,
  );
}

/** Runs `work`; where it takes long, a notification says so and lets the user cancel it. */
export async function showWork<T>(title: string, work: (token: CancellationToken) => Promise<T>): Promise<T> {
  const source = new CancellationTokenSource();
  const over = work(source.token);
  showLongWork(
    title,
    over,
    () => source.cancel(),
    () => undefined,
  );
  return over.finally(() => source.dispose());
}

/** The progress bar of a view, until `over` settles. */
export function showViewProgress(viewId: string, over: Promise<void>): void {
  void window.withProgress({ location: { viewId } }, () => over);
}

/** A title in the status bar until `over` settles; `follow` is handed what tells behind it how far the work is. */
export function showProgress(
  title: string,
  over: Promise<void>,
  follow: (tell: (message: string) => void) => void,
): void {
  void window.withProgress({ location: ProgressLocation.Window, title: plainText(title) }, (progress) => {
    follow((message) => progress.report({ message: plainText(message) }));
    return over;
  });
}

/** Work is shown once it has taken so long, in ms. */
const longerThan = 500;

/**
 * A notification of work that takes long, until `over` settles; `stop` is called where the user ends it, and `follow` is handed
 * what tells in it how far the work is.
 */
export function showLongWork(
  title: string,
  over: Promise<unknown>,
  stop: () => void,
  follow: (tell: (message: string) => void) => void,
): void {
  const ended = over.then(
    () => undefined,
    () => undefined,
  );
  const options = { location: ProgressLocation.Notification, title: plainText(title), cancellable: true };
  const timer = setTimeout(() => {
    void window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(stop);
      follow((message) => progress.report({ message: plainText(message) }));
      return ended;
    });
  }, longerThan);
  void ended.then(() => clearTimeout(timer));
}

/** A line in the status bar; `milliseconds`: how long it stays. */
export function showInStatusBar(text: string, milliseconds: number): void {
  window.setStatusBarMessage(plainText(text), milliseconds);
}

async function show(shownBy: Show, message: string, buttons: readonly string[]): Promise<string | undefined> {
  const shown = buttons.map(plainText);
  const pressed = await shownBy(plainText(message), ...shown);
  return pressed === undefined ? undefined : buttons[shown.indexOf(pressed)];
}
