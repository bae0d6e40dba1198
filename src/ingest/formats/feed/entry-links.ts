import { absoluteUrl } from '../../clean/html-image.js';
import { childrenOf, textOf, type XmlNode } from './xml-node.js';

export interface EntryLinks {
  url: string | null;
  otherUrls: string[];
}

/** The web address in an element, from its text or its `href`; null when it is none. */
export function addressIn(node: XmlNode, fallbackBase: string | null): string | null {
  const { href, url, 'rdf:resource': resource } = node.attributes;
  const base = node.base ?? fallbackBase;
  for (const given of [textOf(node), href, url, resource]) {
    const address = given === undefined || given === '' ? null : absoluteUrl(given, base);
    if (address !== null) return address;
  }
  return null;
}

/** Where an item is found on the web, and other addresses that lead there. */
export function entryLinks(item: XmlNode, isAtom: boolean, fallbackBase: string | null): EntryLinks {
  const original = firstAddress(childrenOf(item, 'feedburner:origlink', 'pheedo:origlink'), fallbackBase);
  const links = linkAddresses(item, isAtom, fallbackBase);
  const own = absoluteUrl(item.attributes.href ?? '', item.base ?? fallbackBase);
  const permalink = permalinkOf(item);
  const addresses = [original, ...links, own, permalink].filter((address) => address !== null);
  const [url = null, ...rest] = new Set(addresses);
  return { url, otherUrls: original !== null ? rest.slice(0, 1) : [] };
}

/** Of an Atom entry or an RSS item: `link` is the same name with other meanings. */
function linkAddresses(item: XmlNode, isAtom: boolean, fallbackBase: string | null): string[] {
  const plain = isAtom ? [] : childrenOf(item, 'link').filter((link) => !isRelation(link));
  const relations = childrenOf(item, 'link', 'atom:link').filter((link) => !plain.includes(link));
  const alternates = relations.filter((link) => relationOf(link) === 'alternate');
  const pages = alternates.filter((link) => /html|^$/i.test(link.attributes.type ?? ''));
  const rdfAbout = item.attributes['rdf:about'];
  const addresses = [...plain, ...pages, ...alternates].map((link) => addressIn(link, fallbackBase));
  for (const { base, attributes } of childrenOf(item, 'content', 'atom:content'))
    if (/html|^$/i.test(attributes.type ?? ''))
      addresses.push(absoluteUrl(attributes.src ?? '', base ?? fallbackBase));
  if (rdfAbout !== undefined) addresses.push(absoluteUrl(rdfAbout, item.base ?? fallbackBase));
  return addresses.filter((address) => address !== null);
}

function isRelation(link: XmlNode): boolean {
  return link.attributes.rel !== undefined && textOf(link) === '';
}

/** `alternate` is what a link is that does not say. */
function relationOf(link: XmlNode): string {
  const relation = link.attributes.rel?.trim().toLowerCase() ?? 'alternate';
  return relation.replace(/^https?:\/\/www\.iana\.org\/assignments\/relation\//, '') || 'alternate';
}

/** A GUID is the permalink unless it says that it is not. */
function permalinkOf(item: XmlNode): string | null {
  for (const guid of childrenOf(item, 'guid')) {
    if (guid.attributes.ispermalink?.trim().toLowerCase() === 'false') continue;
    const address = absoluteUrl(textOf(guid), null);
    if (address !== null && /^https?:/i.test(textOf(guid))) return address;
  }
  return null;
}

function firstAddress(nodes: readonly XmlNode[], fallbackBase: string | null): string | null {
  for (const node of nodes) {
    const address = addressIn(node, fallbackBase);
    if (address !== null) return address;
  }
  return null;
}

/** The home page that a channel or source names. */
export function homePageOf(channel: XmlNode, isAtom: boolean): string | null {
  return linkAddresses(channel, isAtom, null)[0] ?? absoluteUrl(channel.attributes.href ?? '', channel.base);
}
