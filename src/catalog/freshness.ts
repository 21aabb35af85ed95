/** A snapshot is fresh for five minutes; it is refreshed on the first use after that. In milliseconds. */
export const freshFor = 5 * 60_000;

/** "Missing" needs a list no older than this, in milliseconds. */
export const certainFor = 60_000;
