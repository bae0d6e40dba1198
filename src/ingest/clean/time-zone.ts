/** Minutes east of UTC for abbreviations that mean one zone in the press. */
const FIXED: ReadonlyMap<string, number> = new Map([
  ['Z', 0],
  ['UT', 0],
  ['UTC', 0],
  ['GMT', 0],
  ['WET', 0],
  ['BST', 60],
  ['WEST', 60],
  ['WAT', 60],
  ['CET', 60],
  ['CEST', 120],
  ['CAT', 120],
  ['SAST', 120],
  ['EET', 120],
  ['EEST', 180],
  ['EAT', 180],
  ['MSK', 180],
  ['GST', 240],
  ['PKT', 300],
  ['IST', 330],
  ['NPT', 345],
  ['BDT', 360],
  ['ICT', 420],
  ['WIB', 420],
  ['SGT', 480],
  ['HKT', 480],
  ['PHT', 480],
  ['MYT', 480],
  ['AWST', 480],
  ['JST', 540],
  ['KST', 540],
  ['ACST', 570],
  ['AEST', 600],
  ['ACDT', 630],
  ['AEDT', 660],
  ['NZST', 720],
  ['NZDT', 780],
  ['EST', -300],
  ['EDT', -240],
  ['CST', -360],
  ['CDT', -300],
  ['MST', -420],
  ['MDT', -360],
  ['PST', -480],
  ['PDT', -420],
  ['AKST', -540],
  ['AKDT', -480],
  ['HST', -600],
  ['BRT', -180],
  ['ART', -180],
  ['NST', -210],
  ['AST', -240],
]);

/** American clocks named without saying whether it is summer. */
const SEASONAL: ReadonlyMap<string, string> = new Map([
  ['ET', 'America/New_York'],
  ['CT', 'America/Chicago'],
  ['MT', 'America/Denver'],
  ['PT', 'America/Los_Angeles'],
]);

/** Minutes east of UTC of a zone as printed (`ET`, `CST`, `GMT+7`, `+05:30`) at that time; 0 for none or an unknown one. */
export function zoneOffset(zone: string | null, at: Date): number {
  const name = zone?.replace(/[()\s]/g, '') ?? '';
  const numeric = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?$/.exec(name);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return minutes > 14 * 60 ? 0 : numeric[1] === '-' ? -minutes : minutes;
  }
  const seasonal = SEASONAL.get(name);
  return seasonal ? seasonalOffset(seasonal, at) : (FIXED.get(name) ?? 0);
}

function seasonalOffset(zone: string, at: Date): number {
  return offsetMilliseconds(zone, at.getTime()) / 60_000;
}

/**
 * The moment at which clocks in the zone show the time. Of a time that they show twice in autumn the first; one
 * that they skip in spring is as much later.
 *
 * @param wallClock the shown time as if it were UTC, in milliseconds since 1970.
 * @param timeZone IANA name such as `Asia/Phnom_Penh`; one that is not known counts as UTC.
 * @returns milliseconds since 1970.
 */
export function momentOf(wallClock: number, timeZone: string): number {
  const day = 86_400_000;
  const before = offsetMilliseconds(timeZone, wallClock - day);
  const after = offsetMilliseconds(timeZone, wallClock + day);
  // The offset from before the change is the right one for the first of two, and moves a skipped one forward.
  const first = wallClock - before;
  if (before === after || offsetMilliseconds(timeZone, first) === before) return first;
  const second = wallClock - after;
  return offsetMilliseconds(timeZone, second) === after ? second : first;
}

/** Offsets are asked for by name, and a formatter is dear to make. */
const formatters = new Map<string, Intl.DateTimeFormat | null>();

function formatterOf(timeZone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  let made: Intl.DateTimeFormat | null = null;
  try {
    made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    // Not a zone: told by null.
  }
  if (formatters.size < 1000) formatters.set(timeZone, made);
  return made;
}

function offsetMilliseconds(timeZone: string, at: number): number {
  if (timeZone === 'UTC' || Math.abs(at) > 8.64e15) return 0;
  const parts = formatterOf(timeZone)?.formatToParts(at) ?? [];
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name);
  if (!match) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  return (match[1] === '-' ? -seconds : seconds) * 1000;
}

/** Whether the words name a zone that {@link zoneOffset} knows, or give an offset. */
export function isZone(zone: string): boolean {
  const name = zone.replace(/[()\s]/g, '');
  return FIXED.has(name) || SEASONAL.has(name) || /^(?:UTC|GMT)?[+-]\d{1,2}:?(?:\d\d)?$/.test(name);
}
