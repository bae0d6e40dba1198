/**
 * Words by which the furniture of a news page gives itself away, in the languages met most. They are hints
 * that the body model weighs with others: no phrase alone removes a block.
 */
const phrases = (source: string): RegExp => new RegExp(`(?:^|[^\\p{L}])(?:${source})(?![\\p{L}])`, 'iu');

/** Sharing, following and sending. */
export const SHARING = phrases(
  'share (?:this|on|via|article|story|all)|shares?|tweet|retweet|whatsapp|pinterest|facebook|twitter|linkedin|reddit|flipboard|instagram|telegram|google\\+|e-?mail(?: this)?|print(?: this)?|copy link|follow us|follow @\\w+|like us|like this|pocket|teilen|drucken|partager|imprimer|compartir|compartilhar|condividi|delen|bagikan|поделиться|공유|시ェア',
);

/** Subscribing, signing in, cookies, advertisements, and what a click does. */
export const SERVICE = phrases(
  'subscribe|subscription|newsletters?|sign ?up|sign ?in|log ?in|log ?out|register|create (?:an )?account|my account|password|your e-?mail|e-?mail address|inbox|cookies?|advertisement|advertise|sponsored|promoted|opt[- ]in|click here|tap here|download (?:the|our) app|notifications?|get (?:the|our|breaking)|unsubscribe|loading|please (?:enable|check|enter)|javascript|browser|skip to|back to top|view comments|load more|show more|see (?:all|more)|view (?:all|more)|read (?:more|next|full)|full story|watch (?:now|live)|learn more|abonnieren|anmelden|anzeige|werbung|s.abonner|inscri(?:re|vez)|publicit[ée]|suscr[ií]b\\w*|publicidad(?:e)?|assine|cadastre|iscriviti|abonneer|langganan|iklan|подпи\\w+|реклам\\w+|구독|로그인|광고|회원',
);

/** Ownership and law. */
export const LEGAL = phrases(
  '©|copyright|\\(c\\) ?\\d{4}|all rights reserved|terms (?:of|and)|privacy|policy|disclaimer|registered trademark|may not be (?:published|reproduced|broadcast|copied)|powered by|designed by|contact us|about us|sitemap|site map|impressum|datenschutz\\w*|alle rechte|tous droits|mentions l[ée]gales|todos los derechos|todos os direitos|pol[ií]tica de|tutti i diritti|alle rechten|hak cipta|kebijakan|все права|무단|저작권',
);

/** A line that claims the page for its owner. */
export const OWNERSHIP = /^\W{0,3}(?:©|\(c\)\s?\d{4}|copyright\b.{0,20}\d{4})/iu;

/** What stands above the reactions of readers, or invites them. */
export const COMMENTING = phrases(
  'comments?|commenting|leave a (?:reply|comment)|post a comment|join the (?:conversation|discussion)|reply|replies|share your thoughts|have your say|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|komentar|комментари\\w*|댓글|disqus|moderat(?:or|ed|ion)',
);

/** What stands above lists of other stories. */
export const OTHER_STORIES = phrases(
  'related|recommended|you (?:may|might)(?: also)? (?:like|enjoy|be interested|want)|read (?:also|next|this next|more(?: stories| from| about| on)?)|more (?:from|in|on|about|stories|news|coverage|like)|most (?:popular|read|viewed|shared|recent|commented)|trending|popular|latest|top (?:stories|news|videos|picks)|must read|editor.s picks?|don.t miss|also (?:read|see|on)|see also|up next|next (?:article|story|post|up)|previous (?:article|story|post)|recent (?:posts|stories|articles|news)|in (?:this|other) (?:story|news)|around the web|from the web|elsewhere|story timeline|our picks|promoted stories|featured|what to read next|mehr zum|das könnte|meistgelesen|lesen sie|à lire|lire aussi|sur le même|articles? (?:liés|similaires)|relacionad[oa]s?|lee también|te puede interesar|más (?:leídas|noticias|vistas)|leia (?:também|mais)|mais lidas|veja também|leggi anche|potrebbe interessarti|lees (?:ook|meer)|meer (?:over|nieuws)|baca (?:juga|lainnya)|berita (?:terkait|lainnya)|terpopuler|terkait|читайте также|похожие|관련|인기|많이 본|주요뉴스',
);

/** Credits of pictures and their makers. */
export const PICTURE = phrases(
  'photos?|photograph\\w*|image|images|getty|shutterstock|istock|ap photo|file photo|reuters file|courtesy|credit|gallery|slideshow|video|watch|foto|bild|imagen|imagem|immagine|фото|사진',
);

/** The end of a caption: whose picture it is. */
export const CAPTION =
  /(?:credit|photos?|images?|picture|foto|bild|imagen|crédito|source)s?(?: by| courtesy of)?\s*:|\((?:ap|afp|reuters|getty|epa|photo|image|pic|courtesy|file|via)\b[^)]{0,60}\)\W*$|(?:\/\s?|via |© ?)(?:ap|afp|epa|getty|reuters|shutterstock|istock|bloomberg|nasa|twitter|instagram)\b|getty images|\(pictured\)|(?:file|handout|stock) (?:photo|image|picture)|photo by/iu;

/** Who wrote it, when, and how long it takes to read. */
export const CREDIT_LINE = phrases(
  'by|written by|posted (?:by|on|in)|published|updated|last (?:updated|modified)|first published|author|staff|correspondent|reporter|editor|min(?:ute)?s? read|read time|filed under|tags?|topics?|categor(?:y|ies)|von|par|por|di|door|oleh|автор|기자|입력|수정',
);

const MONTH =
  'jan(?:uary|uar|vier|eiro)?|feb(?:ruary|ruar)?|f[ée]v(?:rier|ereiro)?|mar(?:ch|s|zo|ço|et)?|märz|apr(?:il)?|avr(?:il)?|abr(?:il)?|ma[iy]o?|mei|june?|juni|juin|jun(?:io|ho)?|july?|juli|juillet|jul(?:io|ho)?|aug(?:ust|ustus)?|août|ago(?:sto)?|sept?(?:ember|embre|iembre)?|set(?:embro|tembre)?|o[ck]t(?:ober|obre|ubre)?|out(?:ubro)?|nov(?:ember|embre|iembre|embro)?|de[cz](?:ember)?|d[ée]c(?:embre)?|dic(?:iembre|embre)?|dez(?:embro)?|декабря|ноября|октября|сентября|августа|июля|июня|мая|апреля|марта|февраля|января';
/** A day is printed: by month name or by numbers. */
export const DATE_LIKE = new RegExp(
  `(?:^|[^\\p{L}\\d])(?:(?:${MONTH})\\.?,? \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d\\d|\\d{1,2}(?:st|nd|rd|th)?\\.? (?:de )?(?:${MONTH})\\.?,?(?: de)? (?:19|20)?\\d\\d|\\d{1,2}[./-]\\d{1,2}[./-](?:19|20)?\\d\\d|(?:19|20)\\d\\d[./-]\\d{1,2}[./-]\\d{1,2}|(?:19|20)\\d\\d ?[年년])`,
  'iu',
);
export const TIME_LIKE =
  /(?:^|\D)[012]?\d[:.h][0-5]\d(?!\d)|\d+ (?:hours?|minutes?|days?|weeks?|months?|years?) ago/iu;
export const ADDRESS_LIKE = /https?:\/\/|www\.|\S@\S|(?:^|\s)@\w|\.(?:com|org|net|co\.\w\w)(?:\W|$)/iu;
export const FILE_LIKE =
  /^\[?[^\s[\]]*[\w-]\.(?:jpe?g|png|gif|webp|svg|mp4)[^\s[\]]*\]?$|^\[[^\]\s]*\]$|^[\w-]*\d[\w-]*[_-][\w-]+$/iu;
