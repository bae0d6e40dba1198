import { DropdownMenu, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { EXAMPLES } from './examples.js';
import { GRAPHQL_PATH } from './gateway.js';
import { Icon } from './icons.js';
import { type OpenedLink, readShareHash, toShareHash } from './share-link.js';
import { useActiveTabInView, useTabs } from './tabs.js';

const NOTICE_MS = 6_000;

const NEXT_THEME = { system: 'light', light: 'dark', dark: null } as const;

function linkNotice(link: OpenedLink): string {
  if (link.kind === 'query') return 'Opened from a link. Read it before you run it.';
  return link.kind === 'refused' ? link.reason : '';
}

function ThemeButton(): ReactElement {
  const theme = useGraphiQL((state) => state.theme) ?? 'system';
  const { setTheme } = useGraphiQLActions();
  const next = NEXT_THEME[theme];
  const label = `Colours: ${theme}. Switch to ${next ?? 'system'}`;
  return (
    <button
      type="button"
      className="masthead-button"
      title={label}
      aria-label={label}
      onClick={() => setTheme(next)}
    >
      <Icon name={theme} />
    </button>
  );
}

function ExamplesMenu(): ReactElement {
  const { open, add } = useTabs();
  return (
    <DropdownMenu modal={false}>
      <DropdownMenu.Button className="masthead-button" aria-label="Examples">
        <Icon name="examples" />
        <span>Examples</span>
      </DropdownMenu.Button>
      <DropdownMenu.Content className="examples-menu" align="end" sideOffset={6}>
        {EXAMPLES.map((example) => (
          <DropdownMenu.Item key={example.name} onSelect={() => open(example)}>
            <strong>{example.title}</strong>
            <small>{example.summary}</small>
          </DropdownMenu.Item>
        ))}
        <DropdownMenu.Item className="examples-all" onSelect={() => add(EXAMPLES)}>
          Open every example that has no tab
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu>
  );
}

/** Puts the query into the address bar and onto the clipboard, where the browser lets a page do that. */
async function copyLink(hash: string): Promise<string> {
  history.replaceState(null, '', hash);
  try {
    await navigator.clipboard.writeText(location.href);
    return 'Link copied. It opens this query and its variables, and runs nothing by itself.';
  } catch {
    return 'The link is in the address bar: copy it from there.';
  }
}

/** Opens links that are pasted into an open page, and drops a link from the address once it is no longer true. */
function useLinks(notify: (notice: string) => void): void {
  const { open } = useTabs();
  const active = useGraphiQL((state) => state.tabs[state.activeTabIndex]);

  useEffect(() => {
    const onHashChange = () => {
      const link = readShareHash(location.hash);
      if (link.kind === 'query') open(link.shared);
      notify(linkNotice(link));
    };
    window.addEventListener('hashchange', onHashChange);
    return () => window.removeEventListener('hashchange', onHashChange);
  }, [open, notify]);

  useEffect(() => {
    const link = readShareHash(location.hash);
    if (link.kind !== 'query' || active === undefined) return;
    const isTrue = active.query === link.shared.query && (active.variables ?? '') === link.shared.variables;
    if (!isTrue) history.replaceState(null, '', location.pathname + location.search);
  }, [active]);
}

/** The head of the page: name, endpoint, examples, link, colours. `opened` is what the page's own address asked for. */
export function Masthead({ opened }: { opened: OpenedLink }): ReactElement {
  const { current } = useTabs();
  const [notice, setNotice] = useState(() => linkNotice(opened));
  useLinks(setNotice);
  useActiveTabInView();

  useEffect(() => {
    if (notice === '') return;
    const timer = setTimeout(() => setNotice(''), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice]);

  const share = useCallback(async () => setNotice(await copyLink(toShareHash(current()))), [current]);

  return (
    <header className="masthead">
      <p className="masthead-ear">
        GraphQL playground <code>{GRAPHQL_PATH}</code>
      </p>
      <h1 className="masthead-name">Broadsheet</h1>
      <nav className="masthead-tools" aria-label="Playground">
        <ExamplesMenu />
        <button type="button" className="masthead-button" aria-label="Copy link" onClick={share}>
          <Icon name="link" />
          <span>Copy link</span>
        </button>
        <ThemeButton />
      </nav>
      <p className="masthead-notice" role="status">
        {notice}
      </p>
    </header>
  );
}
