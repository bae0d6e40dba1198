import type { FingerprintInput } from '../content/article/article.input.js';
import type { BlockValue } from '../content/article/block.js';
import { bodyTextOf } from '../content/article/body-text.js';
import { sanitiseInline } from './clean/html.js';
import { detectLanguage } from './clean/language.js';
import { countWords } from './count-words.js';
import type { ArticleDraft, BlockDraft } from './draft.js';
import { fingerprintOf } from './fingerprint.js';

/** What is only worth working out for an article that is going to be written. */
export interface ArticleText {
  /** The blocks as they are stored: JSON in UTF-8, which waits for its batch outside of the collected heap. */
  body: Buffer;
  wordCount: number;
  /** What the source says, else what the text shows, else `und`. */
  language: string;
  /** Null for a text that is too short to have near-duplicates. */
  fingerprint: FingerprintInput | null;
}

type TextSource = Pick<ArticleDraft, 'headline' | 'body' | 'language'>;

/** The text of a draft: worked out once, when it is first asked for, and what it was made from is then let go. */
export class DraftText {
  private source: TextSource | null;
  private text: ArticleText | null = null;

  constructor({ headline, body, language }: TextSource) {
    this.source = { headline, body, language };
  }

  /** Null as long as nobody has asked for it. */
  get known(): ArticleText | null {
    return this.text;
  }

  async get(): Promise<ArticleText> {
    if (this.source !== null) this.text = await articleText(this.source);
    this.source = null;
    return this.text as ArticleText;
  }
}

export async function articleText(draft: TextSource): Promise<ArticleText> {
  const body = draft.body.map(cleanBlock);
  const bodyText = bodyTextOf(body);
  const language = draft.language ?? (await detectLanguage(`${draft.headline}\n\n${bodyText}`)) ?? 'und';
  return {
    body: Buffer.from(JSON.stringify(body)),
    wordCount: countWords(bodyText),
    language,
    fingerprint: fingerprintOf(bodyText),
  };
}

function cleanBlock(block: BlockDraft): BlockValue {
  if (block.type !== 'paragraph') return block;
  return { type: 'paragraph', text: block.text, html: sanitiseInline(block.html, block.text) };
}
