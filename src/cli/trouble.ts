/** The job cannot be done: exit code 2. The message is one sentence without its full stop. */
export class CannotDo extends Error {}

/** The command line was used wrongly, which only the folder shows: exit code 64. */
export class WrongUsage extends Error {}
