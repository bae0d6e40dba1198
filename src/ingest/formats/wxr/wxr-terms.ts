import { nameKey } from '../../../content/key.js';
import type { Refusal, RefusalCode, SourceText, TagDraft, TagReference, TagType } from '../../draft.js';
import { LIMITS } from '../../draft-rules.js';
import { printable } from '../../printable.js';
import { typeOfScheme } from '../feed/entry-tags.js';
import { fieldOf, metaOf, placeOf, type TermMention, type WxrRecord } from './wxr-record.js';
import { nameOf, proseOf, slugOf } from './wxr-text.js';

/** Terms that order a site's furniture, not its stories. */
const FURNITURE =
  /^(?:nav_menu|link_category|post_format|wp_.*|elementor_.*|action-group|amp_.*|language|post_translations|term_language|term_translations|author|ef_.*|following_users|flamingo_.*|product_(?:type|visibility|shipping_class))$/;

const MOST_TERMS = 50_000;

interface Term {
  taxonomy: string;
  id: string;
  slug: string;
  name: string;
  parent: string;
  description: string;
}

/**
 * The categories, tags and other terms of an export. Categories are sections, tags are topics, and other
 * taxonomies what their name says.
 *
 * A slug is one term's in the archive and one of each taxonomy's in WordPress: of several, the first in the
 * export has it, and the others are known by their names. Terms of one name and several slugs (a `News` under each of
 * two regions) are several tags.
 */
export class WxrTerms {
  /** By taxonomy and slug. */
  private readonly names = new Map<string, string>();
  private readonly ids = new Map<string, string>();
  /** The type of the term that has a slug. */
  private readonly owners = new Map<string, TagType>();

  /** The first slug of each type and name. */
  private readonly firstSlugs = new Map<string, string>();

  constructor(private readonly source: SourceText) {}

  /** A term as the export lists it. */
  read(record: WxrRecord): TagDraft | Refusal {
    const term = termOf(record);
    const item = placeOf(record);
    const refuse = (code: RefusalCode, reason: string): Refusal => ({
      kind: 'refusal',
      code,
      reason: printable(reason, 400),
      location: this.source.location,
      item,
    });
    if (FURNITURE.test(term.taxonomy)) {
      const reason = `It is a term of "${term.taxonomy}", which orders the site and not its stories; categories, tags and other taxonomies are read.`;
      return refuse('NOT_A_STORY', reason);
    }
    const name = nameOf(term.name) || nameOf(term.slug);
    if (name === '') return refuse('INVALID_DRAFT', 'The term has no name; a tag needs one.');
    this.remember(term, name);
    const type = typeOf(term.taxonomy);
    const slug = this.slugFor(type, term.slug);
    return {
      kind: 'tag',
      item,
      name,
      type,
      slug,
      description: proseOf(term.description),
      aliases: [],
      formerSlugs: [],
      exactSlug: slug !== null && this.isNamesake(type, name, slug),
      parent: this.parentOf(term, type),
    };
  }

  /** Whether another term of that type and name, but with another slug, came before. */
  private isNamesake(type: TagType, name: string, slug: string): boolean {
    const key = `${type} ${nameKey(name)}`;
    const first = this.firstSlugs.get(key);
    if (first === undefined && this.firstSlugs.size < MOST_TERMS) this.firstSlugs.set(key, slug);
    return first !== undefined && first !== slug;
  }

  /** The terms of an item that order stories, in its order, each once. */
  referencesOf(mentions: readonly TermMention[]): TagReference[] {
    const found = new Map<string, TagReference>();
    const withTaxonomy = mentions.filter(({ taxonomy }) => taxonomy !== '');
    // The oldest exports name every term twice, once with its taxonomy and once without.
    for (const { taxonomy, slug, name: given } of withTaxonomy.length > 0 ? withTaxonomy : mentions) {
      const name = nameOf(given) || this.names.get(keyOf(taxonomy, slug)) || nameOf(slug);
      if (FURNITURE.test(taxonomy) || name === '') continue;
      const type = typeOf(taxonomy);
      const reference: TagReference = { name, type, slug: this.slugFor(type, slug) };
      const key = `${type} ${reference.slug ?? name.toLowerCase()}`;
      if (!found.has(key)) found.set(key, reference);
      if (found.size >= LIMITS.tags) break;
    }
    return [...found.values()];
  }

  /** The section that an item is in: its main category where it names one, else its only one. */
  sectionOf(record: WxrRecord, references: readonly TagReference[]): TagReference | null {
    const sections = references.filter(({ type }) => type === 'SECTION');
    const main = this.ids.get(metaOf(record, '_yoast_wpseo_primary_category', 'rank_math_primary_category'));
    const named = main === undefined ? undefined : sections.find(({ name }) => name === main);
    return named ?? (sections.length === 1 ? (sections[0] ?? null) : null);
  }

  private parentOf({ taxonomy, slug, parent }: Term, type: TagType): TagReference | null {
    if (parent === '' || parent === slug) return null;
    const name = this.names.get(keyOf(taxonomy, parent)) ?? nameOf(parent);
    return name === '' ? null : { name, type, slug: this.slugFor(type, parent) };
  }

  private remember({ taxonomy, id, slug }: Term, name: string): void {
    if (this.names.size >= MOST_TERMS) return;
    this.names.set(keyOf(taxonomy, slug), name);
    if (taxonomy === 'category' && id !== '') this.ids.set(id, name);
  }

  private slugFor(type: TagType, given: string): string | null {
    const slug = slugOf(given);
    if (slug === null) return null;
    const owner = this.owners.get(slug);
    if (owner === undefined && this.owners.size >= MOST_TERMS) return null;
    if (owner === undefined) this.owners.set(slug, type);
    return owner === undefined || owner === type ? slug : null;
  }
}

function termOf(record: WxrRecord): Term {
  const taxonomy = record.kind === 'tag' ? 'post_tag' : record.kind;
  const field = (category: string, tag: string, term: string) =>
    fieldOf(record, record.kind === 'category' ? category : record.kind === 'tag' ? tag : term);
  return {
    taxonomy: record.kind === 'term' ? fieldOf(record, 'wp:term_taxonomy') : taxonomy,
    id: fieldOf(record, 'wp:term_id'),
    slug: field('wp:category_nicename', 'wp:tag_slug', 'wp:term_slug'),
    name: field('wp:cat_name', 'wp:tag_name', 'wp:term_name'),
    parent: field('wp:category_parent', '', 'wp:term_parent'),
    description: field('wp:category_description', 'wp:tag_description', 'wp:term_description'),
  };
}

function typeOf(taxonomy: string): TagType {
  return taxonomy === 'category' ? 'SECTION' : typeOfScheme(taxonomy);
}

function keyOf(taxonomy: string, slug: string): string {
  return `${taxonomy === 'tag' ? 'post_tag' : taxonomy} ${slug}`;
}
