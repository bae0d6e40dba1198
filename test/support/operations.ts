import { existsSync, readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../schema/operations/', import.meta.url);

export interface Operation {
  /** File name without its ending. */
  name: string;
  query: string;
  variables: Record<string, unknown>;
}

function readOperation(name: string): Operation {
  const variables = new URL(`${name}.variables.json`, FOLDER);
  return {
    name,
    query: readFileSync(new URL(`${name}.graphql`, FOLDER), 'utf8'),
    variables: existsSync(variables) ? JSON.parse(readFileSync(variables, 'utf8')) : {},
  };
}

/** The operations that the project ships, by name. */
export const operations: Operation[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => readOperation(file.slice(0, -'.graphql'.length)));
