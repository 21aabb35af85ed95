// The questions that few people are asked in a session: loaded with the first of them.
export { reportIssue } from '../commands/report-issue.ts';
export { approveAddress } from './approve.ts';
export { askKestra } from './ask-kestra.ts';
export { compareKestra } from './compare-kestra.ts';
export { connectDifferently } from './connect-differently.ts';
export { connectKestra, disconnectKestra, signInToKestra } from './connect-kestra.ts';
export { connectManager } from './connect-manager.ts';
export { forgetCredential, manageApprovals } from './manage.ts';
export { readSubkeys } from './read-subkeys.ts';
export { signIn } from './sign-in.ts';
