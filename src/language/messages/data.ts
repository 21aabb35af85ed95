/** What a sentence is made from: names, never values. */
export type Data = Readonly<Partial<Record<string, string>>>;
