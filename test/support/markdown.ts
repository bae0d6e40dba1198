import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_DIR } from './built-project.js';

export interface MarkdownFile {
  /** From the project's folder: `docs/paging.md`. */
  name: string;
  text: string;
}

export interface Fence {
  language: string;
  text: string;
}

/** Made by tools, or somebody else's. */
const NOT_OURS = /^(?:node_modules|dist|coverage|\..*)$/;

/** Every page that people read. */
export function readPages(): MarkdownFile[] {
  return pagesBelow('').map(readPage);
}

function pagesBelow(folder: string): string[] {
  const entries = readdirSync(path.join(PROJECT_DIR, folder), { withFileTypes: true });
  return entries
    .filter(({ name }) => !NOT_OURS.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return pagesBelow(name);
      return name.endsWith('.md') ? [name] : [];
    });
}

export function readPage(name: string): MarkdownFile {
  return { name, text: readFileSync(path.join(PROJECT_DIR, name), 'utf8') };
}

/** The blocks of code in a page, in order. */
export function fencesOf({ text }: MarkdownFile): Fence[] {
  return [...text.matchAll(/^```([\w-]*)[^\n]*\n(.*?)^```$/gms)].map(([, language = '', code = '']) => ({
    language,
    text: code,
  }));
}

/** The page without its blocks of code. */
export function proseOf({ text }: MarkdownFile): string {
  return text.replace(/^```.*?^```$/gms, '');
}

/** The anchors that a page's headings make, as code hosts write them. */
export function anchorsOf(page: MarkdownFile): Set<string> {
  const headings = [...proseOf(page).matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) => match[1] ?? '');
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}
