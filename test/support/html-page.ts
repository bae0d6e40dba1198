/** Paragraphs long enough to be a story. */
export const PARAGRAPHS = [
  'The ferry to the east quay returned on Monday after eleven days of repairs, and the first boat was full before seven in the morning.',
  'Fishermen who had waited at the slipway said that they had lost a week of trade, while the market women had walked the long way over the bridge.',
  'The harbour office, which runs both boats, said that the new engine had come late from abroad and that the old one could not be mended again.',
  'From next month the boats will leave every quarter of an hour until nine in the evening, and the fare will stay what it was before the repairs.',
];

/** A page of a paper with the usual furniture around its story. */
export function aPage({
  head = '',
  above = '',
  body = '',
  below = '',
  title = 'Ferry returns to the east quay',
} = {}): string {
  return `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>${title} - The Lantern</title>${head}</head>
<body>
<header class="site-header"><a href="/">The Lantern</a>
<nav class="main-menu"><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article>
<h1 class="entry-title">${title}</h1>
${above}
<div class="entry-content">${body === '' ? PARAGRAPHS.map((text) => `<p>${text}</p>`).join('\n') : body}</div>
${below}
</article></main>
<aside class="sidebar"><h3>Most read</h3><ul><li><a href="/a">Harbour tax to rise in spring</a></li><li><a href="/b">Bridge lamps lit again</a></li></ul></aside>
<footer><p>Copyright 2026 The Lantern. All rights reserved.</p></footer>
</body></html>`;
}

export function linkedData(value: unknown): string {
  return `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
}
