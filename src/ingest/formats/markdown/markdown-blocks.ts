import type { MarkdownIt } from 'markdown-it';
import { htmlToBlocks } from '../../clean/html-blocks.js';
import type { BlockDraft } from '../../draft.js';
import { type MarkdownContext, renderCode } from './render-code.js';
import { TemplateText } from './template-codes.js';

/** Attributes that kramdown and Hugo put behind headings and blocks, and places of a table of contents. */
const ATTRIBUTE_LIST =
  /[ \t]?\{:[^{}\n]{0,300}\}|[ \t]+\{[#.][^{}\n]{0,300}\}(?=[ \t]*$)|^\[\[?toc\]?\][ \t]*$/gim;
const FOOTNOTE = /\[\^([\w-]{1,60})\](?::[ \t]?)?/g;

/** A text in Markdown, with HTML and codes of templates in it, as blocks. */
export async function markdownToBlocks(body: string, context: MarkdownContext): Promise<BlockDraft[]> {
  const text = new TemplateText(body, (code) => renderCode(code, context));
  const { baseUrl } = context;
  if (/^\s*<(?:!doctype|html)\b/i.test(text.markdown))
    return htmlToBlocks(text.putBack(text.markdown), { baseUrl });
  const { default: Markdown } = await import('markdown-it');
  const parser: MarkdownIt = new Markdown({ html: true, linkify: false, typographer: false });
  // Addresses that no reader may be sent to are left out with the others of HTML; refused here, they would be text.
  parser.validateLink = () => true;
  return htmlToBlocks(text.putBack(parser.render(outsideFences(text.markdown))), { baseUrl });
}

/** Without what other dialects of Markdown write; programs stay as they are. */
function outsideFences(markdown: string): string {
  if (!/\{[:#.]|\[\^|\[toc/i.test(markdown)) return markdown;
  return markdown
    .split(/^( {0,3}(?:```|~~~).*)$/m)
    .map((part, n) => (n % 4 === 0 ? part.replace(ATTRIBUTE_LIST, '').replace(FOOTNOTE, '\\[$1\\] ') : part))
    .join('');
}
