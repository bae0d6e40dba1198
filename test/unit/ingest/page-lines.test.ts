import { describe, expect, it } from 'vitest';
import { readPageLines } from '../../../src/ingest/clean/page-lines.js';

describe('readPageLines', () => {
  it('counts the empty lines between lines and takes every kind of line end', () => {
    const lines = readPageLines('one\r\ntwo\r\n\r\nthree\n\n\nfour\rfive');
    expect(lines.map((line) => [line.text, line.gap])).toEqual([
      ['one', -1],
      ['two', 0],
      ['three', 1],
      ['four', 2],
      ['five', 0],
    ]);
  });

  it('takes bullets off and tells the text under an item from the item', () => {
    const lines = readPageLines(
      '  • Ferry stops\n\n    The river is too low\n\n* Prices\n- 5 degrees at night',
    );
    expect(lines.map((line) => [line.bullet, line.column, line.text])).toEqual([
      ['•', 4, 'Ferry stops'],
      [null, 4, 'The river is too low'],
      ['*', 2, 'Prices'],
      ['-', 2, '5 degrees at night'],
    ]);
  });

  it.each([
    '-5 degrees at night',
    '*starred',
    '— The council, on Monday',
  ])('keeps the sign of %j, which is no bullet', (text) => {
    expect(readPageLines(text)[0]).toMatchObject({ text, bullet: null });
  });

  it('drops rules, picture placeholders and empty form fields', () => {
    const lines = readPageLines(
      '-----\n[logo-2019]\n[ad] [ad]\nSearch [        ]\n[sic] he said\n  • [photo_1.jpg]',
    );
    expect(lines.map((line) => line.text)).toEqual(['Search', '[sic] he said']);
  });

  it('finds nothing in an empty page', () => {
    expect(readPageLines(' \n\n\u00a0\n\ufeff')).toEqual([]);
  });
});
