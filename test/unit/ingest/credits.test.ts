import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personKey } from '../../../src/content/key.js';
import { creditsOf } from '../../../src/ingest/clean/byline.js';

/** People by name, organisations in brackets. */
const credits = (text: string, isField = false): string[] =>
  creditsOf(text, { isField }).map(({ name, kind }) => (kind === 'PERSON' ? name : `[${name}]`));

describe('creditsOf', () => {
  it.each([
    ['By Jan v. Berg-Consen', ['Jan v. Berg-Consen']],
    ['By Sokha Meas and Tom Reed, in Phnom Penh', ['Sokha Meas', 'Tom Reed']],
    ['Sokha Meas, Tom Reed and Anna de Vries', ['Sokha Meas', 'Tom Reed', 'Anna de Vries']],
    ['By Sokha Meas in Phnom Penh and Tom Reed in Bangkok', ['Sokha Meas', 'Tom Reed']],
    ['Words by Sokha Meas; photos by Tom Reed', ['Sokha Meas']],
    ['Reporting by Sokha Meas in Siem Reap; Editing by Tom Reed', ['Sokha Meas']],
    ['Guest post by Sokha Meas', ['Sokha Meas']],
    ['BY SOKHA MEAS AND JOHN MCADAM', ['Sokha Meas', 'John McAdam']],
    ['Sokha Meas | Lantern News', ['Sokha Meas']],
    ['Sokha Meas / Tom Reed', ['Sokha Meas', 'Tom Reed']],
    ['By Sokha Meas.', ['Sokha Meas']],
    ['Sokha Meas, Sokha MEAS & Tom Reed', ['Sokha Meas', 'Tom Reed']],
    ['Sokha Meas im Gespräch mit Tom Reed', ['Sokha Meas', 'Tom Reed']],
    ['Sokha Meas in conversation with Tom Reed', ['Sokha Meas', 'Tom Reed']],
    ['Sokha Meas en conversación con Tom Reed', ['Sokha Meas', 'Tom Reed']],
  ])('finds the people in %j', (text, names) => {
    expect(credits(text)).toEqual(names);
  });

  it.each([
    ['J. K. Rowling', ['J. K. Rowling']],
    ['By E.B. White', ['E.B. White']],
    ['Jean-Paul R. Dupont', ['Jean-Paul R. Dupont']],
    ['Tom O’Neil', ['Tom O’Neil']],
    ['Ludwig van der Berg', ['Ludwig van der Berg']],
    ['María José de la Cruz y Gómez', ['María José de la Cruz y Gómez']],
    ['Omar al-Rashid', ['Omar al-Rashid']],
    ['Tom Howell, Jr.', ['Tom Howell Jr.']],
    ['Tom Howell III and Sokha Meas', ['Tom Howell III', 'Sokha Meas']],
    ['Sokha Meas, Ph.D.', ['Sokha Meas']],
    ['Dr. Sokha Meas', ['Sokha Meas']],
    ['William "Bill" Reed', ['William "Bill" Reed']],
    ['Don Van Natta', ['Don Van Natta']],
    ['Emily Post, Theresa May', ['Emily Post', 'Theresa May']],
    ['Di Zhang', ['Di Zhang']],
  ])('keeps the name whole in %j', (text, names) => {
    expect(credits(text)).toEqual(names);
  });

  it.each([
    ['Sokha Meas, Senior Political Reporter', ['Sokha Meas']],
    ['Sokha Meas, Lantern Contributor', ['Sokha Meas']],
    ['Sokha Meas Staff Writer', ['Sokha Meas']],
    ['Sokha Meas (sokha@lantern.example)', ['Sokha Meas']],
    ['sokha@lantern.example (Sokha Meas)', ['Sokha Meas']],
    ['Sokha Meas <sokha@lantern.example>', ['Sokha Meas']],
    ['Sokha Meas @sokhameas, Follow Sokha On Twitter', ['Sokha Meas']],
    ['Sokha Meas, Special to the Lantern', ['Sokha Meas']],
    ['Sokha Meas - Editor-in-Chief', ['Sokha Meas']],
    ['Analysis by Sokha Meas', ['Sokha Meas']],
    ['Opinion Sokha Meas', ['Sokha Meas']],
    ['sokha@lantern.example', []],
    ['https://lantern.example/sokha', []],
  ])('takes what is beside the name off %j', (text, names) => {
    expect(credits(text)).toEqual(names);
  });

  it.each([
    ['Staff', ['[Staff]']],
    ['By Lantern Staff', ['[Lantern Staff]']],
    ['AFP', ['[AFP]']],
    ['By The Associated Press', ['[Associated Press]']],
    ['Reuters Staff', ['[Reuters Staff]']],
    ['News Desk', ['[News Desk]']],
    ['Editorial Board', ['[Editorial Board]']],
    ['Staff Writer', ['[Staff Writer]']],
    ['By Sokha Meas and AFP', ['Sokha Meas', '[AFP]']],
    ['Sokha Meas, Associated Press', ['Sokha Meas', '[Associated Press]']],
    ['Sokha Meas, Lantern Newsroom', ['Sokha Meas']],
    ['Sokha Meas and Lantern Staff', ['Sokha Meas', '[Lantern Staff]']],
    ['新华社', ['[新华社]']],
    ['Редакция', ['[Редакция]']],
    ['admin', []],
    ['Political Editor', []],
  ])('tells organisations from people in %j', (text, names) => {
    expect(credits(text)).toEqual(names);
  });

  it.each([
    ['Von Jürgen Groß und Eva-Maria Kühn', ['Jürgen Groß', 'Eva-Maria Kühn']],
    ['Par Élodie Lefèvre et Jean Dupont', ['Élodie Lefèvre', 'Jean Dupont']],
    ['Por Ana López y Luis Gómez', ['Ana López', 'Luis Gómez']],
    ['Por Ana López en Madrid', ['Ana López']],
    ['Di Mario Rossi e Anna Bianchi', ['Mario Rossi', 'Anna Bianchi']],
    ['Door Jan de Vries en Piet van Dam', ['Jan de Vries', 'Piet van Dam']],
    ['Oleh Budi Santoso dan Siti Rahma', ['Budi Santoso', 'Siti Rahma']],
    ['Автор: Иван Петров и Анна Сидорова', ['Иван Петров', 'Анна Сидорова']],
    ['记者 张三 李四', ['张三', '李四']],
    ['文/张小明', ['张小明']],
    ['文● 山田太郎／灯台編集部', ['山田太郎']],
    ['[山田太郎，灯台新聞]', ['山田太郎']],
    ['张三、李四', ['张三', '李四']],
    ['山田 太郎', ['山田 太郎']],
    ['김하늘 기자', ['김하늘']],
    ['김하늘·이바다 기자', ['김하늘', '이바다']],
    ['ដោយ សុខា មាស និង ចាន់ ធូ', ['សុខា មាស', 'ចាន់ ធូ']],
    ['بقلم أحمد علي و سارة حسن', ['أحمد علي', 'سارة حسن']],
    ['Γιάννης Παπαδόπουλος', ['Γιάννης Παπαδόπουλος']],
    ['โดย สมชาย ใจดี', ['สมชาย ใจดี']],
  ])('reads %j', (text, names) => {
    expect(credits(text)).toEqual(names);
  });

  it.each([
    ['Meas, Sokha', ['Sokha Meas']],
    ['Meas, Sokha; Reed, Tom', ['Sokha Meas', 'Tom Reed']],
    ['Meas, S., Reed, T. J.', ['S. Meas', 'T. J. Reed']],
    ['de Vries, Anna', ['Anna de Vries']],
    ['Reuters, AFP', ['[Reuters]', '[AFP]']],
    ['Sokha Meas, Reporter', ['Sokha Meas']],
  ])('puts names the right way round in %j', (text, names) => {
    expect(credits(text)).toEqual(names);
  });

  it.each([
    ['Madonna', [], ['Madonna']],
    ['sokha meas', [], ['sokha meas']],
    ['Sokha meas', [], ['Sokha meas']],
    ['Sokha meas dara', [], []],
    ['sokhameas', [], ['sokhameas']],
    ['sokhameas2', [], []],
    ['newsdesk', ['[newsdesk]'], ['[newsdesk]']],
    ['info', [], []],
    ['Post', [], ['Post']],
    ['NASA', [], ['[NASA]']],
    ['The Lantern Blog', [], ['[Lantern Blog]']],
    ['Comment Count, Popular Tags', [], []],
    ['admin', [], []],
  ])('takes less for a name outside of author fields: %j', (text, inByline, inField) => {
    expect(credits(text)).toEqual(inByline);
    expect(credits(text, true)).toEqual(inField);
  });

  it('is done in time with any text, and never throws', () => {
    for (const hostile of [',', ' and ', '(', 'by ', 'A. ', 'a@', 'Sokha Meas, ', '·']) {
      expect(creditsOf(hostile.repeat(200_000)).length).toBeLessThan(200);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, isField) => {
        for (const { name } of creditsOf(text, { isField })) expect(name.trim()).not.toBe('');
      }),
    );
  });

  const given = fc.constantFrom('Sokha', 'Tom', 'Anna-Maria', 'J. K.', 'Élodie', 'Иван', 'Jean Paul');
  const family = fc.constantFrom(
    'Meas',
    'Reed',
    'O’Neil',
    'de Vries',
    'Groß',
    'van der Berg',
    'Петров',
    'Howell Jr.',
  );

  it('finds every name of a list, however it is joined', () => {
    const people = fc.uniqueArray(
      fc.tuple(given, family).map((name) => name.join(' ')),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(
        people,
        fc.constantFrom('By ', 'by ', ''),
        fc.constantFrom(', ', '; ', ' | '),
        fc.constantFrom(' and ', ' & ', ', '),
        (names, by, comma, and) => {
          const last = names.at(-1) ?? '';
          const text = by + (names.length > 1 ? `${names.slice(0, -1).join(comma)}${and}${last}` : last);
          expect(credits(text)).toEqual(names);
        },
      ),
    );
  });
});

describe('personKey', () => {
  it.each([
    ['J.K. Rowling', 'J. K. Rowling', 'J K Rowling', 'JK Rowling', 'j.k.  rowling'],
    ['Sokha Meas', 'SOKHA MEAS', 'Dr Sokha Meas', 'Mr. Sokha Meas', 'Sókha  Meas', 'Sokha Meas, Ph.D.'],
    ['Conan O’Brien', "Conan O'Brien", 'Conan OBrien', 'Conan O Brien'],
    ['Jean-Paul Dupont', 'Jean Paul Dupont'],
    ['Tom Howell Jr.', 'Tom Howell, Jr', 'TOM HOWELL JR'],
    ['The Associated Press', 'Associated Press'],
    ['山田 太郎', '山田太郎'],
    ['김 하늘', '김하늘'],
  ])('is one for %j and its other spellings', (name, ...others) => {
    for (const other of others) expect(personKey(other)).toBe(personKey(name));
  });

  it.each([
    ['Tom Howell', 'Tom Howell Jr.'],
    ['Ann Lee', 'Anna Lee'],
    ['Sokha Meas', 'S. Meas'],
    ['John A. Reed', 'John B. Reed'],
    ['Mr Lee', 'Ms Lee'],
    ['The Rock', 'Rock Hudson'],
  ])('is two for %j and %j', (one, other) => {
    expect(personKey(one)).not.toBe(personKey(other));
  });
});
