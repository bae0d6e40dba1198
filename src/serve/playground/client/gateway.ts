import type { Fetcher } from '@graphiql/toolkit';
import { useSyncExternalStore } from 'react';

/** How the gateway answered the last operation that the reader ran. */
export interface LastAnswer {
  status: number;
  milliseconds: number;
  /** Of the answer's text, before compression. */
  bytes: number;
}

let lastAnswer: LastAnswer | null = null;
const listeners = new Set<() => void>();

function setLastAnswer(answer: LastAnswer | null): void {
  lastAnswer = answer;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The last answer; null before the first and while one is awaited. */
export function useLastAnswer(): LastAnswer | null {
  return useSyncExternalStore(subscribe, () => lastAnswer);
}

/** Path of the GraphQL endpoint as the server knows it, e.g. `/graphql`. */
export const GRAPHQL_PATH =
  document.querySelector<HTMLMetaElement>('meta[name="broadsheet-graphql-path"]')?.content ?? '/graphql';

/** Relative to the page, so that a proxy may put the whole gateway below a path of its own. */
const endpoint = new URL(`.${GRAPHQL_PATH}`, document.baseURI);

async function post(
  body: string,
  headers: Record<string, string>,
): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
      body,
    });
    return { response, text: await response.text() };
  } catch {
    throw new Error(`The gateway at ${endpoint.href} did not answer. Is it still running?`);
  }
}

/** Sends one operation. What is not a GraphQL answer becomes an error that names the status and shows the text. */
export const fetchAnswer: Fetcher = async ({ query, variables, operationName }, options) => {
  const isIntrospection = operationName === 'IntrospectionQuery';
  if (!isIntrospection) setLastAnswer(null);
  const started = performance.now();
  const { response, text } = await post(
    JSON.stringify({ query, variables, operationName }),
    options?.headers ?? {},
  );
  const milliseconds = performance.now() - started;
  if (!isIntrospection) {
    setLastAnswer({ status: response.status, milliseconds, bytes: new Blob([text]).size });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(
      `The gateway answered ${response.status} with text that is not JSON: ${text.slice(0, 300)}`,
    );
  }
};
