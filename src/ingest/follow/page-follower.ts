import type { ArticleDraft, Draft, Refusal } from '../draft.js';
import { contentJson } from '../identity.js';
import { brokenOff } from '../input-fault.js';
import type { InputFile } from '../inputs.js';
import { type OpenedInput, openInput } from '../open-input.js';
import { formatOf, readItems } from '../read-source.js';
import { refusalOf } from '../refusal.js';
import type { OpenOptions } from '../source.js';
import { withPage } from './with-page.js';

/** Reads the pages that the items of a feed lead to: many feeds hold only how their stories begin. */
export class PageFollower {
  constructor(private readonly options: OpenOptions) {}

  /**
   * An article together with what its page says; everything else as it is. Nothing, when neither has changed.
   *
   * A page that is not there, that may not be fetched or that is no story is refused, and the article is what its
   * item says. While a server does not answer, the item is refused too: what its page said the last time must not
   * be overwritten with less.
   */
  async *follow(item: Draft | Refusal): AsyncIterable<Draft | Refusal> {
    if (item.kind !== 'article' || item.url === null) {
      yield item;
      return;
    }
    const found = await this.read(item, item.url);
    if (found === null) return;
    if (found.kind === 'article') yield withPage(item, found);
    else if (found.isPassing) yield ofItem(found, item);
    else {
      yield found;
      yield item;
    }
  }

  /** The one story that a page is; a refusal when it is none, null when it has not changed. */
  private async read(item: ArticleDraft, url: string): Promise<ArticleDraft | Refusal | null> {
    // An item that says something else has to be joined with its page anew, also when that is as it was.
    const readWith = contentJson(item);
    const file: InputFile = {
      kind: 'file',
      location: url,
      path: null,
      source: url,
      size: null,
      url,
      readWith,
    };
    let found: ArticleDraft | Refusal | null = null;
    for await (const opened of openInput(file, this.options)) {
      const one = opened.kind === 'refusal' ? opened : await storyIn(opened);
      found = found === null ? one : noStory(file);
    }
    if (found?.kind !== 'refusal' || !found.isPassing) this.options.web?.finish(url);
    return found;
  }
}

async function storyIn({ file, source }: OpenedInput): Promise<ArticleDraft | Refusal> {
  try {
    const format = formatOf(file, source);
    if ('code' in format) return format;
    if (!format.oneStoryPerFile) return noStory(file);
    for await (const item of readItems(file, source, format)) {
      if (item.kind === 'refusal') return item;
      return item.kind === 'article' ? { ...item, url: item.url ?? source.url } : noStory(file);
    }
    return noStory(file);
  } catch (error) {
    return brokenOff(file.location, error);
  } finally {
    source.close();
  }
}

function noStory(file: InputFile): Refusal {
  const reason = 'The page of the item is no single story; what the item itself says is taken.';
  return refusalOf(file, 'NOT_A_STORY', reason);
}

function ofItem(refusal: Refusal, { location, item, url }: ArticleDraft): Refusal {
  return {
    ...refusal,
    location,
    item: item ?? null,
    reason: `Its page ${url} was not read: ${refusal.reason}`,
  };
}
