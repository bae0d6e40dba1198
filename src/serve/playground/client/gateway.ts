import type { Fetcher } from '@graphiql/toolkit';
import { type ExecutionResult, GraphQLError } from 'graphql';
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

/** In the shape of a GraphQL answer: a thrown error would be shown with its stack. */
function failure(message: string): ExecutionResult {
  return { errors: [new GraphQLError(message)] };
}

function parseAnswer(status: number, text: string): ExecutionResult {
  try {
    return JSON.parse(text);
  } catch {
    return failure(`The gateway answered ${status} with text that is not JSON: ${text.slice(0, 300)}`);
  }
}

type Tell = (answer: LastAnswer | null) => void;

async function post(body: string, headers: Headers, tell: Tell): Promise<ExecutionResult> {
  const started = performance.now();
  try {
    const response = await fetch(endpoint, { method: 'POST', headers, body });
    const text = await response.text();
    const milliseconds = performance.now() - started;
    tell({ status: response.status, milliseconds, bytes: new Blob([text]).size });
    return parseAnswer(response.status, text);
  } catch {
    return failure(`The gateway at ${endpoint.href} did not answer. Is it still running?`);
  }
}

/** Sends one operation. Whatever comes back, or does not, is told as an answer. */
export const fetchAnswer: Fetcher = ({ query, variables, operationName }, options) => {
  let headers: Headers;
  try {
    headers = new Headers(options?.headers);
  } catch {
    return failure('One of the headers has a name or a value that HTTP does not allow. Nothing was sent.');
  }
  headers.set('content-type', 'application/json');
  headers.set('accept', 'application/json');
  // The page itself asks for the schema; that is nothing the reader ran.
  const tell: Tell = operationName === 'IntrospectionQuery' ? () => {} : setLastAnswer;
  tell(null);
  return post(JSON.stringify({ query, variables, operationName }), headers, tell);
};
