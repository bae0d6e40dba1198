import { GatewayError } from '../../errors.js';
import { storable } from '../../store/find-id.js';
import type { Parameters } from '../../store/keyset.js';
import type { ArticleFilter, DateRange, TagMatch } from './article.filter.js';

export const MAX_DEPTH = 5;
export const MAX_CONDITIONS = 50;
export const MAX_NAMES = 100;

/** The ids behind the names of a filter. A name that nothing has is absent. */
export interface FilterIds {
  /** Each tag with its descendants. */
  tags: Map<string, number[]>;
  authors: Map<string, number[]>;
  publications: Map<string, number[]>;
}

export interface FilterNames {
  tags: Set<string>;
  authors: Set<string>;
  publications: Set<string>;
}

function refuse(message: string): never {
  throw new GatewayError('BAD_USER_INPUT', message, { argument: 'filter' });
}

/**
 * Every name in a filter, to be looked up before the filter is written as SQL.
 * @throws GatewayError BAD_USER_INPUT when the filter is nested too deep or says too much.
 */
export function filterNames(filter: ArticleFilter): FilterNames {
  const names: FilterNames = { tags: new Set(), authors: new Set(), publications: new Set() };
  let conditions = 0;
  const visit = (part: ArticleFilter, depth: number): void => {
    if (depth > MAX_DEPTH) {
      refuse(
        `The filter nests and, or and not ${depth} deep. At most ${MAX_DEPTH} levels are allowed: flatten it.`,
      );
    }
    conditions += countConditions(part);
    if (conditions > MAX_CONDITIONS) {
      refuse(
        `The filter has more than ${MAX_CONDITIONS} conditions. Use the list forms (any, all, none, authors ...) instead.`,
      );
    }
    for (const list of [part.tags?.any, part.tags?.all, part.tags?.none]) collect(list, names.tags);
    if (part.section != null) collect([part.section], names.tags);
    collect(part.authors, names.authors);
    collect(part.publications, names.publications);
    for (const child of [...(part.and ?? []), ...(part.or ?? []), ...(part.not ? [part.not] : [])]) {
      visit(child, depth + 1);
    }
  };
  visit(filter, 1);
  return names;
}

function countConditions(part: ArticleFilter): number {
  const { and, or, not, tags, published, ...plain } = part;
  const own = [...Object.values(plain), ...Object.values(tags ?? {}), ...Object.values(published ?? {})];
  return own.filter((value) => value != null).length + (and?.length ?? 0) + (or?.length ?? 0) + (not ? 1 : 0);
}

function collect(list: string[] | null | undefined, into: Set<string>): void {
  if (list == null) return;
  if (list.length > MAX_NAMES)
    refuse(`A list in the filter has ${list.length} names. At most ${MAX_NAMES} are allowed.`);
  for (const name of list) {
    if (!storable(name) || name.length > 300) {
      refuse(
        'A name in the filter is not a slug: it holds characters that no slug has, or is longer than 300.',
      );
    }
    into.add(name);
  }
}

/** Columns that conditions are written against. `sortAt` may be the copy in a link table. */
export interface ArticleColumns {
  id: string;
  sortAt: string;
}

/** Writes filters as SQL conditions on `articles as a` and the list's own id and sort columns. */
export class ConditionWriter {
  /** Whether a condition written so far is on a column that `articles` alone has. */
  readsArticles = false;

  constructor(
    private readonly ids: FilterIds,
    private readonly columns: ArticleColumns,
    private readonly parameters: Parameters,
  ) {}

  /** Conditions that must all hold; none for a filter that says nothing. */
  write(filter: ArticleFilter): string[] {
    const conditions: string[] = [];
    if (filter.tags != null) conditions.push(...this.tags(filter.tags));
    if (filter.authors != null) {
      const found = this.array(ids(filter.authors, this.ids.authors));
      conditions.push(this.linked('article_authors', `author_id = any(${found})`));
    }
    if (filter.publications != null) {
      const found = this.array(ids(filter.publications, this.ids.publications));
      conditions.push(this.onArticle(`a.publication_id = any(${found})`));
    }
    if (filter.section != null) {
      const found = this.array(ids([filter.section], this.ids.tags));
      // Never NULL, or a story without a section would be in neither the condition nor its opposite.
      conditions.push(this.onArticle(`(a.section_tag_id is not null and a.section_tag_id = any(${found}))`));
    }
    if (filter.languages != null) {
      const found = this.parameters.add(filter.languages.map(language), 'text[]');
      conditions.push(this.onArticle(`a.language = any(${found})`));
    }
    if (filter.published != null) conditions.push(...this.published(filter.published));
    if (filter.hasAuthor != null) {
      conditions.push(`${filter.hasAuthor ? '' : 'not '}${this.linked('article_authors')}`);
    }
    for (const part of filter.and ?? []) conditions.push(...this.write(part));
    if (filter.or != null) {
      const branches = filter.or.map((part) => all(this.write(part)));
      conditions.push(branches.length === 0 ? 'false' : `(${branches.join(' or ')})`);
    }
    if (filter.not != null) conditions.push(`not ${all(this.write(filter.not))}`);
    return conditions;
  }

  private tags({ any, all, none }: TagMatch): string[] {
    const conditions: string[] = [];
    if (any != null) conditions.push(this.tagged(ids(any, this.ids.tags)));
    for (const name of all ?? []) conditions.push(this.tagged(ids([name], this.ids.tags)));
    const excluded = ids(none ?? [], this.ids.tags);
    if (excluded.length > 0) conditions.push(`not ${this.tagged(excluded)}`);
    return conditions;
  }

  private tagged(tags: number[]): string {
    return this.linked('article_tags', `tag_id = any(${this.array(tags)})`);
  }

  /** Whether the story has any link in a table, or one of some authors or tags. */
  private linked(table: 'article_authors' | 'article_tags', condition?: string): string {
    const such = condition === undefined ? '' : ` and f.${condition}`;
    return `exists (select 1 from ${table} as f where f.article_id = ${this.columns.id}${such})`;
  }

  private published({ from, before }: DateRange): string[] {
    const { sortAt } = this.columns;
    const conditions: string[] = [];
    if (from != null) conditions.push(`${sortAt} >= ${this.parameters.add(from, 'timestamptz')}`);
    if (before != null) conditions.push(`${sortAt} < ${this.parameters.add(before, 'timestamptz')}`);
    if (from == null && before != null) conditions.push(`${sortAt} > '-infinity'`);
    return conditions;
  }

  private onArticle(condition: string): string {
    this.readsArticles = true;
    return condition;
  }

  private array(values: number[]): string {
    return this.parameters.add(values, 'bigint[]');
  }
}

function ids(names: string[], found: Map<string, number[]>): number[] {
  return [...new Set(names.flatMap((name) => found.get(name) ?? []))];
}

function all(conditions: string[]): string {
  return conditions.length === 0 ? 'true' : `(${conditions.join(' and ')})`;
}

function language(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? refuseLanguage(tag);
  } catch {
    return refuseLanguage(tag);
  }
}

function refuseLanguage(tag: string): never {
  return refuse(`"${tag.slice(0, 20)}" is not a language tag. Use BCP 47, such as "en", "km" or "pt-BR".`);
}
