/** One small input of every kind of format, written for the tests that damage them. */

const SENTENCES =
  'The ferry to the east quay sails again on Monday, after three weeks of repairs to its engine. ';
const text = (times: number) => SENTENCES.repeat(times).trim();

const NITF = `<?xml version="1.0" encoding="UTF-8"?>
<nitf version="-//IPTC//DTD NITF 3.6//EN"><head><title>Ferry returns</title>
<docdata><doc-id id-string="quay-77"/><date.issue norm="20240229T163000Z"/><urgency ed-urg="4"/></docdata></head>
<body><body.head><hedline><hl1>Ferry returns to the east quay</hl1></hedline><byline>By <person>Mara Voss</person></byline></body.head>
<body.content><p>${text(2)}</p><p>Fares stay &amp; rise.</p></body.content></body></nitf>`;

const NEWSML_G2 = `<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:quay.example:2024:77" version="3" standard="NewsML-G2" standardversion="2.30" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><versionCreated>2024-02-29T16:30:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><headline>Ferry returns to the east quay</headline><by>Mara Voss</by></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>${text(3)}</p></body></html></inlineXML></contentSet></newsItem>`;

const NINJS = JSON.stringify({
  uri: 'urn:quay:77',
  type: 'text',
  versioncreated: '2024-02-29T16:30:00Z',
  pubstatus: 'usable',
  headline: 'Ferry returns to the east quay',
  byline: 'Mara Voss',
  language: 'en',
  body_html: `<p>${text(2)}</p><p>Fares <b>rise</b>.</p>`,
});

const IPTC_7901 =
  '\u0001QUA0077 4 NAT 0060 /QUAY-3\r\n:SUBJECT:\r\n\u0002' +
  `Ferry returns to the east quay=\r\n   By Mara Voss=\r\n\r\n   East Quay, Feb 29 (QUA) - ${text(2)}\r\n\r\n   ${text(1)}\r\n` +
  '\u0003QUA 291630 FEB 24\r\n\u0004';

const RSS = `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Lantern</title><link>https://lantern.example/</link>
${[1, 2, 3]
  .map(
    (
      n,
    ) => `<item><title>Ferry ${n} returns</title><link>https://lantern.example/${n}</link><guid>g-${n}</guid>
<dc:creator>Mara Voss</dc:creator><pubDate>Thu, 29 Feb 2024 16:3${n}:00 GMT</pubDate>
<description><![CDATA[<p>${text(2)}</p>]]></description></item>`,
  )
  .join('\n')}</channel></rss>`;

const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'The Lantern',
  items: [1, 2].map((n) => ({
    id: `j-${n}`,
    url: `https://lantern.example/j/${n}`,
    title: `Ferry ${n} returns`,
    content_html: `<p>${text(2)}</p>`,
    date_published: '2024-02-29T16:30:00Z',
  })),
});

const WXR = `<?xml version="1.0" encoding="UTF-8" ?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>The Lantern</title><link>https://lantern.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>mara</wp:author_login><wp:author_display_name><![CDATA[Mara Voss]]></wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>harbour</wp:category_nicename><wp:cat_name><![CDATA[Harbour]]></wp:cat_name></wp:category>
<item><title>Ferry returns</title><link>https://lantern.example/ferry</link><dc:creator>mara</dc:creator>
<guid isPermaLink="false">https://lantern.example/?p=7</guid>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>${text(2)}</p><!-- /wp:paragraph -->
[caption id="a"]<img src="https://lantern.example/f.jpg"/> The ferry[/caption]]]></content:encoded>
<wp:post_id>7</wp:post_id><wp:post_date_gmt>2024-02-29 16:30:00</wp:post_date_gmt><wp:post_name>ferry</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="harbour"><![CDATA[Harbour]]></category></item></channel></rss>`;

const MARKDOWN = `---
title: Ferry returns to the east quay
date: 2024-02-29T16:30:00Z
author: Mara Voss
tags: [Harbour, Ferries]
---

${text(2)}

## Fares

- One car
- Two goats

> At last, said a goat.

${text(1)}
`;

const HTML = `<!doctype html><html lang="en"><head><title>Ferry returns | The Lantern</title>
<script type="application/ld+json">${JSON.stringify({
  '@context': 'https://schema.org',
  '@type': 'NewsArticle',
  headline: 'Ferry returns to the east quay',
  author: { '@type': 'Person', name: 'Mara Voss' },
  datePublished: '2024-02-29T16:30:00Z',
})}</script></head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Ferry returns to the east quay</h1><p>${text(2)}</p><p>${text(3)}</p><p>${text(2)}</p></article>
<footer>All rights reserved</footer></body></html>`;

export const SMALL_INPUTS: readonly [name: string, bytes: Buffer][] = Object.entries({
  'nitf.xml': NITF,
  'newsml-g2.xml': NEWSML_G2,
  'ninjs.json': NINJS,
  'iptc-7901.txt': IPTC_7901,
  'rss.xml': RSS,
  'feed.json': JSON_FEED,
  'wordpress.xml': WXR,
  'post.md': MARKDOWN,
  'page.html': HTML,
}).map(([name, content]) => [name, Buffer.from(content)]);
