/** What is credited, as stored in `authors.kind` and named in the API: an agency or a desk can stand where a person does. */
export const AUTHOR_KINDS = ['PERSON', 'ORGANISATION'] as const;
export type AuthorKind = (typeof AUTHOR_KINDS)[number];
