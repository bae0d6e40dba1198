import type { MarkdownIt } from 'markdown-it';
import { htmlToBlocks } from '../../clean/html-blocks.js';
import type { BlockDraft } from '../../draft.js';
import { type MarkdownContext, renderCode } from './render-code.js';
import { TemplateText } from './template-codes.js';

/** Attributes that kramdown and Hugo put behind headings and blocks, and places of a table of contents. */
const ATTRIBUTE_LIST =
  /[ \t]?\{:[^{}\n]{0,300}\}|[ \t]+\{[#.][^{}\n]{0,300}\}(?=[ \t]*$)|^\[\[?toc\]?\][ \t]*$/gim;
const ELEMENT =
  /^\s*<\/?(?:p|[ou]l|li|h[1-6]|table|t(?:head|body|foot|[rdh])|div|section|d[ldt]|blockquote|figure|figcaption|a|b|i|em|strong|span|img|br)\b/i;
/** HTML goes on to the next empty line, and swallows the Markdown of a sentence that follows it at once. */
const END_OF_HTML = /^ {0,3}<\/(?:p|[ou]l|div|table|blockquote|h[1-6]|figure)>[ \t]*(?=[^\s<])/gim;
const PROGRAM = /[{};\\][ \t]*$|[=-]>|==|&&|\(\)|^[ \t]*(?:[$#%>~]|\/\/|--|<)|[\w\])] [:+*/-]?= \S/m;
const FOOTNOTE = /\[\^([\w-]{1,60})\](?::[ \t]?)?/g;

/** A text in Markdown, with HTML and codes of templates in it, as blocks. */
export async function markdownToBlocks(body: string, context: MarkdownContext): Promise<BlockDraft[]> {
  const text = new TemplateText(body, (code) => renderCode(code, context));
  const { baseUrl } = context;
  if (/^\s*<(?:!doctype|html)\b/i.test(text.markdown))
    return htmlToBlocks(text.putBack(text.markdown), { baseUrl });
  const { default: Markdown } = await import('markdown-it');
  const [parser, plain] = [newParser(Markdown), newParser(Markdown).disable('code')];
  showIndentedText(parser, plain);
  return htmlToBlocks(text.putBack(parser.render(outsideFences(text.markdown))), { baseUrl });
}

function newParser(Markdown: typeof import('markdown-it').default): MarkdownIt {
  const parser = new Markdown({ html: true, linkify: false, typographer: false });
  // Addresses that no reader may be sent to are left out with the others of HTML; refused here, they would be text.
  parser.validateLink = () => true;
  return parser;
}

/**
 * Indented text is a program to Markdown, and in most stories the rest of a list or of HTML that an editor indented.
 * What has the marks of a program stays one, and so does what is between fences.
 */
function showIndentedText(parser: MarkdownIt, plain: MarkdownIt): void {
  const asProgram = parser.renderer.rules.code_block;
  parser.renderer.rules.code_block = (tokens, n, options, env, self) => {
    const content = tokens[n]?.content ?? '';
    if (ELEMENT.test(content) && tokens.some(({ type }) => type === 'html_block')) return content;
    return PROGRAM.test(content) ? (asProgram?.(tokens, n, options, env, self) ?? '') : plain.render(content);
  };
}

/** Without what other dialects of Markdown write; programs stay as they are. */
function outsideFences(markdown: string): string {
  return markdown
    .split(/^( {0,3}(?:```|~~~).*)$/m)
    .map((part, n) =>
      n % 4 === 0
        ? part.replace(END_OF_HTML, '$&\n\n').replace(ATTRIBUTE_LIST, '').replace(FOOTNOTE, '\\[$1\\] ')
        : part,
    )
    .join('');
}
