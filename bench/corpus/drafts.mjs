/** The stories of the corpus as drafts, a line each: what `broadsheet ingest` reads. */
import { createWriteStream } from 'node:fs';
import { newsroomFor } from './newsroom.mjs';
import { between, randomFrom } from './random.mjs';
import { storiesFor } from './stories.mjs';
import { bodyOf } from './text.mjs';

/**
 * Lengths, people and tags of a story are those of real archives; the words are from a small list.
 *
 * @param {string} to path of the file
 * @param {number} articles
 * @param {{ bodies?: number | null, withLanguage?: boolean }} options `bodies`: tells that many different texts again
 *   and again; `withLanguage`: false leaves the language to be found from the text
 */
export async function writeDrafts(to, articles, { bodies = null, withLanguage = true } = {}) {
  const newsroom = newsroomFor(articles);
  const random = randomFrom('ingest rate');
  const told = bodies ? Array.from({ length: bodies }, () => bodyOf(random).blocks) : null;
  const out = createWriteStream(to);
  for (const story of storiesFor(articles, newsroom)) {
    const blocks = told ? told[story.id % told.length] : bodyOf(random).blocks;
    const draft = draftOf(story, blocks, newsroom, random);
    if (!withLanguage) draft.language = null;
    if (!out.write(`${JSON.stringify(draft)}\n`)) await new Promise((resolve) => out.once('drain', resolve));
  }
  await new Promise((resolve) => out.end(resolve));
}

function draftOf(story, blocks, newsroom, random) {
  const { name, url: home } = newsroom.publications[story.publication - 1];
  const tagOf = (id) => ({ name: newsroom.tags[id - 1].name, type: newsroom.tags[id - 1].type });
  return {
    kind: 'article',
    sourceId: `s-${story.id}`,
    url: story.url,
    publication: { name, url: home },
    headline: story.headline,
    standfirst: story.standfirst,
    byline: story.byline,
    authors: story.authors.map((id) => ({ name: newsroom.authors[id - 1].name })),
    publishedAt: story.published,
    modifiedAt: story.modified,
    language: story.language,
    section: tagOf(story.section),
    tags: story.tags.slice(1).map(tagOf),
    leadImage: story.image === null ? null : JSON.parse(story.image),
    body: blocks.map((block, at) =>
      block.type === 'paragraph' && at % 5 === 4 ? { ...block, html: `<em>${block.text}</em>` } : block,
    ),
    related: story.related.map((id) => ({
      origin: 'SOURCE',
      ...(random() < 0.5
        ? { headline: `Story ${id} of that time`, teaser: 'What was said of it then, in a line or so' }
        : { url: `${home}story-${id - between(random, 0, 3)}` }),
    })),
  };
}
