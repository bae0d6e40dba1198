import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import type { Conditions } from './compile.js';

/** A query that can be compiled, and the variables that decide which of its fields are part of the answer. */
export interface Compilable {
  operation: OperationDefinitionNode;
  fragments: { [name: string]: FragmentDefinitionNode };
  decisive: readonly string[];
}

const DECIDING = new Set(['skip', 'include']);
const INTROSPECTION = new Set(['__schema', '__type']);

/** Null for what is left to graphql-js: all but plain queries, and those that ask for the schema itself. */
export function readCompilable(document: DocumentNode, operationName: string | null): Compilable | null {
  const operation = findOperation(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY || isUnusual(document)) return null;
  const fragments: { [name: string]: FragmentDefinitionNode } = Object.create(null);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  const declared = operation.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
  const used = variablesOfDirectives(document);
  return { operation, fragments, decisive: declared.filter((name) => used.has(name)) };
}

/** The outcome for these variables; null when one of them is neither true nor false. */
export function decide(
  { decisive }: Compilable,
  variables: { readonly [name: string]: unknown },
): Conditions | null {
  const conditions: { [name: string]: boolean } = {};
  for (const name of decisive) {
    const value = variables[name];
    if (typeof value !== 'boolean') return null;
    conditions[name] = value;
  }
  return conditions;
}

function findOperation(document: DocumentNode, name: string | null): OperationDefinitionNode | null {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const named = name === null ? operations : operations.filter((one) => one.name?.value === name);
  return named.length === 1 ? (named[0] ?? null) : null;
}

function isUnusual(document: DocumentNode): boolean {
  let unusual = false;
  visit(document, {
    Directive: ({ name }) => {
      if (!DECIDING.has(name.value)) unusual = true;
    },
    Field: ({ name }) => {
      if (INTROSPECTION.has(name.value)) unusual = true;
    },
  });
  return unusual;
}

function variablesOfDirectives(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, {
    Directive: (directive) => {
      for (const { value } of directive.arguments ?? []) {
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      }
    },
  });
  return names;
}
