import { lineOf, type PageDocument, type PageElement } from './page-dom.js';

/** Parts of a page that are about other stories, readers, or the site. */
export const ASIDE =
  'nav, aside, footer, [role=navigation], [role=complementary], [class*=related i], [class*=comment i], [id*=comment i], [class*=sidebar i], [id*=sidebar i], [class*=widget i], [class*=recommend i], [class*=popular i], [class*=trending i], [class*=most-read i], [class*=mostread i], [class*=newsletter i], [class*=ticker i]';

/** A story has its own footer, margin or bar with credits, which is short. */
const OWN_BOX = /^(?:footer|aside|nav)$/;
const LONGEST_OWN = 500;

/** A page whose elements know their place in its order, and how far they are from the headline. */
export class PageRegion {
  private readonly places = new Map<PageElement, number>();
  private readonly headlinePlace: number | null;

  constructor(
    readonly document: PageDocument,
    readonly headline: PageElement | null,
  ) {
    let place = 0;
    for (const element of document.querySelectorAll('*')) {
      this.places.set(element, place);
      place += 1;
    }
    this.headlinePlace = headline === null ? null : (this.places.get(headline) ?? null);
  }

  /** The elements of that kind that belong to the story and not to what stands around it, the nearest to the headline first. */
  near(selector: string, reach = 400): PageElement[] {
    const origin = this.headlinePlace;
    const found: { element: PageElement; distance: number }[] = [];
    for (const element of this.document.querySelectorAll(selector)) {
      const place = this.places.get(element) ?? 0;
      const distance = origin === null ? place : place >= origin ? place - origin : (origin - place) * 2;
      if ((origin !== null && distance > reach) || this.isAside(element)) continue;
      found.push({ element, distance });
    }
    return found.sort((a, b) => a.distance - b.distance).map(({ element }) => element);
  }

  private isAside(element: PageElement): boolean {
    const aside = element.closest(ASIDE);
    if (aside === null || this.headline === null) return aside !== null;
    if (aside.contains(this.headline)) return false;
    return !(OWN_BOX.test(aside.localName) && lineOf(aside).length <= LONGEST_OWN);
  }
}

/** What a machine was told in place of the words that readers see, or else these. */
export function statedIn(element: PageElement): string {
  return (
    (element.getAttribute('content') ?? element.getAttribute('datetime') ?? '').trim() || lineOf(element)
  );
}
