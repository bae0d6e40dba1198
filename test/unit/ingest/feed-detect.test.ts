import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../src/ingest/formats/registry.js';

const formatOf = (head: string) => detectFormat(head)?.reader.name ?? null;

describe('feeds are known', () => {
  it.each([
    '<rss version="2.0"><channel>',
    '\ufeff \n\t<?xml version="1.0" encoding="UTF-8"?>\n<rss>',
    '<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><!-- made <rss> by hand --><feed xmlns="http://www.w3.org/2005/Atom">',
    '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd"><rss version="0.91">',
    '<!DOCTYPE rss [<!ENTITY a "b>c"><!ENTITY d "e">]>\n<rss>',
    '<rdf:RDF xmlns="http://purl.org/rss/1.0/">',
    '<CHANNEL HREF="https://x.example/"><ITEM>',
    '<opml version="2.0">',
  ])('%s', (head) => {
    expect(formatOf(head)).toBe('feed');
  });

  it.each([
    '{"version":"https://jsonfeed.org/version/1.1","items":[]}',
    ' {\n "title": "T",\n "items": [],\n "version" : "https:\\/\\/jsonfeed.org\\/version\\/1"}',
    '{"version": "1.1", "home_page_url": "https://x.example/", "items": []}',
  ])('%s', (head) => {
    expect(formatOf(head)).toBe('json-feed');
  });
});

describe('what is no feed is left to others', () => {
  it.each([
    '<!DOCTYPE html><html><head><link type="application/rss+xml"></head><body><p>Hello</p></body></html>',
    '<html><body><rss></rss></body></html>',
    '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>',
    '<nitf><head><title>T</title></head></nitf>',
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"></newsItem>',
    '<rdf:RDF xmlns:foaf="http://xmlns.com/foaf/0.1/"><foaf:Person/></rdf:RDF>',
    '<feed xmlns="http://other.example/"><cow/></feed>',
    '{"kind":"article","headline":"\\"version\\":\\"https://jsonfeed.org/version/1\\""}',
    '{"uri":"urn:1","version":"1","headline":"ninjs"}',
    'Words about <rss> and feeds.',
    '<!-- never ends',
    '',
  ])('%s', (head) => {
    expect(['feed', 'json-feed']).not.toContain(formatOf(head));
  });
});
