import { acceptsEachStyle } from './completion-tests.ts';
import { styles } from './flow-styles.ts';

describe('accepting a suggestion leaves valid YAML, insert mode "insert"', () => {
  acceptsEachStyle('insert', styles);
});

describe('accepting a suggestion leaves valid YAML, insert mode "replace"', () => {
  // The mode decides about what stands behind the cursor: a name, and once each a quote, braces, a bracket and a call's end.
  const behind = ['double quotes', 'an expression in single quotes', 'a flow collection', 'a subkey'];
  acceptsEachStyle(
    'replace',
    styles.filter(({ name, inserted }) => inserted !== undefined || behind.includes(name)),
  );
});
