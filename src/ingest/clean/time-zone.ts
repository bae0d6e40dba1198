/** Minutes east of UTC for abbreviations that mean one zone in the press. */
const FIXED: ReadonlyMap<string, number> = new Map([
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
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}
