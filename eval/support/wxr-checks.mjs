import { bodyWords, difference } from './markdown-checks.mjs';
import { shown, wordsOf } from './markdown-truth.mjs';
import { trueExport } from './wxr-truth.mjs';

const FORMAT = 'wxr';
/** Shortcodes, which are resolved, and what the editors leave for programs. */
const RESOLVED =
  /\[\/?[a-z][\w-]*[^\]]*\]|<!--more-->|https?:\/\/|<(?:iframe|object|script|style|form|select|video|audio|embed)\b/i;

/** @param {import('./export-checks.mjs').Checks} checks @param {string} path @param {any[]} drafts */
export function checkExport(checks, path, drafts) {
  const name = path.split('/').at(-1) ?? '';
  const truth = trueExport(path);
  checks.add(FORMAT, 'files', drafts.length > 0, name);
  // What is not XML has no tree to compare with: it must end in drafts and refusals all the same.
  if (!truth.isWhole) return;
  const count = (/** @type {string} */ kind) => drafts.filter((one) => one.kind === kind).length;
  const refused = drafts.filter((one) => one.kind === 'refusal');
  const all = truth.items.length + truth.authors + truth.terms;
  checks.same(FORMAT, 'items', drafts.length, Math.max(all, 1), name);
  checks.same(
    FORMAT,
    'terms',
    count('tag') + refused.filter(({ item }) => /categ|tag|term/.test(item ?? '')).length,
    truth.terms,
    name,
  );
  for (const category of truth.categories) checkCategory(checks, name, category, truth, drafts);
  for (const item of truth.items) checkItem(checks, name, item, truth, drafts);
}

/** @param {import('./export-checks.mjs').Checks} checks @param {string} name @param {import('./wxr-truth.mjs').TrueTerm} category @param {import('./wxr-truth.mjs').TrueExport} truth @param {any[]} drafts */
function checkCategory(checks, name, category, truth, drafts) {
  if (category.name === '' || category.parent === '') return;
  const parent = truth.categories.find(({ slug }) => slug === category.parent);
  const draft = drafts.find(
    (one) => one.kind === 'tag' && one.type === 'SECTION' && one.slug === category.slug.toLowerCase(),
  );
  checks.same(FORMAT, 'parents', draft?.parent?.name, parent?.name, `${name} ${category.name}`);
}

/** @param {import('./export-checks.mjs').Checks} checks @param {string} name @param {import('./wxr-truth.mjs').TrueItem} item @param {import('./wxr-truth.mjs').TrueExport} truth @param {any[]} drafts */
function checkItem(checks, name, item, truth, drafts) {
  const place = `${name} ${item.place} ${item.title.slice(0, 40)}`;
  const same = (/** @type {string} */ field, /** @type {unknown} */ is, /** @type {unknown} */ should) =>
    checks.same(FORMAT, field, is, should, place);
  // Some sites gave two stories one GUID; the second is then known by its number too.
  const ids = item.guid === '' ? [] : [item.guid, `${item.guid}#${item.place}`];
  const draft = drafts.find(
    (one) => ids.includes(one.sourceId) && (item.title === '' || one.headline === item.title),
  );
  if (!item.isStory || !item.isPublic) {
    same('not published', draft === undefined || !item.isStory, true);
    return;
  }
  const isEmpty = shown(item.content) === '' && item.excerpt === '' && !/<img|\[/.test(item.content);
  if (item.guid === '' || (draft === undefined && isEmpty)) return;
  checks.add(FORMAT, 'stories', draft !== undefined, place);
  if (draft === undefined) return;
  if (item.title !== '') same('title', draft.headline, item.title);
  if (/^https?:/.test(item.link)) same('url', draft.url, item.link);
  if (/^[\w-]+$/.test(item.slug)) same('slug', draft.slug, item.slug.toLowerCase());
  if (/^[1-9]/.test(item.date))
    same('date', Date.parse(draft.publishedAt), Date.parse(`${item.date.replace(' ', 'T')}Z`));
  if (/^[1-9]/.test(item.modified))
    same('modified', Date.parse(draft.modifiedAt), Date.parse(`${item.modified.replace(' ', 'T')}Z`));
  same(
    'terms of items',
    [...new Set(draft.tags.map((/** @type {any} */ tag) => tag.name))].sort(),
    item.terms,
  );
  same('standfirst', (draft.standfirst ?? '').replace(/\s+/g, ' '), item.excerpt);
  const creator = truth.accounts.get(item.creator);
  if (creator !== undefined && creator !== '') same('byline', draft.byline, creator);
  const picture = truth.pictures.get(item.thumbnail);
  if (picture !== undefined) same('lead image', draft.leadImage?.url, picture);
  if (RESOLVED.test(item.content)) {
    same('words in the body', missing(bodyWords(draft), wordsOf(shown(unresolved(item.content)))), '');
    return;
  }
  const [is, should] = [bodyWords(draft), wordsOf(shown(item.content))];
  same('body words', is.join('') === should.join('') ? '' : difference(is, should), '');
}

/** What stands between shortcodes, addresses and elements that show nothing of their own. @param {string} content */
function unresolved(content) {
  return content
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<(iframe|object|script|style|form|select|video|audio|svg)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/\[\/?[a-z][\w-]*[^\]]*\]/gi, ' ')
    .replace(/https?:\/\/[^\s<"']+/g, ' ');
}

/** The words that are not found in their order. @param {string[]} is @param {string[]} should */
function missing(is, should) {
  let from = 0;
  const lost = should.filter((word) => {
    const at = is.indexOf(word, from);
    if (at >= 0) from = at + 1;
    return at < 0;
  });
  return lost.join(' ');
}
