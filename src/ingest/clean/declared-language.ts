import type { LanguageTag } from '../draft.js';
import { canonicalLanguage } from '../draft-rules.js';

/** Codes of countries that are written for their language, and are no language's own. */
const COUNTRIES: Readonly<Record<string, string>> = {
  cn: 'zh',
  cz: 'cs',
  dk: 'da',
  gr: 'el',
  jp: 'ja',
  kh: 'km',
  ua: 'uk',
  vn: 'vi',
};
const NO_LANGUAGE = /^(?:und|mul|mis|zxx|root|c|posix|x)$/i;

/**
 * The language that a feed, page or site declares, as BCP 47: `en_US`, `EN-us`, `eng`, `English`, `de_DE_formal`
 * and the first of a list. Null for what names none (`und`, `x-default`, an unknown code).
 */
export function declaredLanguage(declared: string | null | undefined): LanguageTag | null {
  const first = (declared ?? '').slice(0, 200).split(/[,;|]/)[0]?.trim() ?? '';
  const name = first.replace(/\s*\(.*$/, '').trim();
  return (
    fromTag(name.replace(/[.@].*$/, '').replace(/_/g, '-')) ?? languageNames().get(name.toLowerCase()) ?? null
  );
}

/** Language, script and region; what else a locale says is about its formats. */
const TAG = /^([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?(?:-.*)?$/i;

function fromTag(tag: string): LanguageTag | null {
  const [, language = '', script, region] = TAG.exec(tag) ?? [];
  if (language === '' || NO_LANGUAGE.test(language)) return null;
  const code = COUNTRIES[language.toLowerCase()] ?? language;
  const canonical = canonicalLanguage([code, script, region].filter(Boolean).join('-'));
  return canonical !== null && isKnown(canonical.split('-')[0] ?? '') ? canonical : null;
}

let english: Intl.DisplayNames | undefined;

function isKnown(code: string): boolean {
  english ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  return english.of(code) !== undefined;
}

let names: Map<string, LanguageTag> | undefined;

/** Languages by their English name and by their own, in lower case. */
function languageNames(): ReadonlyMap<string, LanguageTag> {
  if (names !== undefined) return names;
  names = new Map();
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    if (canonicalLanguage(code) !== code || !isKnown(code)) continue;
    for (const locale of ['en', code]) {
      const name = new Intl.DisplayNames(locale, { type: 'language' }).of(code)?.toLowerCase();
      if (name !== undefined && !names.has(name)) names.set(name, code);
    }
  }
  return names;
}
