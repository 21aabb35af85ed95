import { acceptsEachStyle } from './completion-tests.ts';
import { styles } from './flow-styles.ts';
import { packWordPattern } from './word-pattern.ts';

describe('beside an extension that takes quotes for a part of words', () => {
  acceptsEachStyle('insert', styles, async () => ({ extensions: [await packWordPattern()] }));
});
