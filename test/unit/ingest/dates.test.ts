import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from '../../../src/ingest/clean/dates.js';

const PHNOM_PENH = 'Asia/Phnom_Penh';

describe('readDate', () => {
  it.each([
    ['2003-12-31T10:14:55Z', '2003-12-31T10:14:55.000Z'],
    ['2003-12-31T10:14:55.1239+07:00', '2003-12-31T03:14:55.123Z'],
    ['2003-12-31T10:14-08', '2003-12-31T18:14:00.000Z'],
    ['2003-12-31t10:14:55z', '2003-12-31T10:14:55.000Z'],
    ['2003-12-31 10:14:55 +0700', '2003-12-31T03:14:55.000Z'],
    ['2003-12-31T24:00:00Z', '2004-01-01T00:00:00.000Z'],
    ['2003-12-31T23:59:60Z', '2004-01-01T00:00:00.000Z'],
    ['20240102T030405+0200', '2024-01-02T01:04:05.000Z'],
    ['20240102T030405Z', '2024-01-02T03:04:05.000Z'],
    ['20240102T0304Z', '2024-01-02T03:04:00.000Z'],
    ['1600000000', '2020-09-13T12:26:40.000Z'],
    ['1600000000000', '2020-09-13T12:26:40.000Z'],
  ])('reads the ISO form %j', (text, at) => {
    expect(readDate(text, PHNOM_PENH)).toBe(at);
  });

  it.each([
    ['Thu, 01 Jan 2004 19:48:21 GMT', '2004-01-01T19:48:21.000Z'],
    ['Thu, 01 Jan 04 19:48:21 UT', '2004-01-01T19:48:21.000Z'],
    ['01 Jan 87 19:48 EST', '1987-01-02T00:48:00.000Z'],
    ['Fri, 3 Jul 2020 11:25:00 +0200', '2020-07-03T09:25:00.000Z'],
    ['Thu, 5 Apr 2012 23:47:37 +0200 (CEST)', '2012-04-05T21:47:37.000Z'],
    ['Wrongday,1 January 2004,, 9:48:21 PDT', '2004-01-01T16:48:21.000Z'],
    ['Thursday, 01-Jan-04 19:48:21 GMT', '2004-01-01T19:48:21.000Z'],
    ['Thu Jan 1 19:48:21 EST 2004', '2004-01-02T00:48:21.000Z'],
    ['Jan 1, 2004 7:48 p.m. PT', '2004-01-02T03:48:00.000Z'],
    ['Sat, 19 Mar 1988 07:15:00 Q', '1988-03-19T07:15:00.000Z'],
    ['Sat, 19 Mar 1988 07:15:00 XYZT', '1988-03-19T07:15:00.000Z'],
    ['Seg, 24 Set 2018 19:22:00 -0300', '2018-09-24T22:22:00.000Z'],
    ['Κυρ, 11 Ιούλ 2004 12:00:00 EST', '2004-07-11T17:00:00.000Z'],
    ['пн, 14 янв. 2019 10:00:00 +0300', '2019-01-14T07:00:00.000Z'],
    ['2004-július-13T9:15-05:00', '2004-07-13T14:15:00.000Z'],
  ])('reads the mail form %j', (text, at) => {
    expect(readDate(text, PHNOM_PENH)).toBe(at);
  });

  it.each([
    ['2024-01-02', '2024-01-01T17:00:00.000Z'],
    ['2024-01', '2023-12-31T17:00:00.000Z'],
    ['2024', '2023-12-31T17:00:00.000Z'],
    ['2024-060', '2024-02-28T17:00:00.000Z'],
    ['2020-W53-5', '2020-12-31T17:00:00.000Z'],
    ['20240102', '2024-01-01T17:00:00.000Z'],
    ['20240102030405', '2024-01-01T20:04:05.000Z'],
    ['2024-01-02 03:04:05', '2024-01-01T20:04:05.000Z'],
    ['2024-01-02 03:04 PM', '2024-01-02T08:04:00.000Z'],
    ['2. Januar 2024, 15:04 Uhr', '2024-01-02T08:04:00.000Z'],
    ['Tue, 02 Jan 2024 03:04:05', '2024-01-01T20:04:05.000Z'],
    ['13/04/2019 10:00', '2019-04-13T03:00:00.000Z'],
    ['2004년 05월 28일 오후 01:31:15', '2004-05-28T06:31:15.000Z'],
    ['٢٠٢٤-٠١-٠٢', '2024-01-01T17:00:00.000Z'],
    ['5 maja 2019', '2019-05-04T17:00:00.000Z'],
  ])('takes the given zone for %j', (text, at) => {
    expect(readDate(text, PHNOM_PENH)).toBe(at);
  });

  it.each([
    ['2019-07-01 12:00', '2019-07-01T16:00:00.000Z', 'summer'],
    ['2019-12-01 12:00', '2019-12-01T17:00:00.000Z', 'winter'],
    ['2019-03-10 01:59', '2019-03-10T06:59:00.000Z', 'just before the change in spring'],
    ['2019-03-10 02:30', '2019-03-10T07:30:00.000Z', 'a time that clocks skip'],
    ['2019-03-10 03:00', '2019-03-10T07:00:00.000Z', 'just after the change in spring'],
    ['2019-11-03 01:30', '2019-11-03T05:30:00.000Z', 'a time that clocks show twice'],
    ['2019-11-03 02:00', '2019-11-03T07:00:00.000Z', 'just after the change in autumn'],
  ])('knows daylight saving time: %j is %s (%s)', (text, at) => {
    expect(readDate(text, 'America/New_York')).toBe(at);
  });

  it.each([
    '2004-02-30',
    '30 Feb 2004 10:00 GMT',
    '2004-13-01',
    '2004-366x',
    '2003-366',
    '2004-W54',
    '2004-01-01T25:00:00Z',
    '2004-01-01T10:61:00Z',
    '0000-00-00 00:00:00',
    '0001-01-01T00:00:00Z',
    'Mon, 01 Jan 0001 00:00:00 +0000',
    '03/04/2019',
    'Mon, 16 Jun 20081 21:47:17 +0000',
    'today',
    '12345',
    '',
  ])('is null for %j', (text) => {
    expect(readDate(text, 'UTC')).toBeNull();
  });

  it('counts in UTC where the zone is none', () => {
    expect(readDate('2024-01-02', 'Nowhere/None')).toBe('2024-01-02T00:00:00.000Z');
  });

  const dates = fc.date({ min: new Date('1600-01-01'), max: new Date('9998-12-31'), noInvalidDate: true });

  it('reads back every moment as written by programs', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const second = new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString();
        expect(readDate(date.toISOString(), PHNOM_PENH)).toBe(date.toISOString());
        expect(readDate(date.toUTCString(), PHNOM_PENH)).toBe(second);
        expect(readDate(second.replace(/[-:]|\.000/g, ''), PHNOM_PENH)).toBe(second);
      }),
    );
  });

  it('shows the clock of the zone what the text shows', () => {
    const zones = fc.constantFrom(
      'America/New_York',
      'Europe/Berlin',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'UTC',
    );
    fc.assert(
      fc.property(dates, zones, (date, timeZone) => {
        const text = date.toISOString().slice(0, 19).replace('T', ' ');
        const moment = new Date(readDate(text, timeZone) ?? 0);
        const shown = new Date(
          `${new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(moment).replace(' ', 'T')}Z`,
        ).getTime();
        const gap = shown - new Date(`${text.replace(' ', 'T')}Z`).getTime();
        // Zero, or the length of the gap in spring.
        expect([0, 1_800_000, 3_600_000]).toContain(gap);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => readDate(text, 'UTC')).not.toThrow();
      }),
    );
    expect(readDate('1'.repeat(1_000_000), 'UTC')).toBeNull();
  });
});
