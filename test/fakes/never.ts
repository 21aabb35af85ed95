/** The signal of someone who waits as long as it takes. */
export const never = new AbortController().signal;
