import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import { UrlScalar } from '../../graph/scalars.js';
import type { BlockValue, ImageValue } from './block.js';

@ObjectType('Image', { simpleResolvers: true, description: 'A picture that goes with a story.' })
export class ImageType implements ImageValue {
  @Field(() => UrlScalar, { description: 'Where the image file is.' })
  url!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the picture shows, for readers who cannot see it; null when the source does not say.',
  })
  alt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The words under the picture; null where there are none.',
  })
  caption!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Photographer or agency; null when the source names none.',
  })
  credit!: string | null;

  @Field(() => Int, { nullable: true, description: 'Width in pixels; null when the source does not say.' })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Height in pixels; null when the source does not say.' })
  height!: number | null;
}

const TYPE_NAMES = {
  paragraph: 'Paragraph',
  heading: 'Heading',
  quote: 'Quote',
  list: 'ListBlock',
  image: 'ImageBlock',
} as const satisfies Record<BlockValue['type'], string>;

@InterfaceType('Block', {
  description:
    'One piece of the body of a story. Ask for `__typename` and spread the types that you lay out.',
  resolveType: (block: BlockValue) => TYPE_NAMES[block.type],
})
export abstract class BlockType {
  @Field(() => String, {
    description: 'The plain text of the piece, without markup; for an image its caption.',
  })
  text!: string;
}

@ObjectType('Paragraph', {
  implements: BlockType,
  simpleResolvers: true,
  description: 'A paragraph of running text.',
})
export class ParagraphType extends BlockType {
  @Field(() => String, {
    description:
      'The paragraph with its links and emphasis as sanitised inline HTML, without an enclosing `<p>`.',
  })
  html!: string;
}

@ObjectType('Heading', {
  implements: BlockType,
  simpleResolvers: true,
  description: 'A heading inside the story.',
})
export class HeadingType extends BlockType {
  @Field(() => Int, { description: 'From 2, directly under the headline, to 6.' })
  level!: number;
}

@ObjectType('Quote', { implements: BlockType, simpleResolvers: true, description: 'A quotation set apart.' })
export class QuoteType extends BlockType {
  @Field(() => String, {
    nullable: true,
    description: 'Who said it; null where the page does not name anybody.',
  })
  attribution!: string | null;
}

@ObjectType('ListBlock', {
  implements: BlockType,
  simpleResolvers: true,
  description: 'A list inside the story.',
})
export class ListBlockType extends BlockType {
  @Field(() => Boolean, { description: 'Whether the items are numbered.' })
  ordered!: boolean;

  @Field(() => [String], { description: 'The items as plain text.' })
  items!: string[];
}

@ObjectType('ImageBlock', {
  implements: BlockType,
  simpleResolvers: true,
  description: 'A picture between paragraphs.',
})
export class ImageBlockType extends BlockType {
  @Field(() => ImageType, { description: 'The picture.' })
  image!: ImageType;
}
