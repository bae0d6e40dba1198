/** The kinds of tag, as stored in `tags.type` and named in the API. */
export const TAG_TYPES = ['TOPIC', 'PERSON', 'ORGANISATION', 'PLACE', 'EVENT', 'SECTION', 'SERIES'] as const;
export type TagType = (typeof TAG_TYPES)[number];
