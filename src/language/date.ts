/**
 * A time given in ISO 8601 as a person reads it in their language (BCP 47), to the minute and in their own time zone,
 * such as "Mar 1, 2026, 9:00 AM". What is no time stays as it is.
 */
export function dateWords(time: string, locale: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}
