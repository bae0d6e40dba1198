import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { GatewayError } from '../../errors.js';
import { toNodeId } from '../../graph/node-id.js';
import { type MaybePromise, whenReady } from '../../store/batch.js';
import type { ContentContext } from '../context.js';
import type { ArticleCard, ArticleProvenance, ArticleText } from './article.query.js';
import { ArticleType, ProvenanceType } from './article.type.js';
import { BlockType } from './block.type.js';
import { type BlockView, bodyHtml, excerptOf, viewBlock } from './block.view.js';
import { bodyTextOf } from './body-text.js';

/** Words a minute: what adults read of English non-fiction (Brysbaert 2019: 238). */
const READING_SPEED = 238;
const MAX_EXCERPT = 2000;

function gone(): never {
  throw new GatewayError('DB_UNAVAILABLE', 'The story was removed while it was read. Send the query again.');
}

function textOf({ articles }: ContentContext, id: number): MaybePromise<ArticleText> {
  return whenReady(articles.text(id), (text) => text ?? gone());
}

/** Fields of an article that are more than a column. The text is read only when one of them is selected. */
@Resolver(() => ArticleType)
export class ArticleFieldsResolver {
  @FieldResolver(() => ID)
  id(@Root() article: ArticleCard): string {
    return toNodeId('article', article.id);
  }

  @FieldResolver(() => [BlockType], { description: 'The text in pieces, to be laid out by the app.' })
  body(@Root() article: ArticleCard, @Ctx() content: ContentContext): MaybePromise<BlockView[]> {
    return whenReady(textOf(content, article.id), ({ body }) => body.map(viewBlock));
  }

  @FieldResolver(() => String, { description: 'The text without markup, pieces joined by a blank line.' })
  bodyText(@Root() article: ArticleCard, @Ctx() content: ContentContext): MaybePromise<string> {
    return whenReady(textOf(content, article.id), ({ body }) => bodyTextOf(body));
  }

  @FieldResolver(() => String, { description: 'The text as sanitised HTML, safe to put into a page.' })
  bodyHtml(@Root() article: ArticleCard, @Ctx() content: ContentContext): MaybePromise<string> {
    return whenReady(textOf(content, article.id), ({ body }) => bodyHtml(body));
  }

  @FieldResolver(() => String, {
    description:
      'The start of the text on one line, cut between words and closed with an ellipsis where it was cut.',
  })
  excerpt(
    @Arg('length', () => Int, {
      defaultValue: 200,
      description: `Longest excerpt in characters, 1 to ${MAX_EXCERPT}, the ellipsis included.`,
    })
    length: number,
    @Root() article: ArticleCard,
    @Ctx() content: ContentContext,
  ): MaybePromise<string> {
    if (length < 1 || length > MAX_EXCERPT) {
      throw new GatewayError(
        'BAD_USER_INPUT',
        `Argument "length" is ${length}, but an excerpt has 1 to ${MAX_EXCERPT} characters. For the whole text select bodyText.`,
        { argument: 'length' },
      );
    }
    return whenReady(textOf(content, article.id), ({ body }) => excerptOf(bodyTextOf(body), length));
  }

  @FieldResolver(() => Int, {
    description: `Minutes to read it at ${READING_SPEED} words a minute, at least 1.`,
  })
  readingMinutes(@Root() article: ArticleCard): number {
    return Math.max(1, Math.round(article.wordCount / READING_SPEED));
  }

  @FieldResolver(() => ProvenanceType, { description: 'Where this version of the story came from.' })
  provenance(
    @Root() article: ArticleCard,
    @Ctx() { articles }: ContentContext,
  ): MaybePromise<ArticleProvenance> {
    return whenReady(articles.provenance(article.id), (provenance) => provenance ?? gone());
  }
}
