import { describe, expect, it } from 'vitest';
import type { Draft, Refusal } from '../../../src/ingest/draft.js';
import { markdownReader } from '../../../src/ingest/formats/markdown.js';
import { detectFormat } from '../../../src/ingest/formats/registry.js';

async function read(text: string, location = 'content/news/a-post.md'): Promise<Draft | Refusal> {
  const source = { location, url: null, timeZone: 'UTC', head: text.slice(0, 65_536) };
  const found: (Draft | Refusal)[] = [];
  for await (const item of markdownReader.read({ ...source, chunks: () => pieces(text) })) found.push(item);
  const [only, ...more] = found;
  if (only === undefined || more.length > 0) throw new Error(`${found.length} items of one file.`);
  return only;
}

async function* pieces(text: string) {
  for (let at = 0; at < text.length; at += 50) yield text.slice(at, at + 50);
}

async function article(text: string, location?: string) {
  const draft = await read(text, location);
  if (draft.kind !== 'article') throw new Error(JSON.stringify(draft));
  return draft;
}

async function texts(body: string) {
  const draft = await article(`---\ntitle: Kites\n---\n${body}`);
  return draft.body.map((block) =>
    block.type === 'list' ? block.items.join('|') : block.type === 'image' ? block.image.url : block.text,
  );
}

describe('Markdown is known by its front matter', () => {
  it.each([
    ['YAML', '---\ntitle: Kites\n---\nUp.'],
    ['YAML behind empty lines and a comment', '\n\n---\n# our template\n\nlayout: post\n---\nUp.'],
    ['nothing in it', '---\n---\nUp.'],
    ['TOML', '+++\ntitle = "Kites"\n+++\nUp.'],
    ['a table of TOML', '+++\n[params]\ntitle = "Kites"\n+++\nUp.'],
    ['JSON', '{\n  "title": "Kites"\n}\n\nUp.'],
    ['JSON between rules', '---json\n{"title": "Kites"}\n---\nUp.'],
  ])('%s', (_, text) => expect(detectFormat(text)?.reader.name).toBe('markdown'));

  it.each([
    ['a rule above a text', '---\nUp and away they flew.\n---\n'],
    ['an object alone', '{\n  "title": "Kites"\n}\n'],
    ['lines of JSON', '{"kind": "article"}\n{"kind": "article"}\n'],
    ['pretty JSON one after the other', '{\n"title": "a"\n}\n{\n"title": "b"\n}\n'],
  ])('%s is another format', (_, text) => expect(detectFormat(text)?.reader.name).not.toBe('markdown'));
});

describe('a post', () => {
  it('says what its front matter says', async () => {
    const post = await article(`---
title: "Kites &amp; wind"
slug: kites-and-wind
date: 2019-03-02 8:05:00 -0400
lastmod: 2019-03-04
deck: ''
summary: They fly <em>high</em>.
authors: [mina-okoro, jlee]
topics:
  - open-sky
categories: [Weather]
lang: pt-br
canonical_url: https://gale.example/2019/kites/
aliases: [/kites/, https://old.gale.example/k]
cover: {image: /i/kite.jpg, alt: A kite, caption: 'Photo: M. Okoro'}
correction: The wind came from the west.
---
Up **and** away.
`);
    expect(post).toMatchObject({
      headline: 'Kites & wind',
      slug: 'kites-and-wind',
      publishedAt: '2019-03-02T12:05:00.000Z',
      modifiedAt: '2019-03-04T00:00:00.000Z',
      standfirst: 'They fly high.',
      byline: null,
      authors: [
        { name: 'Mina Okoro', slug: 'mina-okoro', kind: 'PERSON' },
        { name: 'jlee', slug: 'jlee', kind: 'PERSON' },
      ],
      section: { name: 'Weather', type: 'SECTION', slug: null },
      tags: [
        { name: 'Weather', type: 'SECTION', slug: null },
        { name: 'open sky', type: 'TOPIC', slug: 'open-sky' },
      ],
      language: 'pt-BR',
      url: 'https://gale.example/2019/kites/',
      otherUrls: ['https://gale.example/kites/', 'https://old.gale.example/k'],
      leadImage: { url: 'https://gale.example/i/kite.jpg', alt: 'A kite', caption: 'Photo: M. Okoro' },
      corrections: [{ text: 'The wind came from the west.', correctedAt: null }],
      body: [{ type: 'paragraph', text: 'Up and away.', html: 'Up <strong>and</strong> away.' }],
    });
  });

  it('is the same in TOML and JSON', async () => {
    const toml = '+++\ntitle = "Kites"\ndate = 2019-03-02T08:05:00Z\n[taxonomies]\ntags = ["sky"]\n+++\nUp.';
    const json = '{\n"title": "Kites",\n"date": "2019-03-02T08:05:00Z",\n"tags": ["sky"]\n}\nUp.';
    const yaml = '---\ntitle: Kites\ndate: 2019-03-02T08:05:00Z\ntags: sky\n---\nUp.';
    const posts = await Promise.all([toml, json, yaml].map((text) => article(text)));
    expect(posts[0]).toMatchObject({ headline: 'Kites', publishedAt: '2019-03-02T08:05:00.000Z' });
    expect(posts[1]).toEqual(posts[0]);
    expect(posts[2]).toEqual(posts[0]);
  });

  it('has in Jekyll its day and name from its file, and lists with spaces', async () => {
    const post = await article(
      '---\ntags: sky wind\ncategory: weather\n---\nUp.',
      '_posts/2015-03-02-kites-up.md',
    );
    expect(post).toMatchObject({
      headline: 'kites up',
      slug: 'kites-up',
      publishedAt: '2015-03-02T00:00:00.000Z',
    });
    expect(post.tags.map(({ name }) => name)).toEqual(['weather', 'sky', 'wind']);
  });

  it('is credited as printed to names and objects', async () => {
    const post = await article(
      '---\ntitle: Kites\nauthor: [Mina Okoro, {name: J. Lee, slug: jlee}]\n---\nUp.',
    );
    expect(post.byline).toBe('Mina Okoro, J. Lee');
    expect(post.authors).toEqual([
      { name: 'Mina Okoro', slug: null, kind: 'PERSON' },
      { name: 'J. Lee', slug: 'jlee', kind: 'PERSON' },
    ]);
  });

  it('may have a quoted text that goes on at the start of a line', async () => {
    expect((await article('---\ntitle: "Kites\nabove the bay"\nslug: k\n---\nUp.')).headline).toBe(
      'Kites above the bay',
    );
  });

  it('has a title above its text once', async () => {
    const post = await article('---\nlayout: post\n---\n# Kites\n\nUp.');
    expect([post.headline, post.body.length]).toEqual(['Kites', 1]);
  });

  it('is as written where YAML has types: no date, number or yes', async () => {
    expect(await article('---\ntitle: 1.10\nslug: 0012\nauthor: no\n---\nUp.')).toMatchObject({
      headline: '1.10',
      slug: '0012',
    });
  });
});

describe('codes in a text', () => {
  it.each([
    [
      'a picture',
      '{{< figure src="https://gale.example/k.jpg" alt="K" >}}Up.',
      ['https://gale.example/k.jpg', 'Up.'],
    ],
    ['a film', '{{< youtube aBc-1 >}}', ['https://www.youtube.com/watch?v=aBc-1']],
    [
      'a quote',
      '{{< quote author="Mina" >}}\nUp **there**.\n{{< /quote >}}\n\nDown.',
      ['Up there.', 'Down.'],
    ],
    ['what encloses a text', '{{% note "x" %}}\n- one\n- two\n{{% /note %}}', ['one|two']],
    ['a reference', '[Up]({{< ref "up.md" >}} "Up") <a href="{{< relref `up` >}}">away</a>.', ['Up away.']],
    ['a code that is shown', 'Write {{</* ref */>}}.', ['Write {{< ref >}}.']],
    ['the site', '![k]({{ site.baseurl }}/k.jpg)[k]({{ "/k" | relative_url }})', ['k']],
    ['a program', '{% highlight js %}\nlet {{ a }} = `b`;\n{% endhighlight %}', ['let {{ a }} = `b`;']],
    ['a comment', 'Up{% comment %} not {{ this }} {% endcomment %} there{# nor this #}.', ['Up there.']],
    ['a condition', '{% if page.x %}Up{% else %} there{% endif %}.', ['Up there.']],
    [
      'braces in a span of code',
      'Write `{{ page.title }}`, {{ page.title }}.',
      ['Write {{ page.title }}, Kites.'],
    ],
    [
      'an included picture',
      '{% include figure.html src="https://gale.example/k.png" %}',
      ['https://gale.example/k.png'],
    ],
    ['a link to a post', '[Up]({% post_url 2015-03-02-kites %})', ['Up']],
    ['attributes', '## Up {#up}\n\nThere.{: .big}\n{: .wide}', ['Up', 'There.']],
    [
      'an indented sentence',
      '1. Up\n\nSo:\n\n    They **flew** &#8217;round.',
      ['Up', 'So:', 'They flew ’round.'],
    ],
    ['an indented program', 'So:\n\n    let up = 1;', ['So:', 'let up = 1;']],
    ['indented HTML', '<ul>\n\n    <li>Up</li>\n\n</ul>', ['Up']],
    ['Markdown right behind HTML', '<ul>\n<li>Up</li>\n</ul>_They_ flew.', ['Up', 'They flew.']],
    ['a code without an end', 'Up {{< there.', ['Up {{< there.']],
    ['words like the marks inside', 'codehere0x {{< x >}}', ['codehere0x']],
  ])('%s', async (_, body, expected) => expect(await texts(body)).toEqual(expected));

  it('never keep scripts', async () => {
    const post = await article(
      '---\ntitle: K\n---\nUp <b onclick="x()">there</b><script>x()</script> [a](javascript:x)',
    );
    expect(JSON.stringify(post.body)).not.toMatch(/script|onclick|x\(/);
  });
});

describe('other pages', () => {
  it.each([
    ['by their fields', '---\ndisplay_name: Mina Okoro\nslug: mina\nbio: Flies.\n---\n', 'x/y.md', 'mina'],
    ['by their folder', '---\ntitle: Mina Okoro\n---\nFlies.', 'content/authors/mina/_index.md', 'mina'],
    ['by their layout', '---\nlayout: author\nname: Mina Okoro\n---\nFlies.', 'who/mina.md', 'mina'],
  ])('are of authors %s', async (_, text, location, slug) => {
    expect(await read(text, location)).toMatchObject({
      kind: 'author',
      name: 'Mina Okoro',
      slug,
      bio: 'Flies.',
    });
  });

  it('are of topics by their folder', async () => {
    const topic = await read(
      '---\ntitle: Open sky\nsummary: Above.\n---\n',
      'content/topics/open-sky/_index.md',
    );
    expect(topic).toMatchObject({
      kind: 'tag',
      type: 'TOPIC',
      name: 'Open sky',
      slug: 'open-sky',
      description: 'Above.',
    });
  });

  it('a story about people in a folder of theirs stays a story', async () => {
    expect((await read('---\ntitle: Kites\ndate: 2019-01-01\n---\nUp.', 'people/kites.md')).kind).toBe(
      'article',
    );
  });

  it.each([
    ['a draft', '---\ntitle: K\ndraft: true\n---\nUp.', 'a.md', 'NOT_PUBLISHED'],
    ['not published', '---\ntitle: K\npublished: false\n---\nUp.', 'a.md', 'NOT_PUBLISHED'],
    ['in a folder of drafts', '---\ntitle: K\n---\nUp.', 'x/_drafts/a.md', 'NOT_PUBLISHED'],
    ['of another status', '---\ntitle: K\nstatus: scheduled\n---\nUp.', 'a.md', 'NOT_PUBLISHED'],
    ['a list', '---\ntitle: News\n---\n', 'content/news/_index.md', 'NOT_A_STORY'],
    ['the list of authors', '---\ntitle: Authors\n---\n', 'content/authors/_index.md', 'NOT_A_STORY'],
    ['a feed', '---\nlayout: null\n---\n<?xml version="1.0"?><rss/>', 'feed.xml', 'NOT_A_STORY'],
    ['a title alone', '---\ntitle: K\n---\n', 'a.md', 'NO_ARTICLE'],
    ['without an end', '---\ntitle: K\nUp.', 'a.md', 'MALFORMED'],
    ['no YAML', '---\ntitle: "K\n---\nUp.', 'a.md', 'MALFORMED'],
    ['no TOML', '+++\ntitle = K\n+++\nUp.', 'a.md', 'MALFORMED'],
    ['a program', '---js\n{ title: f() }\n---\nUp.', 'a.md', 'MALFORMED'],
    ['a mapping in another', '---\ntitle: Up: and: away\n---\nUp.', 'a.md', 'MALFORMED'],
    ['a list of YAML', '---\n- a\n---\nUp.', 'a.md', 'MALFORMED'],
  ])('are refused: %s', async (_, text, location, code) => {
    expect(await read(text, location)).toMatchObject({ kind: 'refusal', code });
  });

  it('are refused when aliases of YAML multiply', async () => {
    const nine = (name: string) => `[${Array(9).fill(name).join(', ')}]`;
    const rows = ['a: &a [x]', ...[...'bcdefghi'].map((c, n) => `${c}: &${c} ${nine(`*${'abcdefgh'[n]}`)}`)];
    expect(await read(`---\n${rows.join('\n')}\n---\nUp.`)).toMatchObject({
      kind: 'refusal',
      code: 'MALFORMED',
    });
  });
});
