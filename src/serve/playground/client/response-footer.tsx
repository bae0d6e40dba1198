import { formatShortcutForOS, KEY_MAP, useGraphiQL } from '@graphiql/react';
import type { ReactElement } from 'react';
import { useLastAnswer } from './gateway.js';

function size(bytes: number): string {
  return bytes < 1_000 ? `${bytes} bytes` : `${(bytes / 1_000).toFixed(1)} kB`;
}

/** Below the answer: how it came. Before there is one: how to get it. */
export function ResponseFooter(): ReactElement {
  const isEmpty = useGraphiQL((state) => !state.tabs[state.activeTabIndex]?.response && !state.isFetching);
  const answer = useLastAnswer();
  if (isEmpty) {
    return (
      <p className="response-hint">
        The answer appears here.
        <br />
        Press the round button or <kbd>{formatShortcutForOS(KEY_MAP.runQuery.key, 'Cmd')}</kbd> to run the
        query.
      </p>
    );
  }
  if (answer === null) return <p className="response-status" />;
  return (
    <p className="response-status">
      <span>HTTP {answer.status}</span> <span>{Math.round(answer.milliseconds)} ms</span>{' '}
      <span>{size(answer.bytes)}</span>
    </p>
  );
}
