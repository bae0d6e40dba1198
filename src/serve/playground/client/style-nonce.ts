/**
 * The page's Content-Security-Policy lets in only style elements that carry the page's nonce. Monaco and
 * Radix write such elements at run time and know nothing of nonces, so every style element made by the page's
 * own scripts gets it here. Imported first, before any of them runs.
 */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
const createElement: (name: string, options?: ElementCreationOptions) => HTMLElement =
  document.createElement.bind(document);

document.createElement = ((name: string, options?: ElementCreationOptions) => {
  const element = createElement(name, options);
  if (nonce !== undefined && element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
}) as typeof document.createElement;
