import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../../graph/connection.type.js';
import { NodeType } from '../../graph/node.type.js';
import { DateTimeScalar, UrlScalar } from '../../graph/scalars.js';
import { ArticleOrder } from './article.list.js';
import type { ArticleCard } from './article.query.js';
import { ImageType } from './block.type.js';

registerEnumType(ArticleOrder, {
  name: 'ArticleOrder',
  description:
    'The order of a list of stories. Equal values are told apart by an inner id, so pages never overlap.',
  valuesConfig: {
    PUBLISHED_DESC: { description: 'Newest first; stories without a known date come last.' },
    PUBLISHED_ASC: { description: 'Oldest first; stories without a known date come last.' },
    MODIFIED_DESC: { description: 'Most recently changed first.' },
    HEADLINE_ASC: { description: 'By headline, without regard to case, accents and punctuation.' },
  },
});

@ObjectType('Correction', {
  simpleResolvers: true,
  description: 'What the publisher said later about a mistake in a story.',
})
export class CorrectionType {
  @Field(() => String, { description: 'The correction as plain text.' })
  text!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was made; null when the source does not say.',
  })
  correctedAt!: string | null;
}

@ObjectType('Article', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'A story, as its source has it. What the source does not say is null: nothing is made up.',
})
export class ArticleType extends NodeType {
  @Field(() => ID, {
    description:
      'Opaque and stable: it stays the same when the story is ingested again. Do not take it apart.',
  })
  override readonly id!: unknown;

  @Field(() => String, {
    description: 'The name of the story in addresses: unique in the archive, and it never changes.',
  })
  slug!: string;

  @Field(() => UrlScalar, {
    nullable: true,
    description: 'Where the publisher has the story; null when the source gave no address.',
  })
  url!: string | null;

  @Field(() => String, { description: 'The headline as printed, without the name of the site.' })
  headline!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The summary under the headline; null where there is none, as on briefs.',
  })
  standfirst!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The credit line as printed, to the letter: "By Ann Lee in Kampot". Null where the page shows none. For people use `authors`.',
  })
  byline!: string | null;

  @Field(() => String, {
    description: 'Language of the text as a BCP 47 tag: `en`, `km`. `und` when it could not be told.',
  })
  language!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the story was published; null when the source does not say. Such stories come last by date.',
  })
  publishedAt!: string | null;

  @Field(() => DateTimeScalar, {
    description: 'When the story last changed: by its source where that says so, otherwise in this archive.',
  })
  modifiedAt!: string;

  @Field(() => Int, {
    description: 'Words in the body. In scripts without spaces, such as Khmer, words as readers know them.',
  })
  wordCount!: number;

  @Field(() => ImageType, {
    nullable: true,
    description: 'The picture that stands for the story in lists; null when the source gives none.',
  })
  leadImage!: ImageType | null;

  @Field(() => [CorrectionType], {
    description: 'Corrections in the order of the source; empty when it names none.',
  })
  corrections!: CorrectionType[];
}

@ObjectType('Provenance', {
  simpleResolvers: true,
  description: 'Where the stored version of a story came from.',
})
export class ProvenanceType {
  @Field(() => String, { description: 'Name of the file, feed or page that held it.' })
  source!: string;

  @Field(() => String, { description: 'The format that was read: `page-dump`, `jsonl` and others.' })
  format!: string;

  @Field(() => UrlScalar, { nullable: true, description: 'Address of the source; null when it was a file.' })
  sourceUrl!: string | null;

  @Field(() => DateTimeScalar, { description: 'When this version was stored.' })
  ingestedAt!: string;

  @Field(() => String, {
    description: 'SHA-256 of the content, in hex: as long as it stays the same, so does the story.',
  })
  contentHash!: string;
}

export const ArticleConnection = connectionType<ArticleCard>('Article', 'stories', () => ArticleType);
