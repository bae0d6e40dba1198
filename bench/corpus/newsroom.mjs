import { ARTICLES_A_PUBLICATION, ARTICLES_AN_AUTHOR, AUTHORS_PER_ARTICLES } from './profile.mjs';
import { atQuantile, between, pick, randomFrom, weighted, zipfWeights } from './random.mjs';
import { ADJECTIVES, FIRST_NAMES, LAST_NAMES, NOUNS, PLACE_ENDS, PLACE_STARTS } from './words.mjs';

const SECTIONS = 8;
const SUBSECTIONS = 4;
/** Tags besides sections, by type. */
const TAG_TYPES = { TOPIC: 700, PERSON: 500, PLACE: 360, ORGANISATION: 240, EVENT: 110, SERIES: 50 };
/** With this shift the most common tag is on about 15 % of the stories, at 3 to 8 tags a story. */
const TAG_SHIFT = 4;

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const keyOf = (name) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Slugs that are used once: the second Ada Alder is ada-alder-2. */
class Slugs {
  taken = new Map();

  of(name) {
    const slug = keyOf(name).replaceAll(' ', '-');
    const count = (this.taken.get(slug) ?? 0) + 1;
    this.taken.set(slug, count);
    return count === 1 ? slug : `${slug}-${count}`;
  }
}

const person = (random) => `${pick(random, FIRST_NAMES)} ${pick(random, LAST_NAMES)}`;

const NAMES = {
  TOPIC: (random) => capital(`${pick(random, ADJECTIVES)} ${pick(random, NOUNS)}`),
  PERSON: person,
  PLACE: (random) => `${pick(random, PLACE_STARTS)}${pick(random, PLACE_ENDS)}`,
  ORGANISATION: (random) =>
    `${pick(random, LAST_NAMES)} ${capital(pick(random, NOUNS))} ${pick(random, ['Trust', 'Group', 'Union', 'Board'])}`,
  EVENT: (random) => `${capital(pick(random, NOUNS))} of ${between(random, 1990, 2026)}`,
  SERIES: (random) => `The ${capital(pick(random, ADJECTIVES))} ${capital(pick(random, NOUNS))} Papers`,
};

function publicationsFor(articles, random) {
  const count = Math.max(1, Math.round(articles / ARTICLES_A_PUBLICATION));
  const slugs = new Slugs();
  return Array.from({ length: count }, (_, index) => {
    const name = `The ${pick(random, PLACE_STARTS)}${pick(random, PLACE_ENDS)} ${capital(pick(random, NOUNS))}`;
    const slug = slugs.of(name);
    return {
      id: index + 1,
      slug,
      name,
      nameKey: keyOf(name),
      url: `https://${slug}.example/`,
      language: 'en',
    };
  });
}

function authorsFor(articles, random) {
  const slugs = new Slugs();
  return Array.from({ length: Math.max(20, Math.round(articles * AUTHORS_PER_ARTICLES)) }, (_, index) => {
    const name = person(random);
    const bio =
      random() < 0.3 ? `${name} writes about ${pick(random, NOUNS)} and ${pick(random, NOUNS)}.` : null;
    return { id: index + 1, slug: slugs.of(name), name, nameKey: keyOf(name), bio };
  });
}

function tagsFor(random) {
  const slugs = new Slugs();
  const tags = [];
  const add = (type, name, parentId) => {
    tags.push({ id: tags.length + 1, slug: slugs.of(name), name, nameKey: keyOf(name), type, parentId });
    return tags.length;
  };
  for (let n = 0; n < SECTIONS; n += 1) {
    const section = add('SECTION', capital(NOUNS[n * 7]), null);
    for (let m = 0; m < SUBSECTIONS; m += 1)
      add('SECTION', `${capital(pick(random, ADJECTIVES))} ${NOUNS[n * 7]}`, section);
  }
  for (const [type, count] of Object.entries(TAG_TYPES)) {
    const first = tags.length + 1;
    for (let n = 0; n < count; n += 1) {
      const parent = type === 'PLACE' && n >= 40 ? first + Math.floor(random() * 40) : null;
      add(type, NAMES[type](random), parent);
    }
  }
  return tags;
}

/** In a random order, so that popular tags are of all types. */
function shuffled(list, random) {
  const copy = [...list];
  for (let index = copy.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [copy[index], copy[other]] = [copy[other], copy[index]];
  }
  return copy;
}

/**
 * Who writes, what about and where: everything but the stories, with how likely each is to be drawn.
 * @param {number} articles size of the archive that it is for
 */
export function newsroomFor(articles) {
  const random = randomFrom('newsroom');
  const publications = publicationsFor(articles, random);
  const authors = authorsFor(articles, random);
  const tags = tagsFor(random);
  const sections = tags.filter((tag) => tag.type === 'SECTION');
  const subjects = shuffled(
    tags.filter((tag) => tag.type !== 'SECTION'),
    random,
  );
  const weights = authors.map((_, index) =>
    atQuantile(ARTICLES_AN_AUTHOR, 1 - (index + 0.5) / authors.length),
  );
  const drawAuthor = weighted(weights);
  const drawSection = weighted(zipfWeights(sections.length, 3));
  const drawSubject = weighted(zipfWeights(subjects.length, TAG_SHIFT));
  return {
    publications,
    authors,
    tags,
    author: (from) => authors[drawAuthor(from)],
    section: (from) => sections[drawSection(from)],
    subject: (from) => subjects[drawSubject(from)],
  };
}
