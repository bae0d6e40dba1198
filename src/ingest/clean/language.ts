import type { LanguageTag } from '../draft.js';

/** Scripts that one language of the press uses nearly alone. */
const BY_SCRIPT: readonly (readonly [script: RegExp, language: LanguageTag])[] = [
  [/\p{Script=Khmer}/gu, 'km'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Lao}/gu, 'lo'],
  [/\p{Script=Myanmar}/gu, 'my'],
  [/\p{Script=Tibetan}/gu, 'bo'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Ethiopic}/gu, 'am'],
  [/\p{Script=Thaana}/gu, 'dv'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Hiragana}|\p{Script=Katakana}/gu, 'ja'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Armenian}/gu, 'hy'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Tamil}/gu, 'ta'],
  [/\p{Script=Telugu}/gu, 'te'],
  [/\p{Script=Kannada}/gu, 'kn'],
  [/\p{Script=Malayalam}/gu, 'ml'],
  [/\p{Script=Sinhala}/gu, 'si'],
  [/\p{Script=Gujarati}/gu, 'gu'],
  [/\p{Script=Gurmukhi}/gu, 'pa'],
  [/\p{Script=Oriya}/gu, 'or'],
];

/** Characters that are looked at for their script, and those of them that are looked at for groups of letters. */
const LOOK = 6000;
const LOOK_CLOSELY = 2000;
const NOT_LATIN = /[^\P{L}\p{Script=Latin}]/u;
/** At least 30. */
const ENOUGH_LETTERS = /^(?:\P{L}*\p{L}){30}/u;
const LEAST_SHARE = 0.3;
/** Japanese mixes kana with Chinese characters, so a smaller share of kana says Japanese. */
const LEAST_SHARE_KANA = 0.08;

/**
 * The language of a text: by its script where that says it alone, else by statistics of letter groups.
 * Null when the text is too short to tell or the statistics are unsure.
 */
export async function detectLanguage(text: string): Promise<LanguageTag | null> {
  const sample = text.slice(0, LOOK);
  if (!ENOUGH_LETTERS.test(sample)) return null;
  const byScript = NOT_LATIN.test(sample) ? languageOfScript(sample) : null;
  if (byScript !== null) return byScript;
  const { eld } = await import('eld/extrasmall');
  const result = eld.detect(firstWords(sample, LOOK_CLOSELY));
  if (result.language === '' || !result.isReliable()) return null;
  return result.language === 'ms' ? malayOrIndonesian(sample) : result.language;
}

function languageOfScript(sample: string): LanguageTag | null {
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, language] of BY_SCRIPT) {
    const share = (sample.match(script)?.length ?? 0) / letters;
    if (share >= (language === 'ja' ? LEAST_SHARE_KANA : LEAST_SHARE)) return language;
  }
  return null;
}

/** The beginning of a text, cut between words where there are any. */
function firstWords(text: string, length: number): string {
  if (text.length <= length) return text;
  const space = text.lastIndexOf(' ', length);
  return text.slice(0, space > length / 2 ? space : length);
}

const INDONESIAN = /\b(?:bahwa|karena|bisa|uang|berbeda|beberapa|mobil|kantor|sedangkan|perusahaan)\b/giu;
const MALAY = /\b(?:bahawa|kerana|boleh|wang|berbeza|beberapa orang|kereta|pejabat|manakala|syarikat)\b/giu;

/** The statistics know one Malay language; its two standards differ in a few very common words. */
function malayOrIndonesian(sample: string): LanguageTag {
  const indonesian = sample.match(INDONESIAN)?.length ?? 0;
  const malay = sample.match(MALAY)?.length ?? 0;
  return indonesian > malay ? 'id' : 'ms';
}
