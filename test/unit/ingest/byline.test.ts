import { describe, expect, it } from 'vitest';
import { readByline, readNames, readNameWithRole } from '../../../src/ingest/clean/byline.js';

const names = (text: string): string[] => readNames(text).map((author) => author.name);

describe('readByline', () => {
  it.each([
    ['By Sokha Meas', ['Sokha Meas']],
    ['By SOKHA MEAS and JOHN MCADAM', ['Sokha Meas', 'John McAdam']],
    ['By Sokha Meas, Anna de Vries and Tom O’Neil', ['Sokha Meas', 'Anna de Vries', 'Tom O’Neil']],
    ['Written by Sokha Meas, Staff Writer', ['Sokha Meas']],
    ['By Sokha Meas (sokha@example.com)', ['Sokha Meas']],
    ['By Sokha Meas@sokhameas', ['Sokha Meas']],
    ['Von Jürgen Groß und Eva-Maria Kühn', ['Jürgen Groß', 'Eva-Maria Kühn']],
    ['By Sokha Meas | Special to the Valley Echo', ['Sokha Meas']],
    ['By Jean-Paul R. Dupont', ['Jean-Paul R. Dupont']],
  ])('reads the people in %j and keeps the line as printed', (line, people) => {
    const byline = readByline(line);
    expect(byline?.text).toBe(line);
    expect(byline?.authors.map((author) => author.name)).toEqual(people);
  });

  it.each([
    ['By Reuters', 'Reuters'],
    ['By Staff', 'Staff'],
    ['By The Associated Press', 'Associated Press'],
    ['By Echo Staff Writer', 'Echo Staff Writer'],
    ['Por Agencia EFE', 'Agencia EFE'],
    ['Von Deutsche Presse-Agentur', 'Deutsche Presse-Agentur'],
  ])('finds no person but an organisation in %j', (line, name) => {
    expect(readByline(line)).toEqual({ text: line, authors: [{ name, slug: null, kind: 'ORGANISATION' }] });
  });

  it.each([
    'By the time the ferry stopped, the river was low',
    'By Monday the water had gone',
    'By Ferry to the Island',
    'The bridge was built by Sokha Meas',
    'By',
  ])('does not take %j for a byline with people', (line) => {
    expect(readByline(line)?.authors ?? []).toEqual([]);
    expect(readByline(line)).toBeNull();
  });

  it('reads a byline that follows the date', () => {
    expect(readByline('Monday November 18, 2019 7:45 am PST by Tom Reed')).toEqual({
      text: 'by Tom Reed',
      authors: [{ name: 'Tom Reed', slug: null, kind: 'PERSON' }],
    });
  });

  it('leaves date and time out of the byline', () => {
    expect(readByline('By Sokha Meas Nov 18, 2019, 11:47am EST')).toEqual({
      text: 'By Sokha Meas',
      authors: [{ name: 'Sokha Meas', slug: null, kind: 'PERSON' }],
    });
  });
});

describe('readNameWithRole', () => {
  it('reads Korean names with their roles', () => {
    expect(readNameWithRole('김하늘 기자 haneul@example.kr')).toEqual({
      text: '김하늘 기자 haneul@example.kr',
      authors: [{ name: '김하늘', slug: null, kind: 'PERSON' }],
    });
  });

  it.each([
    'New Harbour - Nov 19, 2019',
    'November 19, 2019',
    '강물이 낮아져서 나룻배가 다니지 않는다',
  ])('reads no name in %j', (line) => {
    expect(readNameWithRole(line)).toBeNull();
  });
});

describe('readNames', () => {
  it('names each person once', () => {
    expect(names('Sokha Meas, Sokha Meas & Tom Reed')).toEqual(['Sokha Meas', 'Tom Reed']);
  });

  it('finds nobody in roles, places and single words', () => {
    expect(names('Political Editor')).toEqual([]);
    expect(names('Madonna')).toEqual([]);
  });
});
