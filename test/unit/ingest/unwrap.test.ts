import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countColumns } from '../../../src/ingest/clean/columns.js';
import { readPageLines } from '../../../src/ingest/clean/page-lines.js';
import { unwrapLines } from '../../../src/ingest/clean/unwrap.js';

const STORY = [
  'The ferry to Koh Trong stopped running on Monday after the river fell below the level at which the pilot can find the channel, and nobody on the island knows when it will start again.',
  'Farmers who sell pomelos on the mainland now wait for fishing boats. A boat takes twelve sacks, the ferry took two hundred, and the price of a crossing has doubled since the weekend.',
  'The pilot, who has steered the ferry for nineteen years, says that he has never seen the sandbank so high in November.',
  '"We could push it off with poles when I was young," he said. "Now it is wider than the boat, and every week of dry weather makes it wider still."',
  'The provincial office has promised a dredger.',
  'Teachers who live on the mainland have moved into the school, where they sleep on the benches of the third class and cook in the yard with what the parents bring.',
];

type Wrap = (text: string) => string[];

function atMost(columns: number, width: (text: string) => number = (text) => text.length): Wrap {
  return (text) => {
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const last = lines.at(-1);
      if (last !== undefined && width(`${last} ${word}`) <= columns)
        lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines;
  };
}

function past(columns: number, width: (text: string) => number = (text) => text.length): Wrap {
  return (text) => {
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const last = lines.at(-1);
      if (last !== undefined && width(last) < columns) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines;
  };
}

const escaped = (text: string): number => countColumns(text, 'escaped');

function unwrap(text: string): string[] {
  return unwrapLines(readPageLines(text)).blocks.map((block) => block.text);
}

describe('unwrapLines', () => {
  it.each([
    ['at most 76 columns', atMost(76), { kind: 'at-most', count: 'characters' }],
    ['the first space past 50 columns', past(50), { kind: 'past', count: 'characters' }],
  ])('finds the paragraphs of a story wrapped at %s, an empty line after every line', (_rule, wrap, expected) => {
    const { blocks, rule } = unwrapLines(readPageLines(STORY.flatMap(wrap).join('\n\n')));
    expect(blocks.map((block) => block.text)).toEqual(STORY);
    expect(rule).toMatchObject(expected);
  });

  it('counts quotation marks as the entities they were when the page was wrapped', () => {
    const quoted = STORY.flatMap((text) => [
      text,
      `"${text.slice(0, 70)}", said "the pilot" and "his brother" on Monday, "and that is all there is to it."`,
    ]);
    const { blocks, rule } = unwrapLines(readPageLines(quoted.flatMap(past(60, escaped)).join('\n\n')));
    expect(rule).toMatchObject({ kind: 'past', columns: 60, count: 'escaped' });
    expect(blocks.map((block) => block.text)).toEqual(quoted);
  });

  it('joins ordinary text, where only paragraphs are followed by an empty line', () => {
    const text = STORY.map((paragraph) => atMost(66)(paragraph).join('\n')).join('\n\n');
    expect(unwrap(text)).toEqual(STORY);
  });

  it('finds paragraphs whose indents were lost after the lines had been broken with them', () => {
    const lines = STORY.flatMap((paragraph) => atMost(60)(`____${paragraph}`)).map((line) =>
      line.replace('____', ''),
    );
    expect(unwrap(lines.join('\n'))).toEqual(STORY);
  });

  it('leaves lines alone that were never wrapped', () => {
    const blocks = ['The Echo', ...STORY, 'Weather', 'Contact us'];
    expect(unwrap(blocks.join('\n\n'))).toEqual(blocks);
    expect(unwrapLines(readPageLines(blocks.join('\n\n'))).rule).toBeNull();
  });

  it('ends a paragraph at a larger gap, even in mid-sentence', () => {
    const [first = [], ...rest] = STORY.map(atMost(64));
    const half = first.slice(0, 2);
    const text = `${half.join('\n\n')}\n\n\n${rest.flat().join('\n\n')}`;
    expect(unwrap(text)[0]).toBe(half.join(' '));
  });

  it('keeps list items, titles and menus out of the paragraphs beside them', () => {
    const text = [
      'River too low for the ferry',
      ...STORY.flatMap(atMost(76)),
      '  • Prices at the market',
      '  • Letters',
    ].join('\n\n');
    expect(unwrap(text)).toEqual([
      'River too low for the ferry',
      ...STORY,
      'Prices at the market',
      'Letters',
    ]);
  });

  it('joins Khmer lines broken between words without putting spaces into them', () => {
    const paragraphs = [
      'ក្រុមប្រឹក្សាក្រុងបានសម្រេចនៅថ្ងៃចន្ទថាផ្សារចាស់នឹងត្រូវជួសជុលមុនរដូវវស្សាខាងមុខ ហើយអ្នកលក់ទាំងអស់ត្រូវផ្លាស់ទៅទីតាំងបណ្តោះអាសន្ននៅជិតមាត់ទន្លេ។',
      'អ្នកលក់ត្រីម្នាក់និយាយថាគាត់មិនដឹងថាតើអតិថិជនរបស់គាត់នឹងទៅតាមគាត់ឬអត់ទេ ព្រោះកន្លែងថ្មីនៅឆ្ងាយពីផ្លូវធំ និងគ្មានភ្លើងនៅពេលយប់។',
      'អភិបាលក្រុងសន្យាថាការងារនឹងចប់ក្នុងរយៈពេលប្រាំខែ ប៉ុន្តែអ្នកភូមិចាំបានថាការសន្យាលើកមុនត្រូវចំណាយពេលបីឆ្នាំទម្រាំបានសម្រេច។',
      'កុមារដែលធ្លាប់លេងនៅក្រោមដំបូលផ្សារឥឡូវនេះរត់លេងតាមច្រាំងទន្លេវិញ ហើយគ្រូបង្រៀនបារម្ភអំពីសុវត្ថិភាពរបស់ពួកគេនៅរដូវទឹកឡើង។',
    ];
    const segments = new Intl.Segmenter('km', { granularity: 'word' });
    const lines = paragraphs.flatMap((paragraph) => {
      const wrapped = [''];
      for (const { segment } of segments.segment(paragraph)) {
        const last = wrapped.at(-1) ?? '';
        if ([...last].length + [...segment].length <= 50 || segment === '។')
          wrapped[wrapped.length - 1] = last + segment;
        else wrapped.push(segment);
      }
      return wrapped;
    });
    const spaceless = (texts: readonly string[]): string[] => texts.map((text) => text.replaceAll(' ', ''));
    expect(spaceless(unwrap(lines.join('\n\n')))).toEqual(spaceless(paragraphs));
  });

  describe('Korean', () => {
    const paragraphs = [
      '강물이 줄어 월요일부터 나룻배가 다니지 않는다. 선장은 물길을 찾을 수 없다고 말했고, 섬에 사는 사람들은 언제 배가 다시 다닐지 알지 못한다. 시장에 나가려는 사람들은 아침마다 강가에서 작은 배를 기다린다.',
      '과일을 파는 농부들은 작은 배를 기다린다. 작은 배는 자루 열두 개를 싣고 나룻배는 이백 개를 실었다. 배를 타는 값은 주말부터 두 배로 올랐고, 농부들은 과일이 상할까 걱정한다고 말했다.',
      '선장은 십구 년 동안 나룻배를 몰았지만 십일월에 모래톱이 이렇게 높은 것은 본 적이 없다고 말했다. 모래톱은 배보다 넓고, 비가 오지 않는 날마다 더 넓어진다고 한다. 사람들은 강가에서 물이 오르기를 기다린다.',
      '도청은 모래를 파내는 배를 보내겠다고 약속했다. 섬에 사는 선생들은 학교에서 자고, 부모들이 가져온 쌀로 마당에서 밥을 짓는다. 아이들은 강가에서 나룻배를 기다리며 선생들에게 언제 배가 다니는지 묻는다.',
    ];
    const cells = (text: string): number => countColumns(text, 'cells');
    const inWords: Wrap = (text) => {
      const lines = [''];
      for (const character of text) {
        const last = lines.at(-1) ?? '';
        if (cells(last + character) > 60) lines.push(character === ' ' ? '' : character);
        else if (last !== '' || character !== ' ') lines[lines.length - 1] = last + character;
      }
      return lines.map((line) => line.trimEnd());
    };

    it('gets back the spaces at the ends of lines that were broken inside of words', () => {
      const found = unwrap(paragraphs.map((text) => inWords(text).join('\n')).join('\n\n'));
      expect(found.map((text) => text.replaceAll(' ', ''))).toEqual(
        paragraphs.map((text) => text.replaceAll(' ', '')),
      );
      const words = (texts: readonly string[]): string[] => texts.join(' ').split(' ');
      const right = new Set(words(paragraphs));
      const wrong = words(found).filter((word) => !right.has(word));
      // Each wrong joint makes one or two words that are none.
      expect(wrong.length).toBeLessThanOrEqual(3);
    });

    it('is left as it is where lines were broken at spaces', () => {
      const wrapped = paragraphs.map((text) => atMost(60, cells)(text).join('\n')).join('\n\n');
      expect(unwrap(wrapped)).toEqual(paragraphs);
    });
  });

  it('keeps a hyphen at a line end and adds no space after it', () => {
    const lines = atMost(60)(STORY.join(' '));
    const at = lines.findIndex((line, index) => index > 1 && line.length > 52);
    lines.splice(at, 1, `${lines[at]?.slice(0, 50).trimEnd()} well-`, `known ${lines[at]?.slice(50) ?? ''}`);
    expect(unwrap(lines.join('\n')).join(' ')).toContain('well-known');
  });

  it('takes time in proportion to the text, even where it is one line', () => {
    const started = performance.now();
    expect(unwrap(`word ${'word '.repeat(4_000_000)}`)).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('unwrapLines on random text', () => {
  // Few letters, so that no word is an abbreviation such as "vs.", after which a sentence goes on.
  const word = fc.string({
    unit: fc.constantFrom(...'abdfiklmopu'),
    minLength: 3,
    maxLength: 11,
  });
  const sentence = fc
    .array(word, { minLength: 5, maxLength: 18 })
    .map((words) => `${words.join(' ').replace(/^./, (letter) => letter.toUpperCase())}.`);
  const paragraph = fc
    .array(sentence, { minLength: 1, maxLength: 5 })
    .map((sentences) => sentences.join(' '));
  const rule = fc.oneof(
    fc
      .integer({ min: 55, max: 100 })
      .map((columns) => ({ wrap: atMost(columns), kind: 'at-most' as const, columns })),
    fc
      .integer({ min: 55, max: 100 })
      .map((columns) => ({ wrap: past(columns), kind: 'past' as const, columns })),
  );

  it('finds every paragraph end that the rule shows, and no end inside a sentence', () => {
    fc.assert(
      fc.property(
        fc.array(paragraph, { minLength: 20, maxLength: 30 }),
        rule,
        fc.constantFrom('\n', '\n\n'),
        (paragraphs, how, glue) => {
          const wrapped = paragraphs.map(how.wrap);
          const lines = wrapped.flat();
          const starts = new Set<number>();
          let line = 0;
          for (const block of unwrapLines(readPageLines(lines.join(glue))).blocks) {
            starts.add(line);
            line += block.lines;
          }
          let end = 0;
          for (const part of wrapped) {
            part.slice(0, -1).forEach((text, index) => {
              if (!text.endsWith('.'))
                expect(starts.has(end + index + 1), `inside a sentence after "${text}"`).toBe(false);
            });
            end += part.length;
            if (end < lines.length && showsEnd(lines, end - 1, how))
              expect(starts.has(end), `after "${lines[end - 1]}"`).toBe(true);
          }
        },
      ),
      // Always the same texts: the rule is guessed, and a text in some thousands hides its own.
      { numRuns: 100, endOnFailure: true, seed: 20_261_124 },
    );
  }, 60_000);

  /** Whether the rule would have put another word on the line, so that only a paragraph's end explains it. */
  function showsEnd(
    lines: readonly string[],
    index: number,
    how: { kind: 'at-most' | 'past'; columns: number },
  ): boolean {
    const line = lines[index] ?? '';
    const nextWord = lines[index + 1]?.split(' ')[0] ?? '';
    // A line one short of the column could be a full one of a narrower rule, where no full line says otherwise.
    return how.kind === 'past'
      ? line.length < how.columns - 1
      : line.length + 1 + nextWord.length <= how.columns;
  }
});
