import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPrintedDate } from '../../../src/ingest/clean/printed-date.js';

describe('readPrintedDate', () => {
  it.each([
    ['Nov. 19, 2019 8:03 am ET', '2019-11-19T13:03:00.000Z'],
    ['July 4, 2019 8:03 PM ET', '2019-07-05T00:03:00.000Z'],
    ['2018-08-25', '2018-08-25T00:00:00.000Z'],
    ['[ 2018-08-25 15:24 ]', '2018-08-25T15:24:00.000Z'],
    ['2019-11-19T08:03:09+09:00', '2019-11-18T23:03:09.000Z'],
    ['2019-11-19T08:03:00Z', '2019-11-19T08:03:00.000Z'],
    ['25 August 2018', '2018-08-25T00:00:00.000Z'],
    ['Posted on the 3rd of May 2011', '2011-05-03T00:00:00.000Z'],
    ['sexta-feira, 22 de outubro de 2010 às 20:13', '2010-10-22T20:13:00.000Z'],
    ['13.11.2019, 23:06', '2019-11-13T23:06:00.000Z'],
    ['10:33 AM on Nov 5, 2019', '2019-11-05T10:33:00.000Z'],
    ['2018년 8월 5일', '2018-08-05T00:00:00.000Z'],
    ['11/19/2019', '2019-11-19T00:00:00.000Z'],
    ['19/11/2019', '2019-11-19T00:00:00.000Z'],
    ['Mon 18 Nov 2019 18.29 GMT+7', '2019-11-18T11:29:00.000Z'],
  ])('reads %j', (text, at) => {
    expect(readPrintedDate(text)).toBe(at);
  });

  it.each([
    '© 2019 The Echo',
    'Copyright 2019',
    '03/04/2019',
    '32 November 2019',
    '30 February 2019',
    'May 2019',
    '2 hours ago',
    'version 1.2.2019.4',
    '',
  ])('says nothing about %j, which names no one day', (text) => {
    expect(readPrintedDate(text)).toBeNull();
  });

  it('reads back every day that it is given in either order of words', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1850-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }),
        (date) => {
          const day = `${date.toISOString().slice(0, 10)}T00:00:00.000Z`;
          const part = (options: Intl.DateTimeFormatOptions): string =>
            date.toLocaleDateString('en-GB', { ...options, timeZone: 'UTC' });
          const [number, month, year] = [
            part({ day: 'numeric' }),
            part({ month: 'long' }),
            part({ year: 'numeric' }),
          ];
          expect(readPrintedDate(`${number} ${month} ${year}`)).toBe(day);
          expect(readPrintedDate(`${month} ${number}, ${year}`)).toBe(day);
        },
      ),
    );
  });
});
