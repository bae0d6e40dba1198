export const RECORD_KINDS = ['item', 'author', 'category', 'tag', 'term'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** A category, tag or other term as an item names it. */
export interface TermMention {
  taxonomy: string;
  slug: string;
  name: string;
}

/** One item, account or term of an export. Names are those of the export, such as `wp:post_id`. */
export interface WxrRecord {
  kind: RecordKind;
  /** From 1, by kind. */
  number: number;
  /** The first value of every element. */
  fields: ReadonlyMap<string, string>;
  mentions: readonly TermMention[];
  /** The values of the meta keys that are read, each in the order of the export. */
  meta: ReadonlyMap<string, readonly string[]>;
  /** It was longer than an item may be, and is cut off. */
  tooLarge: boolean;
  /** Characters that it holds in memory, about. */
  weight: number;
}

/** Without white space around it; empty where the record does not have it. */
export function fieldOf(record: WxrRecord, ...names: readonly string[]): string {
  for (const name of names) {
    const value = record.fields.get(name)?.trim() ?? '';
    if (value !== '') return value;
  }
  return '';
}

/** The first value of the meta key; empty where the record does not have it. */
export function metaOf(record: WxrRecord, ...keys: readonly string[]): string {
  for (const key of keys) {
    const value = record.meta.get(key)?.find((one) => one.trim() !== '');
    if (value !== undefined) return value.trim();
  }
  return '';
}

/** How reports name it. */
export function placeOf({ kind, number }: WxrRecord): string {
  return `${kind} ${number}`;
}
