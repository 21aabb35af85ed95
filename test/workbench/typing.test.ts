import { setSettings } from './set-settings.ts';
import { typedAtOnce, typedSlowly } from './typed-keys.ts';
import {
  files,
  inTurn,
  keepsWhatIsTyped,
  leavesWhatIsAccepted,
  openTyped,
  settings,
} from './typing-tests.ts';
import { useSession } from './use-session.ts';

// What is typed in each style once, and taken, is in typing-styles.test.ts.
describe('somebody who types alone', () => {
  const session = useSession(() => ({ example: 'environment', files, settings }));

  before(() => openTyped(session()));

  keepsWhatIsTyped(session, typedSlowly, 'slowly');
  keepsWhatIsTyped(session, typedAtOnce, 'at once');

  describe('and comes to a name another way', () => {
    const otherWays = [
      'pasted',
      'after a list that was closed',
      'letters after a list that was closed',
    ] as const;
    leavesWhatIsAccepted(session, 'other-ways', (index) => [
      ['typed', 'other'],
      ...inTurn(index, otherWays).map((way) => [way, 'tearing'] as const),
    ]);
  });

  describe('and whose editor closes nothing', () => {
    before(() =>
      setSettings(session(), 'closing nothing', {
        'editor.autoClosingBrackets': 'never',
        'editor.autoClosingQuotes': 'never',
      }),
    );
    leavesWhatIsAccepted(session, 'open', (index) =>
      inTurn(index, ['typed', 'after a list that was closed']).map((way) => [way, 'tearing'] as const),
    );
  });
});
