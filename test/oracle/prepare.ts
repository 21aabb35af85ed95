// Fetches and builds Kestra's own renderer for the tests; exits with 1, and the reason, where that does not work.
import { installJudge } from './install-judge.ts';

const installed = await installJudge(480_000);
console.log('missing' in installed ? installed.missing : "Kestra's own renderer is ready.");
process.exitCode = 'missing' in installed ? 1 : 0;
