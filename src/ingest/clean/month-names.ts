/** Months as the press of many countries writes them: abbreviated, in full, and inside a date. */
const COMMON: readonly string[] = [
  'jan janv januar january janvier janeiro enero ene gennaio gen januari января',
  'feb fév févr fev februar february février fevereiro febrero febbraio februari февраля',
  'mar march märz mrz mars março marzo maart maret марта',
  'apr april avr avril abr abril aprile апреля',
  'may mai mayo maio maggio mag mei мая',
  'jun june juni juin junio junho giugno giu июня',
  'jul july juli juil juillet julio julho luglio lug июля',
  'aug august août aout ago agosto augustus agustus августа',
  'sep sept september septembre septiembre setembro set settembre сентября',
  'oct october okt oktober octobre octubre out outubro ottobre ott октября',
  'nov november novembre noviembre novembro ноября',
  'dec december dez dezember déc décembre dic diciembre dezembro dicembre desember декабря',
];
const COMMON_NUMBERS: ReadonlyMap<string, number> = new Map(
  COMMON.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

/** All names that {@link monthNumber} knows without looking at other languages, the longest first. */
export const COMMON_MONTHS: readonly string[] = [...COMMON_NUMBERS.keys()].sort(
  (a, b) => b.length - a.length,
);

const LOCALES =
  'af ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ka kk km ko lo lt lv mk ms my nb ne nl pl pt ro ru si sk sl sq sr sr-Latn sv sw ta te th tr uk ur uz vi'.split(
    ' ',
  );

let others: Map<string, number> | undefined;

/** 1 to 12 for the name of a month in a language of the press, in full or abbreviated; null for other words. */
export function monthNumber(name: string): number | null {
  const key = keyOf(name);
  if (key === '' || /\d/.test(key)) return null;
  return COMMON_NUMBERS.get(key) ?? otherLanguages().get(key) ?? otherLanguages().get(bare(key)) ?? null;
}

/** Without accents, which are often left out or set otherwise in abbreviations. */
function bare(key: string): string {
  return key
    .normalize('NFD')
    .replace(/(\p{Script=Latin}|\p{Script=Greek})\p{Mn}+/gu, '$1')
    .normalize('NFC');
}

function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\.$/, '');
}

/** Names that mean different months in different languages (`listopad`) say nothing alone and are left out. */
function otherLanguages(): Map<string, number> {
  if (others !== undefined) return others;
  const months = new Map<string, number>();
  const ambiguous = new Set<string>();
  for (const locale of LOCALES) {
    for (const [name, month] of namesIn(locale).flatMap(
      ([full, n]) =>
        [
          [full, n],
          [bare(full), n],
        ] as const,
    )) {
      const known = months.get(name);
      if (known !== undefined && known !== month) ambiguous.add(name);
      months.set(name, month);
    }
  }
  for (const name of ambiguous) months.delete(name);
  others = months;
  return months;
}

function namesIn(locale: string): [string, number][] {
  const names: [string, number][] = [];
  for (const style of ['long', 'short'] as const) {
    for (const day of [undefined, 'numeric'] as const) {
      const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, {
        month: style,
        day,
        timeZone: 'UTC',
      });
      for (let month = 0; month < 12; month += 1) {
        const parts = format.formatToParts(Date.UTC(2001, month, 15));
        const name = keyOf(parts.find(({ type }) => type === 'month')?.value ?? '');
        if (/^[\p{L}\p{M}]{2,}$/u.test(name)) names.push([name, month + 1]);
      }
    }
  }
  return names;
}
