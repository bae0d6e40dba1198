import type { Timestamp } from '../draft.js';
import { COMMON_MONTHS, monthNumber } from './month-names.js';
import { isZone, momentOf, zoneOffset } from './time-zone.js';

const MONTH = COMMON_MONTHS.join('|');

const DAY_FORMS: readonly RegExp[] = [
  /(?<![\d.])(?<year>(?:1[6-9]|20)\d\d)[-./](?<month>\d{1,2})[-./](?<day>\d{1,2})(?!\d)/u,
  /(?<year>(?:1[6-9]|20)\d\d) ?[年년] ?(?<month>\d{1,2}) ?[月월] ?(?<day>\d{1,2}) ?[日일]/u,
  new RegExp(
    `(?<!\\p{L})(?<name>${MONTH})\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>(?:1[6-9]|20)\\d\\d)(?!\\d)`,
    'iu',
  ),
  new RegExp(
    `(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th|er|º)?\\.?[ -](?:de |of )?(?<name>${MONTH})\\.?,?(?: de| del|-)? ?(?<year>(?:1[6-9]|20)\\d\\d)(?!\\d)`,
    'iu',
  ),
  /(?<![\d.])(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>(?:1[6-9]|20)\d\d)(?!\d|\.\d)/u,
  /(?<![\d/])(?<first>\d{1,2})[/-](?<second>\d{1,2})[/-](?<year>(?:1[6-9]|20)\d\d)(?![\d/])/u,
];
const TIME =
  /(?<!\d)(?<hour>[012]?\d)(?:[:h.](?<minute>[0-5]\d)(?::(?<second>[0-5]\d)(?:\.\d+)?)?)? ?(?<half>[aApP]\.? ?[mM]\b\.?)?\s?(?<zone>Z\b|(?:UTC|GMT)?\s?[+-]\d{1,2}:?(?:\d\d)?\b|\(?[A-Z]{2,5}\b\)?)?/u;
/** A time stands within a few words of its day. */
const TIME_REACH = 28;

interface Day {
  year: number;
  month: number;
  day: number;
  from: number;
  to: number;
}

/**
 * The first day printed in the text, with its time and zone when they stand beside it; midnight, and the given
 * zone, where they do not. Null when the text prints no full day, or one that can be read in two ways
 * (`03/04/2019`).
 *
 * @param timeZone IANA name such as `Asia/Phnom_Penh`.
 */
export function readPrintedDate(text: string, timeZone = 'UTC'): Timestamp | null {
  const line = text.slice(0, 400);
  const day = findDay(line);
  if (day === null) return null;
  const time = findTime(line, day);
  const wallClock = Date.UTC(day.year, day.month - 1, day.day, time.hour, time.minute, time.second);
  const moment =
    time.zone === null || !isZone(time.zone)
      ? momentOf(wallClock, timeZone)
      : wallClock - zoneOffset(time.zone, new Date(wallClock)) * 60_000;
  return new Date(moment).toISOString();
}

function findDay(line: string): Day | null {
  let first: Day | null = null;
  for (const form of DAY_FORMS) {
    const match = form.exec(line);
    const groups = match?.groups;
    if (!match || !groups) continue;
    const [month, day] = monthAndDay(groups);
    const year = Number(groups.year);
    const found = { year, month, day, from: match.index, to: match.index + match[0].length };
    if (isCalendarDay(found) && (first === null || found.from < first.from)) first = found;
  }
  return first;
}

function monthAndDay(groups: Record<string, string | undefined>): [number, number] {
  if (groups.name !== undefined) return [monthNumber(groups.name) ?? 0, Number(groups.day)];
  if (groups.first === undefined) return [Number(groups.month), Number(groups.day)];
  const first = Number(groups.first);
  const second = Number(groups.second);
  if (first > 12) return [second, first];
  if (second > 12 || first === second) return [first, second];
  return [0, 0];
}

function isCalendarDay({ year, month, day }: Day): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

interface Time {
  hour: number;
  minute: number;
  second: number;
  zone: string | null;
}

const MIDNIGHT: Time = { hour: 0, minute: 0, second: 0, zone: null };

function findTime(line: string, day: Day): Time {
  const after = line.slice(day.to, day.to + TIME_REACH);
  const before = line.slice(Math.max(0, day.from - TIME_REACH), day.from);
  return readTime(after.replace(/^T(?=\d)/u, ' ')) ?? readTime(before) ?? MIDNIGHT;
}

function readTime(text: string): Time | null {
  const groups = TIME.exec(text)?.groups;
  if (!groups?.hour || (groups.minute === undefined && groups.half === undefined)) return null;
  let hour = Number(groups.hour);
  const afternoon = groups.half?.toLowerCase().startsWith('p');
  if (groups.half !== undefined) hour = (hour % 12) + (afternoon ? 12 : 0);
  if (hour > 23) return null;
  return {
    hour,
    minute: Number(groups.minute ?? 0),
    second: Number(groups.second ?? 0),
    zone: groups.zone ?? null,
  };
}
