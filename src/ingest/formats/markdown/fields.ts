import { readDate } from '../../clean/dates.js';
import type { Timestamp } from '../../draft.js';
import { LIMITS } from '../../draft-rules.js';
import { lineOf, proseOf } from '../wxr/wxr-text.js';

/** Where generators keep members of their own: what they hold counts as if it stood above. */
const HOLDERS = ['params', 'taxonomies', 'extra', 'fields', 'seo'];

/** What front matter says, by name. Names are compared without case, dashes and underscores. */
export class Fields {
  private readonly values = new Map<string, unknown>();

  constructor(members: Record<string, unknown>) {
    this.enter(members);
    for (const name of HOLDERS) this.enter(membersOf(this.values.get(name)) ?? {});
  }

  /** The first of the values that says something; null where none does. */
  value(...names: string[]): unknown {
    for (const name of names) {
      const value = this.values.get(name);
      if (saysSomething(value)) return value;
    }
    return null;
  }

  /** The first of the values that is a text, without white space around it; empty where none is. */
  text(...names: string[]): string {
    for (const name of names) {
      const text = textOf(this.values.get(name));
      if (text !== '') return text;
    }
    return '';
  }

  /** As one line without markup. */
  line(...names: string[]): string {
    return lineOf(this.text(...names));
  }

  /** As paragraphs without markup; null where it says nothing. */
  prose(...names: string[]): string | null {
    return proseOf(this.text(...names));
  }

  /** The first of the values that is a date. */
  moment(timeZone: string, ...names: string[]): Timestamp | null {
    for (const name of names) {
      const date = readDate(textOf(this.values.get(name)), timeZone);
      if (date !== null) return date;
    }
    return null;
  }

  /** The members of all the values, those that are no list as a list of one. */
  list(...names: string[]): unknown[] {
    return names.flatMap((name) => listOf(this.values.get(name))).slice(0, LIMITS.tags);
  }

  has(...names: string[]): boolean {
    return names.some((name) => saysSomething(this.values.get(name)));
  }

  /** Whether the value is there and says yes, or says no; null where it does neither. */
  flag(name: string): boolean | null {
    const text = textOf(this.values.get(name)).toLowerCase();
    if (/^(?:true|yes|on|1)$/.test(text)) return true;
    return /^(?:false|no|off|0)$/.test(text) ? false : null;
  }

  private enter(members: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(members)) {
      const key = name.toLowerCase().replace(/[-_\s]/g, '');
      if (!saysSomething(this.values.get(key))) this.values.set(key, value);
    }
  }
}

/** A value as it was written; empty for lists, mappings and what says nothing. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value === '~' || value === 'null' ? '' : value.trim();
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : '';
}

/** The members of a mapping by their names in lower case; null for what is none. */
export function membersOf(value: unknown): Record<string, unknown> | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || value instanceof Date)
    return null;
  return value as Record<string, unknown>;
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.filter(saysSomething);
  return saysSomething(value) ? [value] : [];
}

function saysSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(saysSomething);
  return membersOf(value) !== null || textOf(value) !== '';
}
