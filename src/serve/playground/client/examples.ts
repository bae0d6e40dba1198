import type { SharedQuery } from './share-link.js';

/** One of the project's own operations, as the playground offers it. */
export interface Example extends SharedQuery {
  /** File name without its ending: `front-page`. */
  name: string;
  /** For menus: `Front page`. */
  title: string;
  /** First sentence of the comment that the file opens with; empty when it has none. */
  summary: string;
}

/** As a reader goes through a paper; what is not named here follows by its name. */
const ORDER = [
  'front-page',
  'article-page',
  'related-stories',
  'section-front',
  'tag-page',
  'topics-overview',
  'author-page',
  'staff',
  'filtered-list',
];

const FIRST = 'front-page';

const FALLBACK = `# The newest stories, as an app's front page shows them.
# Press the round button or Ctrl-Enter to run this; Ctrl-Space completes what you type.
query FrontPage {
  articles(first: 10) {
    nodes {
      headline
      standfirst
      publishedAt
      authors {
        name
      }
      tags {
        name
        type
      }
    }
  }
}`;

const queryFiles = import.meta.glob<string>('../../../../schema/operations/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const variableFiles = import.meta.glob<string>('../../../../schema/operations/*.variables.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.graphql$/, '');
}

function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function summaryOf(query: string): string {
  const comment = /^(?:\s*#.*\n?)+/.exec(query)?.[0] ?? '';
  const text = comment
    .replaceAll(/^\s*#+ ?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}

function rankOf({ name }: Example): number {
  const rank = ORDER.indexOf(name);
  return rank < 0 ? ORDER.length : rank;
}

function readExamples(): Example[] {
  const found = Object.entries(queryFiles).map(([path, text]): Example => {
    const query = text.trimEnd();
    const name = nameOf(path);
    const variables = variableFiles[path.replace(/\.graphql$/, '.variables.json')]?.trim() ?? '';
    return { name, title: titleOf(name), summary: summaryOf(query), query, variables };
  });
  found.sort((a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name));
  if (found.length > 0) return found;
  return [
    { name: FIRST, title: titleOf(FIRST), summary: summaryOf(FALLBACK), query: FALLBACK, variables: '' },
  ];
}

/** The operations of `schema/operations/`, the front page first; never empty. */
export const EXAMPLES: readonly Example[] = readExamples();
