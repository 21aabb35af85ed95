import { window } from 'vscode';
import type { Owned } from '../owned.ts';
import type { Sessions } from './sessions.ts';

/** Who comes back to the window may have changed secrets elsewhere: with the view in sight, old lists are renewed. */
export function registerFreshness(sessions: Sessions, isViewVisible: () => boolean): Owned {
  let wasFocused = window.state.focused;
  return window.onDidChangeWindowState(({ focused }) => {
    const cameBack = focused && !wasFocused;
    wasFocused = focused;
    if (!cameBack || !isViewVisible()) return;
    for (const session of sessions.all()) void session.renew();
  });
}
