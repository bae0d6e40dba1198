/** Every table of the content with the names of things in place of their ids. */
export const TABLES: Readonly<Record<string, string>>;
