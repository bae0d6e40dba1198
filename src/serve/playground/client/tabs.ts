import { pick, type TabsState, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useCallback, useEffect } from 'react';
import type { SharedQuery } from './share-link.js';

type TabState = TabsState['tabs'][number];

interface Tabs {
  /** What the reader sees in the editors now. */
  current(): SharedQuery;
  /** Shows a query in the tab that holds just this text, or in a new one. Runs nothing. */
  open(wanted: SharedQuery): void;
  /** Adds a tab for each query that no tab holds, behind those that are there. */
  add(wanted: readonly SharedQuery[]): void;
}

function isSame(tab: TabState, { query, variables }: SharedQuery): boolean {
  return tab.query === query && (tab.variables ?? '') === variables;
}

/** The name that GraphiQL itself gives a tab as soon as its text is edited. */
function operationName(query: string): string | null {
  return /^\s*(?:query|mutation|subscription)\s+(\w+)/m.exec(query)?.[1] ?? null;
}

function newTab({ query, variables }: SharedQuery): TabState {
  const name = operationName(query);
  return {
    id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`,
    hash: `${query}|${variables}|`,
    title: name ?? '<untitled>',
    query,
    variables,
    headers: null,
    operationName: name,
    response: null,
  };
}

/** Scrolls the row of tabs so that the active one can be seen, whoever made it active. */
export function useActiveTabInView(): void {
  const activeId = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.id);
  useEffect(() => {
    if (activeId === undefined) return;
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeId]);
}

/** The tabs, for the parts of the page that GraphiQL does not bring itself. */
export function useTabs(): Tabs {
  const { tabs, queryEditor, variableEditor } = useGraphiQL(pick('tabs', 'queryEditor', 'variableEditor'));
  // GraphiQL's own `addTab` opens empty tabs only; `moveTab` takes a whole new list and keeps the active one.
  const { changeTab, moveTab } = useGraphiQLActions();

  const current = useCallback(
    () => ({ query: queryEditor?.getValue() ?? '', variables: variableEditor?.getValue() ?? '' }),
    [queryEditor, variableEditor],
  );
  const add = useCallback(
    (wanted: readonly SharedQuery[]) => {
      const missing = wanted.filter((query) => !tabs.some((tab) => isSame(tab, query)));
      if (missing.length > 0) moveTab([...tabs, ...missing.map(newTab)]);
    },
    [tabs, moveTab],
  );
  const open = useCallback(
    (wanted: SharedQuery) => {
      const index = tabs.findIndex((tab) => isSame(tab, wanted));
      add([wanted]);
      changeTab(index >= 0 ? index : tabs.length);
    },
    [tabs, add, changeTab],
  );
  return { current, open, add };
}
