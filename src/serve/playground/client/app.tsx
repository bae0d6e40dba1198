import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { HISTORY_PLUGIN, HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider } from '@graphiql/react';
import { GraphiQL, GraphiQLInterface } from 'graphiql';
import type { ReactElement } from 'react';
import { EDITOR_THEMES, EditorTheme } from './editor-theme.js';
import { EXAMPLES } from './examples.js';
import { fetchAnswer } from './gateway.js';
import { Masthead } from './masthead.js';
import { ResponseFooter } from './response-footer.js';
import type { OpenedLink, SharedQuery } from './share-link.js';

/** Under this name, with GraphiQL's own prefix, the reader's tabs lie in the browser's storage. */
const STORED_TABS = 'graphiql:tabState';

/** Below this width (pixels, as in the style sheets) variables are folded away: there query and answer share the height. */
const VARIABLES = window.innerWidth > 760 ? 'variables' : false;

const PLUGINS = [DOC_EXPLORER_PLUGIN, HISTORY_PLUGIN];

function hasStoredTabs(): boolean {
  try {
    return localStorage.getItem(STORED_TABS) !== null;
  } catch {
    // Storage is switched off: every visit is the first.
    return false;
  }
}

/**
 * What GraphiQL opens with. A reader who was here before gets their tabs back, and a link in one more. On a first
 * visit there are only the tabs given here, and the first of them fills the editors.
 */
function openingState(opened: OpenedLink) {
  const shared: SharedQuery | undefined = opened.kind === 'query' ? opened.shared : undefined;
  const first = shared ?? (hasStoredTabs() ? undefined : EXAMPLES[0]);
  return {
    defaultTabs: [...(shared === undefined ? [] : [shared]), ...EXAMPLES],
    initialQuery: first?.query,
    initialVariables: first?.variables,
  };
}

/** The whole page. */
export function App({ opened }: { opened: OpenedLink }): ReactElement {
  return (
    <GraphiQLProvider
      {...openingState(opened)}
      fetcher={fetchAnswer}
      plugins={PLUGINS}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      editorTheme={EDITOR_THEMES}
      inputValueDeprecation
      schemaDescription
    >
      <HistoryStore>
        <DocExplorerStore>
          <EditorTheme />
          <Masthead opened={opened} />
          <GraphiQLInterface defaultEditorToolsVisibility={VARIABLES} showPersistHeadersSettings={false}>
            <GraphiQL.Logo>
              <span />
            </GraphiQL.Logo>
            <GraphiQL.Footer>
              <ResponseFooter />
            </GraphiQL.Footer>
          </GraphiQLInterface>
        </DocExplorerStore>
      </HistoryStore>
    </GraphiQLProvider>
  );
}
