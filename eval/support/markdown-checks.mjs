import { shown, wordsOf } from './markdown-truth.mjs';

const FORMAT = 'markdown';

/**
 * @param {import('./export-checks.mjs').Checks} checks
 * @param {import('./markdown-truth.mjs').TruePage} page
 * @param {any} draft
 */
export function checkPage(checks, page, draft) {
  const place = page.path.split('/').slice(-2).join('/');
  const same = (/** @type {string} */ field, /** @type {unknown} */ is, /** @type {unknown} */ should) =>
    checks.same(FORMAT, field, is, should, place);
  same('kind', draft?.kind, page.kind);
  if (draft?.kind !== page.kind) return;
  same('slug', draft.slug, page.slug);
  same('title', draft.headline ?? draft.name, page.title);
  if (page.kind !== 'article') return;
  same(
    'authors',
    draft.authors.map((/** @type {any} */ one) => one.slug),
    page.authors,
  );
  same(
    'topics',
    draft.tags.map((/** @type {any} */ one) => one.slug),
    [...new Set(page.topics)],
  );
  same('date', Date.parse(draft.publishedAt), momentOf(page.date));
  same('standfirst', (draft.standfirst ?? '').replace(/\s+/g, ' '), page.standfirst);
  // Where programs in HTML begin and end over several lines is for a parser of Markdown to say.
  if (page.hasProgram) return;
  // Marks inside a word and around it can be told apart by a parser of Markdown alone.
  const words = bodyWords(draft);
  const isSame = words.join('') === page.words.join('');
  same('body words', isSame ? '' : difference(words, page.words), '');
}

/** What another program read from the same posts; it could not read one, and says nothing of it. @param {import('./export-checks.mjs').Checks} checks @param {any} listed @param {any} draft @param {string} path */
export function checkListed(checks, listed, draft, path) {
  if (!listed.title) return;
  const same = (/** @type {string} */ field, /** @type {unknown} */ is, /** @type {unknown} */ should) =>
    checks.same(FORMAT, field, is, should, path.split('/').at(-1) ?? '');
  same('listed title', draft.headline, shown(listed.title));
  same('listed date', Date.parse(draft.publishedAt), momentOf(listed.date));
  same(
    'listed authors',
    draft.authors.map((/** @type {any} */ one) => one.slug),
    listed.authors,
  );
  same(
    'listed topics',
    draft.tags.map((/** @type {any} */ one) => one.slug),
    [...new Set(listed.topics)],
  );
}

/** `2014-07-29 1:23:17 -0400`. @param {string} text */
function momentOf(text) {
  const [, day, hour = '0', rest = ':00:00', sign = '+', zone = '0000'] =
    /^(\d{4}-\d\d-\d\d)(?:[ T](\d+)(:\d\d:\d\d)\s*([+-])(\d\d:?\d\d))?/.exec(text) ?? [];
  return Date.parse(`${day}T${hour.padStart(2, '0')}${rest}${sign}${zone.slice(0, 2)}:${zone.slice(-2)}`);
}

/** @param {any} draft */
export function bodyWords(draft) {
  const texts = draft.body.map((/** @type {any} */ block) => {
    if (block.type === 'list') return block.items.join(' ');
    if (block.type === 'image') return block.image.caption ?? '';
    return block.type === 'quote' ? `${block.text} ${block.attribution ?? ''}` : block.text;
  });
  return wordsOf(texts.join(' '));
}

/** The words that one has and the other has not, as `-word` and `+word`. @param {string[]} is @param {string[]} should */
export function difference(is, should) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const word of is) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const word of should) counts.set(word, (counts.get(word) ?? 0) - 1);
  return [...counts]
    .filter(([, count]) => count !== 0)
    .map(([word, count]) => `${count > 0 ? '+' : '-'}${word}`)
    .join(' ');
}
