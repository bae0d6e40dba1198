import type { Timestamp } from '../draft.js';
import { monthNumber } from './month-names.js';
import { readPrintedDate } from './printed-date.js';
import { isZone, momentOf, zoneOffset } from './time-zone.js';

const LONGEST = 200;
/** Programs write the year 1 where they have no date; nothing was published before printing. */
const FIRST_YEAR = 1400;

/** What a clock and a calendar show, with the zone as written; null where none is. */
interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  zone: string | null;
}

/**
 * The moment that a date field of a feed, page or wire names: ISO 8601 and W3C-DTF in all lengths, the basic form
 * of IPTC (`20240102T030405+0200`), RFC 822 and its usual errors (two-digit years, obsolete zones, wrong or
 * foreign weekdays, months in other languages), `YYYY-MM-DD HH:MM:SS`, seconds since 1970.
 *
 * A day alone is its midnight, a month or year alone its first; without a zone the given one counts, with its
 * daylight saving time. Null for what is no date, cannot be (30 February), or can be read in two ways
 * (`03/04/2019`).
 *
 * @param timeZone IANA name such as `Asia/Phnom_Penh`.
 */
export function readDate(text: string, timeZone: string): Timestamp | null {
  if (text.length > LONGEST) return null;
  const line = plainForm(text);
  if (/^\d{10}$|^\d{13}$/.test(line)) return timestampOf(Number(line) * (line.length === 10 ? 1000 : 1));
  const shown = readIso(line) ?? readDigits(line) ?? readWords(line);
  if (shown === null) return readPrintedDate(line, timeZone);
  return shown === 'impossible' ? null : timestampOf(toMoment(shown, timeZone));
}

const ZONE =
  '(?:\\s*(?<zone>[Zz]|(?:UTC|GMT)?\\s?[+\\-]\\d{1,2}:?(?:\\d\\d)?|\\(?[A-Za-z]{1,5}\\)?)(?:\\s*\\([^)]*\\))?)?';
const ISO = new RegExp(
  `^(?<year>\\d{4})(?:[-/.](?<month>\\d{1,2})(?:[-/.](?<day>\\d{1,2})(?:(?:\\s*T\\s*|[\\s,_]+)(?<hour>\\d{1,2})(?:[:.]?(?<minute>\\d{2})(?:[:.]?(?<second>\\d{1,2})(?:[.,:](?<fraction>\\d{1,9}))?)?)?(?:\\s?(?<half>[ap])\\.?m\\.?)?${ZONE})?)?)?[Zz]?$`,
  'i',
);
const BASIC = new RegExp(
  `^(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?:\\s*T?\\s*(?<hour>\\d{2})(?:(?<minute>\\d{2})(?<second>\\d{2})?|:(?<minutes>\\d{2})(?::(?<seconds>\\d{2}))?)?(?:[.,](?<fraction>\\d{1,9}))?${ZONE})?$`,
  'i',
);
const ORDINAL =
  /^(?<year>\d{4})-(?<days>\d{3})(?:T(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d))?(?<zone>Z|[+-]\d\d:?\d\d)?)?$/i;
const WEEK = /^(?<year>\d{4})-?W(?<week>\d\d)(?:-?(?<weekday>[1-7]))?$/i;

type Groups = Record<string, string | undefined>;
type Read = WallTime | 'impossible' | null;

function readIso(line: string): Read {
  const groups = ISO.exec(line)?.groups;
  return groups === undefined ? readOrdinal(line) : checked(groups, groups.month, groups.day);
}

function readDigits(line: string): Read {
  const groups = BASIC.exec(line)?.groups;
  return groups === undefined ? null : checked(groups, groups.month, groups.day);
}

function readOrdinal(line: string): Read {
  const groups = ORDINAL.exec(line)?.groups;
  if (groups !== undefined) {
    const date = new Date(Date.UTC(Number(groups.year), 0, Number(groups.days)));
    const inYear = date.getUTCFullYear() === Number(groups.year);
    return inYear ? checked(groups, String(date.getUTCMonth() + 1), String(date.getUTCDate())) : 'impossible';
  }
  const week = WEEK.exec(line)?.groups;
  if (week === undefined) return null;
  if (Number(week.week) < 1 || Number(week.week) > 53) return 'impossible';
  // The first week is the one that holds 4 January.
  const fourth = new Date(Date.UTC(Number(week.year), 0, 4));
  const monday = 4 - ((fourth.getUTCDay() + 6) % 7);
  const days = monday + (Number(week.week) - 1) * 7 + Number(week.weekday ?? 1) - 1;
  const date = new Date(Date.UTC(Number(week.year), 0, days));
  return checked(
    { year: String(date.getUTCFullYear()) },
    String(date.getUTCMonth() + 1),
    String(date.getUTCDate()),
  );
}

const CLOCK =
  /(?<![\d:.+-])(?<hour>\d{1,2})[:.](?<minute>\d{1,2})(?:[:.](?<second>\d{1,2})(?:[.,]\d{1,9})?)?(?:\s?(?<half>[ap])\.?m\b\.?)?(?:\s*(?<zone>[Zz](?!\p{L})|(?:UTC|GMT)?\s?[+-]\d{1,2}:?(?:\d\d)?(?!\d)|\(?[A-Za-z]{1,5}\)?(?!\p{L}))(?:\s*\([^)]*\))?)?/iu;
const DAY_FORMS: readonly RegExp[] = [
  /(?<!\d)(?<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s,/-]*(?:(?:de|of|d')\s*)?(?<name>\p{L}[\p{L}\p{M}]+)\.?[\s,/-]*(?:(?:de|del)\s+)?'?(?<year>\d{2,4})(?!\d)/gu,
  /(?<name>\p{L}[\p{L}\p{M}]+)\.?\s*(?<day>\d{1,2})(?:st|nd|rd|th)?[\s,/-]+'?(?<year>\d{4}|\d{2})(?![\d:])/gu,
  /(?<!\d)(?<year>\d{4})[\s,/.-]+(?<name>\p{L}[\p{L}\p{M}]+)\.?[\s,/-]*(?<day>\d{1,2})(?!\d)/gu,
];

/** RFC 822 and what resembles it: a day with its month in letters, and a clock on either side of it or inside. */
function readWords(line: string): Read {
  const clock = CLOCK.exec(line);
  const time = clock?.groups ?? {};
  const days =
    clock === null ? line : `${line.slice(0, clock.index)} ${line.slice(clock.index + clock[0].length)}`;
  const plain = days.replace(/[\s,]+/g, ' ').trim();
  for (const form of DAY_FORMS) {
    for (const { groups = {} } of plain.matchAll(form)) {
      const month = monthNumber(groups.name ?? '');
      if (month === null) continue;
      return checked({ ...time, year: groups.year }, String(month), groups.day);
    }
  }
  return null;
}

function checked(groups: Groups, month = '1', day = '1'): Read {
  const half = groups.half?.toLowerCase();
  const hour = Number(groups.hour ?? 0);
  const shown: WallTime = {
    year: fullYear(groups.year ?? ''),
    month: Number(month),
    day: Number(day),
    hour: half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0),
    minute: Number(groups.minute ?? groups.minutes ?? 0),
    second: Number(groups.second ?? groups.seconds ?? 0),
    millisecond: Number((groups.fraction ?? '0').padEnd(3, '0').slice(0, 3)),
    zone: groups.zone ?? null,
  };
  return isPossible(shown) ? shown : 'impossible';
}

/** As RFC 2822 reads years of two and three digits. */
function fullYear(year: string): number {
  const number = Number(year);
  if (year.length >= 4) return number;
  return year.length === 2 && number < 50 ? 2000 + number : 1900 + number;
}

/** Midnight may be hour 24, and a minute may have a leap second. */
function isPossible({ year, month, day, hour, minute, second }: WallTime): boolean {
  if (year < FIRST_YEAR) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || day < 1) return false;
  return (hour < 24 || (hour === 24 && minute === 0 && second === 0)) && minute < 60 && second <= 60;
}

function toMoment(shown: WallTime, timeZone: string): number {
  const { year, month, day, hour, minute, second, millisecond } = shown;
  const wallClock = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  if (shown.zone === null) return momentOf(wallClock, timeZone);
  const zone = shown.zone.toUpperCase();
  if (isZone(zone)) return wallClock - zoneOffset(zone, new Date(wallClock)) * 60_000;
  // RFC 2822: letters that name no zone, and the military ones that its ancestor got wrong, say UTC. Other words do not.
  return shown.zone === zone ? wallClock : momentOf(wallClock, timeZone);
}

function timestampOf(moment: number): Timestamp | null {
  const date = new Date(moment);
  const year = date.getUTCFullYear();
  return year >= FIRST_YEAR && year <= 9999 ? date.toISOString() : null;
}

/** Half days that stand before the time, in the languages that put them there. */
const MORNING = /(?:오전|上午|午前)\s*(\d{1,2}:\d{2}(?::\d{2})?)/u;
const AFTERNOON = /(?:오후|下午|午後)\s*(\d{1,2}:\d{2}(?::\d{2})?)/u;

/** One line with plain spaces and dashes, digits of all scripts as 0 to 9, without the invisible. */
function plainForm(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Cc}\s]+/gu, ' ')
    .replace(/[\u2010-\u2014\u2212]/g, '-')
    .replace(/\p{Nd}/gu, (digit) => (digit <= '9' ? digit : String(digitValue(digit))))
    .replace(MORNING, '$1 AM')
    .replace(AFTERNOON, '$1 PM')
    .trim();
}

/** Digits of a script follow each other from its zero. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}
