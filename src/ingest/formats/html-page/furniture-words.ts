import type { PageElement } from './page-dom.js';

/** The class and id of an element as words: `PostMeta_shareBar` is ` post meta share bar `. */
export function markWords(element: PageElement): string {
  const marks = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`.slice(0, 600);
  return ` ${marks
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

/** Marks of what stands around a story on its page, and between its paragraphs. */
export const FURNITURE =
  / (?:related|relateds|recommend(?:s|ed|ations?)?|recirc(?:ulation)?|promos?|promobox|promotion|teasers?|newsletters?|subscribe|subscriptions?|signup|sign up|share|shares|sharing|sharebar|sharethis|shareaholic|sharedaddy|addthis|addtoany|social|socials|socialmedia|social media|follow us|popular|trending|trends|mostread|most read|most viewed|sidebar|outbrain|taboola|zergnet|revcontent|disqus|adverts?|advertising|advertisements?|adsense|sponsor(?:ed|s)?|breadcrumbs?|pagination|pager|cookies?|consent|gdpr|readmore|read more|read next|read also|readalso|see also|seealso|also read|alsoread|also like|more stories|more news|more on|more from|morefrom|up next|upnext|next article|next post|next prev|prev next|previous post|post navigation|nav links|nav link|author bio|authorbio|author box|authorbox|author info|about author|about the author|post author|tags?|taglist|tag list|post tags|entry meta|post meta|postmeta|article meta|postmetadata|entry utility|entry footer|post footer|article footer|toolbar|toolbox|tools|copyright|donate|donation|app download|jp relatedposts|yarpp\w*|wpcnt|navigation|navbar|navi|menu|skip|print only|printfriendly|screen reader text|visually hidden|sr only|rating|ratings|reactions?|poll|quiz|subscribe box|cta|call to action|ticker|masthead|topics|bookmark|feedback|partners?) /;
/** Comments of readers, which may be more text than the story. */
export const COMMENTS =
  / (?:comments|commentlist|comment list|comment form|comment respond|commentform|respond|reader comments|leserkommentare|kommentare|commentaires|comentarios|disqus|disqus thread|livefyre|fb comments|discussion|comment) /;
/** Lines of credits and dates about the headline. */
export const CREDITS =
  / (?:bylines?|by line|datelines?|timestamps?|time stamp|pubdate|publish date|published|post date|entry date|posted on|posted by|date published|article date|author|authors|article author|published at|last updated|updated) /;
export const CAPTION =
  / (?:\w*captions?|caption \w+|image credits?|photo credits?|img credits?|cutline|bildunterschrift|legende|imagetext|image text|bu|didascalia) /;

/** Boxes that are furniture outside of the story, and its building blocks inside. */
export const BOXES = / (?:widgets?|paywall|module|box|aside) /;
/** What says that it holds the story itself. */
export const STORY_BODY =
  / (?:(?:entry|post|article|story|news|main|single|page|blog|artikel|beitrags?) (?:content|body|text|copy|inhalt|detail)|articlebody|articletext|storytext|storybody|entrycontent|postcontent|bodytext|maincontent|body copy|body text) /;
/** What holds posts of social networks. */
export const EMBEDDED = / (?:embed\w*|tweet|twitter|instagram|facebook|social) /;
