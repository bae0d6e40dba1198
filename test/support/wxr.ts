/** An export of WordPress 1.2 around these items, with what the channel lists before them. */
export function anExport(items: string, before = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- generator="WordPress/6.5" created="2024-03-01 08:00" -->
<rss version="2.0"
  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
  <title>The Lantern</title>
  <link>https://lantern.example</link>
  <language>en-US</language>
  <wp:wxr_version>1.2</wp:wxr_version>
  <wp:base_site_url>https://lantern.example</wp:base_site_url>
  <wp:base_blog_url>https://lantern.example</wp:base_blog_url>
  ${before}
  ${items}
</channel>
</rss>`;
}

/** A published post; what is given replaces what is usual, element by element. */
export function aPost(fields: Record<string, string> = {}, more = ''): string {
  const all: Record<string, string> = {
    title: 'River rises',
    link: 'https://lantern.example/2024/02/river-rises/',
    pubDate: 'Thu, 01 Feb 2024 03:00:00 +0000',
    'dc:creator': 'ann',
    guid: 'https://lantern.example/?p=7',
    'content:encoded': 'The river rose in the night.',
    'excerpt:encoded': '',
    'wp:post_id': '7',
    'wp:post_date': '2024-02-01 10:00:00',
    'wp:post_date_gmt': '2024-02-01 03:00:00',
    'wp:post_name': 'river-rises',
    'wp:status': 'publish',
    'wp:post_type': 'post',
    'wp:post_password': '',
    ...fields,
  };
  const elements = Object.entries(all).map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`);
  return `<item>${elements.join('\n')}${more}</item>`;
}

/** An uploaded picture. */
export function aPicture(id: number, parent = 0, more = ''): string {
  return aPost(
    {
      title: `Picture ${id}`,
      guid: `https://lantern.example/?attachment_id=${id}`,
      'content:encoded': '',
      'wp:post_id': String(id),
      'wp:status': 'inherit',
      'wp:post_type': 'attachment',
    },
    `<wp:post_parent>${parent}</wp:post_parent>
     <wp:attachment_url>https://lantern.example/files/${id}.jpg</wp:attachment_url>${more}`,
  );
}

export function meta(key: string, value: string): string {
  return `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`;
}
