import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingest } from '../../src/ingest/pipeline.js';
import { anArticle } from '../support/archive.js';
import { type Gateway, startGateway } from '../support/gateway.js';
import { NOON } from '../support/sample.js';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ sample: false });
  const drafts = [
    anArticle({
      sourceId: '1',
      slug: 'ferry',
      authors: [{ name: 'Mara Voss' }, { name: 'Sound Press Agency', kind: 'ORGANISATION' }],
      corrections: [
        { text: 'The ferry is green.', correctedAt: '2024-03-01T09:30:00.1239+07:00' },
        { text: 'It has two funnels.' },
      ],
    }),
    anArticle({ sourceId: '2', slug: 'goats' }),
  ];
  const stdin = Readable.from([Buffer.from(drafts.map((draft) => JSON.stringify(draft)).join('\n'))]);
  await ingest({ dataSource: gateway.dataSource, inputs: ['-'], stdin, now: () => NOON });
});
afterAll(() => gateway?.stop());

describe('who is credited', () => {
  it('is told to be a person or an organisation', async () => {
    const { article } = await gateway.read('{ article(slug: "ferry") { authors { name kind } } }');
    expect(article.authors).toEqual([
      { name: 'Mara Voss', kind: 'PERSON' },
      { name: 'Sound Press Agency', kind: 'ORGANISATION' },
    ]);
  });
});

describe('corrections', () => {
  it('come with the story, in order, and are an empty list where there are none', async () => {
    const { ferry, goats } = await gateway.read(`{
      ferry: article(slug: "ferry") { corrections { text correctedAt } }
      goats: article(slug: "goats") { corrections { text } }
    }`);
    expect(ferry.corrections).toEqual([
      { text: 'The ferry is green.', correctedAt: '2024-03-01T02:30:00.123Z' },
      { text: 'It has two funnels.', correctedAt: null },
    ]);
    expect(goats.corrections).toEqual([]);
  });

  it('cost a list no statement of their own', async () => {
    gateway.forget();
    await gateway.read('{ articles { nodes { headline } } }');
    const without = gateway.statements.length;
    gateway.forget();
    await gateway.read('{ articles { nodes { headline corrections { text correctedAt } } } }');
    expect(gateway.statements).toHaveLength(without);
  });
});
