import { ARTICLES_A_DAY, AUTHORS_AN_ARTICLE } from './profile.mjs';
import { atQuantile, between, pick, randomFrom, weighted } from './random.mjs';
import { headlineOf, standfirstOf } from './text.mjs';

/** The last day of every archive, so that the corpus does not depend on when it is made. */
const LAST_DAY = Date.UTC(2026, 10, 20);
const DAY = 86_400_000;

const UNDATED = 0.05;
const WITH_IMAGE = 0.6;
const WITH_RELATED = 0.2;
const RELATED = 6;
/** Related stories are looked for among so many stories before. */
const RELATED_REACH = 3000;
const LANGUAGES = ['en', 'fr', 'es', 'km', 'de'];
const drawLanguage = weighted([80, 8, 5, 4, 3]);
const drawAuthorCount = weighted(AUTHORS_AN_ARTICLE);

/** How many stories each day has, from the first day to the last, until they are all told. */
function daysFor(articles, publications, random) {
  const days = [];
  let left = articles;
  while (left > 0) {
    let today = 0;
    for (let n = 0; n < publications; n += 1) today += Math.round(atQuantile(ARTICLES_A_DAY, random()));
    days.push(Math.min(today, left));
    left -= today;
  }
  return days;
}

/** Draws until `count` different ones are found; a small newsroom may have fewer. */
function distinct(count, draw) {
  const found = new Map();
  for (let attempt = 0; found.size < count && attempt < count * 20; attempt += 1) {
    const one = draw();
    found.set(one.id, one);
  }
  return [...found.values()];
}

function imageOf(random, id) {
  const image = {
    url: `https://images.example/${id}.jpg`,
    alt: headlineOf(random),
    caption: random() < 0.5 ? standfirstOf(random) : null,
    credit: 'Staff photographer',
    width: 1600,
    height: 900,
  };
  return JSON.stringify(image);
}

function bylineOf(authors) {
  if (authors.length === 0) return null;
  return `By ${authors.map((author) => author.name).join(', ')}`;
}

function relatedOf(random, id) {
  if (id <= RELATED * 2 || random() >= WITH_RELATED) return [];
  const reach = Math.min(RELATED_REACH, id - 1);
  return distinct(RELATED, () => ({ id: id - between(random, 1, reach) })).map((one) => one.id);
}

function storyOf(id, time, newsroom, random) {
  const published = random() < UNDATED ? null : new Date(time).toISOString();
  const modified = new Date(time + Math.floor(random() * 3 * DAY)).toISOString();
  const headline = headlineOf(random);
  const headlineKey = headline.toLowerCase();
  const authors = distinct(drawAuthorCount(random), () => newsroom.author(random));
  const section = newsroom.section(random);
  const subjects = distinct(between(random, 2, 7), () => newsroom.subject(random));
  const publication = pick(random, newsroom.publications);
  const slug = `${headlineKey.replaceAll(' ', '-').slice(0, 60).replace(/-$/, '')}-${id}`;
  return {
    id,
    publication: publication.id,
    slug,
    url: `${publication.url}${slug}`,
    headline,
    headlineKey,
    standfirst: random() < 0.8 ? standfirstOf(random) : null,
    byline: bylineOf(authors),
    language: LANGUAGES[drawLanguage(random)],
    section: section.id,
    published,
    modified,
    image: random() < WITH_IMAGE ? imageOf(random, id) : null,
    authors: authors.map((author) => author.id),
    tags: [section.id, ...subjects.map((tag) => tag.id)],
    related: relatedOf(random, id),
  };
}

/**
 * The stories of an archive, oldest first, ids from 1.
 * @param {number} articles
 * @param {ReturnType<typeof import('./newsroom.mjs').newsroomFor>} newsroom
 */
export function* storiesFor(articles, newsroom) {
  const random = randomFrom(`stories ${articles}`);
  const days = daysFor(articles, newsroom.publications.length, random);
  let id = 0;
  for (const [index, count] of days.entries()) {
    const midnight = LAST_DAY - (days.length - 1 - index) * DAY;
    const times = Array.from({ length: count }, () => midnight + Math.floor(random() * DAY)).sort(
      (a, b) => a - b,
    );
    for (const time of times) {
      id += 1;
      yield storyOf(id, time, newsroom, random);
    }
  }
}
