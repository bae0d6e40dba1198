import { nameKey } from '../../content/key.js';

/** News agencies, as they are credited, in the form in which names are compared. */
const AGENCIES: ReadonlySet<string> = new Set(
  [
    'Reuters|Thomson Reuters|AP|A.P.|Associated Press|AP News|AFP|Agence France-Presse|UPI|United Press International',
    'dpa|Deutsche Presse-Agentur|EFE|Agencia EFE|ANSA|AGI|Adnkronos|TASS|ITAR-TASS|RIA Novosti|Interfax|Xinhua',
    'Xinhua News Agency|China News Service|Kyodo|Kyodo News|Jiji|Jiji Press|Yonhap|Yonhap News Agency|Newsis|PTI',
    'Press Trust of India|IANS|ANI|UNI|Bernama|Antara|AKP|Agence Kampuchea Presse|VNA|Vietnam News Agency|APA|Belga',
    'ANP|Ritzau|NTB|STT|Lusa|PAP|CTK|ČTK|MTI|Agerpres|BTA|Tanjug|HINA|Anadolu|Anadolu Agency|IRNA|WAM|KUNA|SANA|APS',
    'Bloomberg|Bloomberg News|Dow Jones|Dow Jones Newswires|AAP|Australian Associated Press|PA|PA Media|PA News Agency',
    'Press Association|Canadian Press|La Presse Canadienne|Europa Press|Télam|Agencia Brasil|Agência Brasil|Notimex',
    'Inter Press Service|IPS|News Agency of Nigeria|Ghana News Agency|SDA|ATS|Keystone-SDA|KNA|EPD|SID|CNA',
    'Central News Agency|Agencies|Agency|News Agencies|Wire Services|Wire Service|Wire Reports|Wires|CNN|CNN Wire|BBC',
    'BBC News|NPR|ABC News|CBS News|NBC News|Fox News|Sky News|Al Jazeera|Deutsche Welle|DW|RFI|RFA|RFE/RL|VOA',
    'Radio Free Asia|Radio Free Europe|Voice of America|AFP-Relaxnews|ProPublica|Kaiser Health News|Press Wire',
    '新华社|新華社|中新社|中国新闻社|中央社|共同通信|共同通信社|時事通信|時事通信社|연합뉴스|뉴시스|뉴스1|رويترز|فرانس برس|أ ف ب|وكالات|الأناضول',
    'ТАСС|РИА Новости|Интерфакс|Рейтер|Укринформ|Укрінформ',
  ]
    .join('|')
    .split('|')
    .map(nameKey),
);

/** At the end of the names of papers, stations, desks and teams, institutions and firms. */
const ORGANISATION_END =
  /(?:^|\s)(?:staff|(?:news|web)?desk|newsroom|team|board|editors|reporters|correspondents|writers|contributors|news|newswires?|wires?|agency|agencies|media|network|services?|magazine|newspapers?|times|tribune|gazette|chronicle|observer|monitor|radio|television|tv|fm|bureau|institute|university|college|foundation|cent(?:er|re)|council|committee|association|society|union|ministry|department|office|company|inc|corp|llc|ltd|gmbh|plc|group|online|\.com|redaktion|redaktionen|redaksjonen|redacci[oó]n|r[ée]daction|redazione|reda[cç][aã]o|redactie|redaksi|redakcja|redakce|toimitus|редакция|редакція)\.?$/iu;
const ORGANISATION_START =
  /^(?:the\s+)?(?:staff|editorial|associated|university|ministry|department|institute|embassy|council|office|committee|government|agence|agencia|agência|agenzia|agentur|newsroom|redaktion|redacci[oó]n|r[ée]daction|la rédaction|redazione|reda[cç][aã]o|редакция|редакція|وكالة|هيئة|أسرة)(?:\s|$)/iu;
const PAPERS =
  /^(?:the\s+)?(?:washington|huffington|denver|new york|jerusalem|bangkok|phnom penh|jakarta|national|financial|south china morning|saturday evening)\s+post$|^(?:the\s+)?(?:associated|canadian|united|free|foreign|european|detroit free|international)\s+press$|\s(?:daily|weekly|sunday)\s+\S+$/iu;
const ORGANISATION_IN_OTHER_SCRIPTS =
  /(?:社|报|報|网|網|编辑部|編輯部|編集部|新聞|新闻|通信|取材班|记者团|편집국|편집부|뉴스|통신|신문|취재팀|특별취재팀|방송)$/u;

/** Whether the name, without anything around it, is that of a news agency or broadcaster. */
export function isAgency(name: string): boolean {
  return AGENCIES.has(nameKey(name.replace(/^the\s+/i, '')));
}

/** Whether the name is that of an agency, paper, desk, team or institution and not of a person. */
export function isOrganisation(name: string): boolean {
  return (
    isAgency(name) ||
    ORGANISATION_END.test(name) ||
    ORGANISATION_START.test(name) ||
    PAPERS.test(name) ||
    ORGANISATION_IN_OTHER_SCRIPTS.test(name)
  );
}

/** What people are, and not what they are called. */
const ROLE_WORD =
  /^(?:(?:co-?|sub-?|vice-?)?(?:editor|writer|reporter|correspondent|columnist|contributor|producer|analyst|anchor|host|photographer|photojournalist|videographer|cartoonist|critic|blogger|journalist|director|president|professor|fellow|intern|chief|manager|author|researcher|commentator|strategist|executive|officer|founder|publisher|freelancer?|attorney|chairman|lecturer|economist|historian|staffer|adviser|advisor|moderator|presenter|stringer|chef|ceo|lead|head)s?(?:-in-chief|-at-large)?|redakteur(?:in)?|korrespondent(?:in)?|reporterin|journaliste|rédacteur|rédactrice|correspondant[e]?|redactor[a]?|corresponsal|periodista|reportero|giornalista|redattore|corrispondente|jornalista|repórter|wartawan|reporterka|dziennikarz|журналист|корреспондент|обозреватель|кореспондент)$/iu;
const ROLE_MODIFIER =
  /^(?:senior|staff|political|politics|national|international|foreign|special|chief|deputy|assistant|associate|managing|executive|contributing|investigative|investigations|guest|former|white|house|congressional|legal|business|economics?|financial|finance|sports?|health|science|technology|tech|education|environment|security|diplomatic|world|us|u\.s\.|lead|digital|online|web|media|news|freelance|our|own|religion|culture|arts?|entertainment|opinion|features?|investigative|data|city|metro|local|state|regional|weekend|night|morning|capitol|hill|washington|bureau|justice|defen[cs]e|policy|crime|courts?|energy|market|markets|personal)$/iu;

/** Whether the words are an office (`Senior Political Reporter`, `Cnn Contributor`): its last word says so. */
export function isRole(words: readonly string[]): boolean {
  return (
    ROLE_WORD.test(words.at(-1) ?? '') ||
    (words.length > 2 && /^(?:of|at|for)$/i.test(words[1] ?? '') && ROLE_WORD.test(words[0] ?? ''))
  );
}

/** Index of the word at which a role behind a name begins; the number of words when there is none. */
export function roleStart(words: readonly string[]): number {
  const noun = words.findIndex((word, index) => index > 0 && ROLE_WORD.test(word.replace(/[.,:]+$/, '')));
  if (noun < 0) return words.length;
  let start = noun;
  while (start > 1 && ROLE_MODIFIER.test(words[start - 1] ?? '')) start -= 1;
  return start;
}

/** Words of buttons, counters and sentences, which are in no name. */
const NEVER_IN_A_NAME =
  /^(?:the|of|from|with|for|and|or|this|that|his|her|its|their|your|about|by|who|has|have|was|were|are|not|more|follow|following|email|e-mail|mail|contact|facebook|twitter|instagram|linkedin|youtube|rss|share|comments?|reply|tags?|counts?|popular|stories|views|posts|posted|published|updated|modified|subscribe|subscribers|click|here|login|log|sign|register|images?|photos?|photographs?|photoillustrations?|illustrations?|graphics?|videos?|getty|shutterstock|istock|copyright|rights|reserved|website|homepage|bio|biography|archive|avatar|via|minutes?|hours?|ago|today|yesterday|tomorrow|january|february|september|october|november|december|monday|tuesday|wednesday|thursday|saturday|am|pm|est|edt|gmt|utc|untitled|unknown|anonymous|admin|administrator|webmaster|editor|null|undefined|none|test|user|authors|byline)$/iu;

export function isNoName(word: string): boolean {
  return NEVER_IN_A_NAME.test(word);
}

/** Words in the place of a name that name nobody at all. */
export function isNobody(text: string): boolean {
  return /^(?:(?:site\s?)?admin(?:istrator)?|webmaster|anonymous|unknown|none|null|undefined|n\/?a|user|guest|author|test|root|default|untitled|-+|\?+)\d*$/iu.test(
    text,
  );
}

/** Whether the word is a login that nobody goes by. */
export function isSharedLogin(word: string): boolean {
  return /^(?:info|contact|support|blog|web|wordpress|owner|publisher|post)$/i.test(word);
}
